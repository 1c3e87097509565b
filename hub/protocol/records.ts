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
  readonly replyTo?: { readonly id: string; readonly preview?: string };
  readonly mentions?: { readonly all?: boolean; readonly users?: readonly string[] };
  readonly counts: boolean;
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
  readonly notify: 'all' | 'mentions' | 'silent' | 'none';
  readonly memberCount?: number;
  /** The viewer's cursor always; the peer's in a direct conversation; at most 20 others in a group. */
  readonly cursors: readonly WireCursor[];
}

export interface WireUser {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly status?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface WireGroup {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly policy: 'invite' | 'apply' | 'open';
  readonly owner: string;
  readonly memberCount: number;
}
export interface WireMember {
  readonly group: string;
  readonly user: string;
  readonly role: 'owner' | 'admin' | 'member';
}

export interface WireFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
}
