import type { ConversationId, ConversationKind, MessageId, UserId } from './ids.js';
import type { OrderKey } from './message.js';

/** Of somebody in a message not read yet. `messageId` is local, and may name a message that is not held. */
export interface Mention {
  readonly messageId: MessageId;
  readonly of: 'me' | 'all';
  readonly serverId?: string;
  readonly order?: OrderKey;
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
  readonly notify: 'all' | 'mentions' | 'silent' | 'none';
  /** Members of a group, where known. */
  readonly memberCount?: number;
  readonly tags?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
}

/** What a person has begun to write. Kept on this browser unless the engine syncs drafts. */
export interface Draft {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly replyTo?: MessageId;
  readonly updatedAt: number;
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

/** Sums over all conversations; muted ones (`notify: 'none'`) stand apart. */
export interface UnreadTotal {
  readonly count: number;
  readonly muted: number;
}
