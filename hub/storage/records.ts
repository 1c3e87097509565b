import type { WireCommand, WireContent, WireGone, WireLevel, WireMessage, WireSettings } from '../protocol/index.js';

/** `key` is the hub's name of a conversation, the same for all its members; times are milliseconds since the epoch. */
export interface UserRow {
  readonly id: string;
  readonly kind: 'user' | 'visitor';
  readonly name?: string;
  readonly avatar?: string;
  readonly status?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** What the last token said, to tell the site's changes from the person's own. */
  readonly claimed?: { readonly name?: string; readonly avatar?: string };
  /** Of a visitor: the user he turned out to be. */
  readonly mergedInto?: string;
  /** What he has set; parts that were not there then are as of who has set nothing. */
  readonly settings?: { readonly [K in keyof WireSettings]?: Partial<WireSettings[K]> };
  /** What he had deleted for himself of groups that he left, by key: it stays gone when he comes back. */
  readonly cleared?: Readonly<Record<string, number>>;
  readonly createdAt: number;
  /** He had all of his taken away then; his id remains. */
  readonly erased?: number;
}

export interface DeviceRow {
  readonly user: string;
  readonly id: string;
  readonly class: 'web' | 'mobile' | 'desktop';
  readonly name?: string;
  readonly seenAt: number;
}

export interface ConversationRow {
  readonly key: string;
  /** Of the last message; 0 before the first. */
  readonly seq: number;
  /** Time of the last message, or of the creation. Sorts lists; never falls. */
  readonly activity: number;
}

export interface MemberRow {
  readonly key: string;
  readonly user: string;
  readonly role: 'owner' | 'admin' | 'member';
  /** Event id at joining: orders members by how long they have been here. */
  readonly joined: number;
  /** The last message when he came: whether older ones are read is not asked of him. */
  readonly joinedSeq: number;
  /** His own count: falls when he marks as unread. */
  readonly read: number;
  /** What others are told of it: only grows, and stands still while he keeps his reading to himself. */
  readonly shown: number;
  readonly delivered: number;
  readonly pinned: boolean;
  readonly hidden: boolean;
  readonly notify: WireLevel;
  readonly markedUnread?: boolean;
  /** What he can see begins above it: `joinedSeq`, 0 where newcomers may read everything, or what he has deleted for himself. */
  readonly clearedSeq: number;
  readonly more?: MemberMore;
}

/** What only some members have. Kept whole as JSON; lists are filtered by it. */
export interface MemberMore {
  readonly card?: string;
  readonly mutedUntil?: number;
  readonly exempt?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly joinedAt?: number;
  /** His own: `star`, `folded`, `hidden`. */
  readonly marks?: readonly string[];
  /** Ids of his own tags. */
  readonly tags?: readonly string[];
  readonly pinnedIn?: readonly string[];
  readonly data?: unknown;
  readonly shielded?: boolean;
  /** `notify: 'all'` was chosen for it: wider levels do not hold. */
  readonly loud?: boolean;
}

/** What a message has beside its words. Names as on the wire, where they are not explained. */
interface MessageExtras {
  readonly edited?: WireMessage['edited'];
  readonly extensions?: WireMessage['extensions'];
  /** User ids by emoji, both in the order in which they came. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
  readonly pinned?: WireMessage['pinned'];
  readonly audience?: readonly string[];
  readonly receipt?: boolean;
  readonly silent?: boolean;
  readonly unlisted?: boolean;
  readonly data?: string;
  readonly expire?: WireMessage['expire'];
  readonly altered?: WireMessage['altered'];
}

export interface MessageRow extends MessageExtras {
  readonly key: string;
  readonly seq: number;
  readonly id: string;
  readonly sender: string;
  readonly senderName?: string;
  readonly senderAvatar?: string;
  /** With the sender: the name of the sending, unique. */
  readonly clientId?: string;
  readonly at: number;
  readonly content: WireContent;
  readonly recalled?: WireMessage['recalled'];
  /** What it says is looked up when it is told. */
  readonly replyTo?: { readonly id: string };
  readonly mentions?: WireMessage['mentions'];
  readonly counts: boolean;
}

export interface GroupRow {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly policy: 'invite' | 'apply' | 'open';
  readonly history?: 'joined' | 'all';
  readonly owner: string;
  readonly admins?: readonly string[];
  readonly createdAt: number;
  /** Default `group`. */
  readonly kind?: 'group' | 'room';
  readonly type?: 'work' | 'public' | 'meeting' | 'discussion';
  readonly invites?: 'members' | 'admins' | 'consent' | 'closed';
  readonly introduction?: string;
  readonly announcement?: { readonly text: string; readonly at: number; readonly by: string };
  readonly mutedAll?: boolean;
  readonly listed?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly counters?: Readonly<Record<string, number>>;
  /** Over, for all; what was said can still be read. */
  readonly dismissed?: { readonly at: number; readonly by: string };
}

export interface FileRow {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
  readonly createdAt: number;
}

/** An entry of the log says what to look at, not what was there: it is filled in for each viewer when it is told. */
export type StoredEvent =
  | { readonly t: 'message'; readonly key: string; readonly id: string }
  | {
      readonly t: 'recalled';
      readonly key: string;
      readonly id: string;
      readonly seq: number;
      readonly by: string;
      readonly at: number;
      /** In entries of older hubs; the message has it. */
      readonly reason?: string;
    }
  /** Content, reactions, pin or expiry of a message: told as they are then. */
  | {
      readonly t: 'edited' | 'reacted' | 'pinned' | 'tally' | 'expiring';
      readonly key: string;
      readonly id: string;
    }
  | {
      readonly t: 'extended';
      readonly key: string;
      readonly id: string;
      /** Names alone count. */
      readonly set: Readonly<Record<string, string>>;
      readonly removed?: readonly string[];
    }
  /** `seq`: of one that is gone for everybody, so that it is told to those alone who could see it. */
  | { readonly t: 'deleted'; readonly key: string; readonly ids: readonly string[]; readonly seq?: number }
  | { readonly t: 'cleared'; readonly key: string; readonly upTo: number }
  | { readonly t: 'settings' }
  | { readonly t: 'tags' }
  /** `device` sent it and is not told. */
  | {
      readonly t: 'command';
      readonly key?: string;
      readonly command: Omit<WireCommand, 'conversation'>;
      readonly device?: string;
    }
  | { readonly t: 'cursor'; readonly key: string; readonly user: string }
  | { readonly t: 'conversation'; readonly key: string }
  | { readonly t: 'conversation-removed'; readonly key: string }
  | { readonly t: 'user'; readonly user: string }
  | { readonly t: 'contact'; readonly user: string }
  | { readonly t: 'block'; readonly user: string }
  | { readonly t: 'contact-groups' }
  | { readonly t: 'contact-request'; readonly id: string }
  /** `aside`: nothing that a row of the list shows. */
  | { readonly t: 'group'; readonly group: string; readonly aside?: true }
  | { readonly t: 'member'; readonly group: string; readonly user: string }
  | { readonly t: 'member-removed'; readonly group: string; readonly user: string }
  /** `why`: for those who do not find it any more. */
  | { readonly t: 'space'; readonly space: string; readonly why?: WireGone }
  | { readonly t: 'channel'; readonly space: string; readonly channel: string; readonly why?: WireGone }
  | { readonly t: 'application'; readonly application: string; readonly owner: string; readonly invitation: boolean }
  | { readonly t: 'applications-read' };

export interface EventRow {
  readonly id: number;
  /** A conversation key, or `user:` and an id. */
  readonly audience: string;
  readonly at: number;
  readonly event: StoredEvent;
}
