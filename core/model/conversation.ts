import type { EditBase } from './change.js';
import type { TextMark } from './content.js';
import type { Standing } from './group.js';
import type { ConversationId, ConversationKind, MessageId, UserId } from './ids.js';
import type { OrderKey } from './message.js';

/** Of somebody in a message not read yet. `messageId` is local, and may name a message that is not held. */
export interface Mention {
  readonly messageId: MessageId;
  readonly of: 'me' | 'all';
  readonly serverId?: string;
  readonly order?: OrderKey;
}

/** One's own: `folded` rows stand together at the end, `hidden` ones only in their own list. */
export type Mark = 'star' | 'folded' | 'hidden';

/**
 * What alerts: everything, what names one (`mentions`: alone or with all; `me`, `everyone`: one of the two), nothing.
 * `silent`: counted as usual, without sound. `none`: counted apart.
 */
export type NotifyLevel = 'all' | 'mentions' | 'me' | 'everyone' | 'silent' | 'none';

/** One's own name for some conversations. At most 20, of 1,000 conversations each. */
export interface Tag {
  readonly id: string;
  readonly name: string;
  /** Among the others, ascending. */
  readonly place: number;
}

/** All that are given must hold. */
export interface ConversationFilter {
  readonly kinds?: readonly ConversationKind[];
  readonly tag?: string;
  readonly mark?: Mark;
  readonly unread?: boolean;
  /** True: only those whose level is `none`, their own or a wider one; false: only the others. */
  readonly muted?: boolean;
  /** In its title, at most 100 characters. */
  readonly words?: string;
}

export interface Conversation {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  readonly title?: string;
  readonly avatar?: string;
  readonly lastMessageId?: MessageId;
  /** Sort key given by the engine; not a time. Pins sort first, then this, descending. */
  readonly activity: number;
  readonly unread: number;
  readonly mentions: readonly Mention[];
  readonly markedUnread?: boolean;
  /** How many messages are pinned, where the back end says. */
  readonly pins?: number;
  readonly pinned?: boolean;
  readonly notify: NotifyLevel;
  /** `notify: 'all'` was chosen for it, not just left so: wider levels do not hold. */
  readonly loud?: boolean;
  /** Members of a group, where known. */
  readonly memberCount?: number;
  /** Ids of one's own tags. */
  readonly tags?: readonly string[];
  /** Tags within which it stands first. */
  readonly pinnedIn?: readonly string[];
  readonly marks?: readonly Mark[];
  /** The page's own JSON, at most 4,096 characters; replaced, not merged. */
  readonly data?: unknown;
  /** Nothing of it reaches one: distinct from being muted. */
  readonly shielded?: boolean;
  readonly standing?: Standing;
}

/** What a person has begun to write. Kept on this browser unless the engine syncs drafts. */
export interface Draft extends DraftMore {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly replyTo?: MessageId;
  readonly updatedAt: number;
}

export interface DraftMore {
  /** Who is named where in the text. */
  readonly marks?: readonly TextMark[];
  /** The change of a message that was begun, beside the text that waits for its end. */
  readonly editing?: {
    readonly messageId: MessageId;
    readonly text: string;
    readonly marks?: readonly TextMark[];
    /** What it stands on. */
    readonly base?: EditBase;
  };
}

/**
 * Watermark of one member: everything whose `order.seq` is at or below it is read (or delivered). Only grows.
 * One record a member, whatever the number of messages.
 */
export interface ReadCursor {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly read: number;
  readonly delivered: number;
}

/** Per-message tally, for back ends where the sender asks for receipts. */
export interface ReceiptTally {
  readonly messageId: MessageId;
  readonly read: number;
  readonly unread: number;
}

/** Sums over all conversations but those marked `hidden`; muted ones (level `none`) stand apart. */
export interface UnreadTotal {
  readonly count: number;
  readonly muted: number;
  /** Of `count`; there once filtered lists, tags or levels were asked for. */
  readonly kinds?: Readonly<Partial<Record<ConversationKind, number>>>;
  readonly tags?: Readonly<Record<string, number>>;
}
