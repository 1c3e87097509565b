import type { ConversationId, UserId } from './ids.js';

export interface User {
  readonly id: UserId;
  readonly name?: string;
  /** An address an `<img>` can load, or a file id where the engine signs addresses. */
  readonly avatar?: string;
  /** What the person says of himself; kept, unlike the status of a presence. */
  readonly status?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Of somebody whose presence is watched. `away`: a page is open, nobody is at it. */
export interface Presence {
  readonly userId: UserId;
  readonly state: 'online' | 'away' | 'offline';
  /** His own words, at most 100 characters; gone when he is offline. */
  readonly words?: string;
  /** Milliseconds; only while offline, and only of people who let others see it. */
  readonly lastSeen?: number;
}

/** Somebody in one's own list. */
export interface Contact {
  readonly userId: UserId;
  /** What one calls him; nobody else sees it. At most 100 characters. */
  readonly remark?: string;
  /** At most 1,000 characters. */
  readonly notes?: string;
  /** Names of one's own contact groups that he is in. */
  readonly groups: readonly string[];
  readonly since: number;
}

/** Kept until it is answered, on both sides. */
export interface ContactRequest {
  readonly id: string;
  readonly from: UserId;
  readonly to: UserId;
  readonly words?: string;
  readonly at: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  /** Why it was refused. */
  readonly reason?: string;
  /** Has the signed-in user looked at it? One's own are read. */
  readonly read: boolean;
}

/** Who has whom in his list. */
export type Relation = 'none' | 'mine' | 'theirs' | 'both';

export interface Typing {
  readonly conversationId: ConversationId;
  readonly users: readonly { readonly userId: UserId; readonly what: 'text' | 'voice'; readonly until: number }[];
}

/** One of one's own sessions. */
export interface DeviceInfo {
  readonly id: string;
  readonly class: 'web' | 'mobile' | 'desktop';
  readonly name?: string;
  readonly online: boolean;
  /** Milliseconds. */
  readonly seenAt: number;
  /** The one that asks. */
  readonly own: boolean;
}
