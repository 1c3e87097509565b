/** A kind and whatever belongs to it; the hub looks into the kinds it has rules for and carries the others whole. */
export interface WireContent {
  readonly kind: string;
  readonly fallback?: string;
  readonly [key: string]: unknown;
}

/** Conversation ids on the wire are the viewer's: in `direct:bob`, bob is the other one. */
export interface WireMessage {
  readonly id: string;
  readonly conversation: string;
  /** 1, 2, 3 ... within the conversation. Holes are possible for a viewer (directed messages), repeats are not. */
  readonly seq: number;
  readonly sender: string;
  readonly senderName?: string;
  readonly senderAvatar?: string;
  /** Only in frames to the sender. */
  readonly clientId?: string;
  /** Milliseconds, server clock. */
  readonly at: number;
  readonly content: WireContent;
  readonly recalled?: { readonly at: number; readonly by: string; readonly reason?: string };
  /** `preview`, `sender` and `kind` are those of the quoted message as it is now; `gone` says why there are none. */
  readonly replyTo?: WireQuote;
  readonly mentions?: { readonly all?: boolean; readonly users?: readonly string[] };
  readonly counts: boolean;
  readonly edited?: { readonly at: number; readonly by: string };
  readonly extensions?: Readonly<Record<string, string>>;
  readonly reactions?: readonly WireReaction[];
  readonly pinned?: { readonly at: number; readonly by: string };
  /** Directed: only these, and the sender, ever see it. */
  readonly audience?: readonly string[];
  /** The sender asked to be told who has read it. */
  readonly receipt?: boolean;
  /** Only in frames to the sender of a message with `receipt`. */
  readonly tally?: { readonly read: number; readonly unread: number };
  readonly silent?: boolean;
  /** Not the last message of the conversation, whatever its place. */
  readonly unlisted?: boolean;
  /** Online only: pushed as a signal, never stored. Its `seq` is that of the message it came after. */
  readonly transient?: boolean;
  readonly data?: string;
  readonly expire?: { readonly seconds: number; readonly at?: number };
  readonly altered?: { readonly reason?: string };
}

export interface WireQuote {
  readonly id: string;
  readonly preview?: string;
  readonly sender?: string;
  readonly kind?: string;
  readonly gone?: 'recalled' | 'missing';
}

/** As the viewer sees it: `users` are the first five. */
export interface WireReaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  readonly users: readonly string[];
}

export type WireLevel = 'all' | 'mentions' | 'me' | 'everyone' | 'silent' | 'none';

/** As the first part of the ids of conversations. */
export type WireKind = 'direct' | 'group' | 'channel' | 'room' | 'system';

/** `start`: HH:MM in `zone` (IANA); `minutes`: 1 to 1,439; `level`: what still alerts. */
export interface WireQuiet {
  readonly start: string;
  readonly minutes: number;
  readonly zone: string;
  readonly level: 'mentions' | 'none';
}

export interface WireSettings {
  readonly privacy: { readonly receipts: boolean; readonly typing: boolean; readonly lastSeen: boolean };
  readonly push: { readonly language?: string; readonly detail: boolean; readonly whileOnline: boolean };
  /** Who may take one into his list; `only`: strangers may not write. */
  readonly contacts: { readonly accept: 'anyone' | 'confirm' | 'nobody'; readonly only: boolean };
  /** What alerts, wider than one conversation. `pausedUntil`: milliseconds, 0 for not. */
  readonly notify: {
    readonly pausedUntil: number;
    readonly all: WireLevel;
    readonly kinds: Readonly<Partial<Record<WireKind, WireLevel>>>;
    readonly spaces: Readonly<Record<string, WireLevel>>;
    readonly quiet?: WireQuiet;
  };
}

export interface WireCommand {
  readonly id: string;
  readonly from: string;
  readonly conversation?: string;
  readonly name: string;
  readonly data?: unknown;
  readonly at: number;
}

export interface WireCursor {
  readonly conversation: string;
  readonly user: string;
  readonly read: number;
  readonly delivered: number;
}

export interface WireConversation {
  readonly id: string;
  readonly title?: string;
  readonly avatar?: string;
  readonly last?: WireMessage;
  /** Grows with every change that moves the row; sorts the list. */
  readonly activity: number;
  readonly unread: number;
  readonly pinned: boolean;
  readonly notify: WireLevel;
  readonly memberCount?: number;
  /** The newest 20 messages not read yet that name the viewer, ascending. */
  readonly mentions?: readonly { readonly id: string; readonly seq: number; readonly of: 'me' | 'all' }[];
  /** Marked by the viewer, to come back to. */
  readonly markedUnread?: boolean;
  /** Pinned messages that the viewer can see; absent: none. */
  readonly pins?: number;
  /** The viewer chose `notify: 'all'` for it: wider levels do not hold. */
  readonly loud?: boolean;
  /** Ids of the viewer's tags, and of those within which it stands first. */
  readonly tags?: readonly string[];
  readonly pinnedIn?: readonly string[];
  readonly marks?: readonly ('star' | 'folded' | 'hidden')[];
  /** The page's own. */
  readonly data?: unknown;
  /** The viewer hears nothing of it: `last` is what he has read last. */
  readonly shielded?: boolean;
  /** The viewer's cursor always; the peer's in a direct conversation; at most 20 others in a group. */
  readonly cursors: readonly WireCursor[];
  /** Of groups always. Who is no member any more keeps the row, locked. */
  readonly standing?: WireStanding;
}

export interface WireUser {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly status?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export type WireRole = 'owner' | 'admin' | 'member';

/** To those who are no members only what a door says: no announcement, attributes, counters, fields. */
export interface WireGroup {
  readonly id: string;
  readonly type?: 'work' | 'public' | 'meeting' | 'discussion';
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly policy: 'invite' | 'apply' | 'open';
  readonly invites?: 'members' | 'admins' | 'consent' | 'closed';
  /** What newcomers may read: `joined` (default) only from then on, `all` everything. */
  readonly history?: 'joined' | 'all';
  readonly owner: string;
  readonly memberCount: number;
  readonly announcement?: { readonly text: string; readonly at: number; readonly by: string };
  readonly mutedAll?: boolean;
  readonly listed?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly counters?: Readonly<Record<string, number>>;
  readonly createdAt?: number;
  readonly dismissed?: boolean;
}
export interface WireMember {
  readonly group: string;
  readonly user: string;
  readonly role: WireRole;
  readonly card?: string;
  /** Milliseconds. */
  readonly mutedUntil?: number;
  readonly exempt?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly joinedAt?: number;
}

/** Somebody wants to come in, or (`invitedBy`) is asked to. */
export interface WireApplication {
  readonly id: string;
  readonly group: string;
  readonly user: string;
  readonly invitedBy?: string;
  readonly words?: string;
  readonly at: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  /** Who answered. */
  readonly by?: string;
  readonly reason?: string;
  /** By the viewer; his own, and those answered, are. */
  readonly read: boolean;
}

/** What the viewer is there, and why he cannot write. `until`: milliseconds, of `muted`; over then without another word. */
export interface WireStanding {
  readonly role?: WireRole;
  readonly locked?: 'muted' | 'muted-all' | 'removed' | 'left' | 'banned' | 'dismissed' | 'blocked' | 'closed';
  readonly until?: number;
}

export interface WireFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
}
