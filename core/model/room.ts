import type { UserId } from './ids.js';

/** A live room as one who is in it sees it. Its group record (`group/<id>`, kind `room`) says its name and owner. */
export interface Room {
  readonly id: string;
  readonly state: 'joining' | 'joined' | 'left' | 'kicked' | 'banned' | 'destroyed';
  readonly reason?: string;
  /** How many are in it now. */
  readonly online: number;
  /** Some of them, newest first, at most 20. */
  readonly recent: readonly UserId[];
  /** Of others, since one is in it; absent where nobody did, or where the back end does not tell. */
  readonly came?: RoomGoings;
  readonly went?: RoomGoings;
  /** Likes since it began, one's own included. */
  readonly likes: number;
  readonly attributes: Readonly<Record<string, RoomAttribute>>;
  /** Messages that were not shown because more came than can be read; since joining. */
  readonly shed: number;
}

/** How often somebody came, or went. */
export interface RoomGoings {
  readonly count: number;
  /** Of the latest, newest first, at most 20; somebody stands there as often as he came. */
  readonly users: readonly UserId[];
}

export interface RoomAttribute {
  readonly value: string;
  readonly by: UserId;
  /** Goes with him when he leaves. */
  readonly leaves?: boolean;
}

/** A place with channels. */
export interface Space {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly ownerId?: UserId;
  readonly memberCount?: number;
  /** How one comes in; where `open`, members invite too. */
  readonly policy?: 'invite' | 'open';
  /** The signed-in user's. */
  readonly role?: 'owner' | 'admin' | 'member';
  /** When he came in, by the back end's own count: another one means that he was out of it meanwhile. */
  readonly since?: number;
  /** Sums over its channels, each capped at 999. */
  readonly unread: number;
  readonly mentions: number;
  /** Covers its channels; a channel's own overrides it. */
  readonly notify?: 'all' | 'mentions' | 'me' | 'everyone' | 'silent' | 'none';
}

/** Its talk is the conversation `channel:<space>/<id>`. */
export interface Channel {
  readonly spaceId: string;
  readonly id: string;
  readonly name: string;
  readonly topic?: string;
  readonly private?: boolean;
  /** Heading under which it stands. */
  readonly category?: string;
  /** Where it stands among the others, ascending. */
  readonly place: number;
  /** Of a private one. */
  readonly memberCount?: number;
}
