import type { WireContent, WireMessage } from '../protocol/index.js';

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
  readonly createdAt: number;
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
  /** Messages up to here are not for this member. */
  readonly joinedSeq: number;
  readonly read: number;
  readonly delivered: number;
  readonly pinned: boolean;
  readonly hidden: boolean;
  readonly notify: 'all' | 'mentions' | 'silent' | 'none';
}

export interface MessageRow {
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
  readonly replyTo?: WireMessage['replyTo'];
  readonly mentions?: WireMessage['mentions'];
  readonly counts: boolean;
}

export interface GroupRow {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly policy: 'invite' | 'apply' | 'open';
  readonly owner: string;
  readonly createdAt: number;
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
      readonly reason?: string;
    }
  | { readonly t: 'cursor'; readonly key: string; readonly user: string }
  | { readonly t: 'conversation'; readonly key: string }
  | { readonly t: 'conversation-removed'; readonly key: string }
  | { readonly t: 'user'; readonly user: string }
  | { readonly t: 'group'; readonly group: string }
  | { readonly t: 'member'; readonly group: string; readonly user: string }
  | { readonly t: 'member-removed'; readonly group: string; readonly user: string };

export interface EventRow {
  readonly id: number;
  /** A conversation key, or `user:` and an id. */
  readonly audience: string;
  readonly at: number;
  readonly event: StoredEvent;
}
