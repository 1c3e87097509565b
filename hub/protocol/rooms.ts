import type { WireError } from './frames.js';
import type { WireOutcomes } from './groups.js';
import type { WireMessage, WireStanding } from './records.js';

export interface WireRoom {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly owner: string;
  readonly mutedAll?: boolean;
  readonly createdAt?: number;
  readonly online: number;
  /** Newest first, at most 20. */
  readonly recent?: readonly string[];
  /** At most 50, here or not; not in lists of rooms. */
  readonly admins?: readonly string[];
}

export interface WireRoomAttribute {
  readonly value: string;
  readonly by: string;
  readonly leaves?: boolean;
}

/** Of one room, several together; only what changed is said. Numbers, names and attributes are as they are now. */
export interface WireRoomNews {
  readonly room: string;
  readonly messages?: readonly WireMessage[];
  readonly recalled?: readonly { readonly id: string; readonly by: string; readonly at: number }[];
  /** So many more were left out. */
  readonly shed?: number;
  readonly online?: number;
  readonly recent?: readonly string[];
  /** The last of those who came and went, at most 20 each, in that order. Who came before the viewer was there when he came. */
  readonly joined?: readonly string[];
  readonly left?: readonly string[];
  /** How many in all, where more than are named. Where the viewer came too and is not named: how many after him. */
  readonly joinedCount?: number;
  readonly leftCount?: number;
  readonly likes?: number;
  /** null: gone. */
  readonly attributes?: Readonly<Record<string, WireRoomAttribute | null>>;
  readonly face?: WireRoom;
  /** The viewer's. */
  readonly standing?: WireStanding;
  /** The viewer is in it no more. */
  readonly ended?: { readonly why: 'kicked' | 'banned' | 'destroyed' | 'left'; readonly reason?: string };
}

interface In {
  readonly room: string;
}
interface Some extends In {
  /** 1 to 100. */
  readonly users: readonly string[];
}
interface Paged {
  readonly cursor?: string;
  /** At most 200. */
  readonly limit?: number;
}
type Done = Record<never, never>;

/**
 * Who may do what says `place-rights.ts`. What is said in a room lives in the memory of the hub: the newest 500 messages,
 * of which a restart leaves 50. `messages.send`, `history`, `get` and `recall` do with them what they do elsewhere, as
 * far as they reach; they have no files, and are never unread. Who is not in the room is told `not-found`.
 */
export interface RoomOps {
  /**
   * News of it come to this connection from now on. `recent`: -1 (none) to 50, default 10. `after`: seq of the last message
   * held, after a lost connection: those that followed, at most 500; `gap` where older ones of them are gone. `create`:
   * where it is not there; not by visitors. Without `more` this connection leaves the rooms it is in.
   * `banned`: with `retryAfter`.
   */
  'rooms.join': {
    args: {
      readonly recent?: number;
      readonly after?: number;
      readonly create?: { readonly name?: string };
      readonly more?: boolean;
    } & In;
    result: {
      readonly room: WireRoom;
      readonly messages: readonly WireMessage[];
      readonly gap?: boolean;
      readonly likes: number;
      readonly attributes: Readonly<Record<string, WireRoomAttribute>>;
      readonly standing: WireStanding;
    };
  };
  'rooms.leave': { args: In; result: Done };
  'rooms.destroy': { args: In; result: Done };
  /** Fields left out stay, null clears. */
  'rooms.update': {
    args: {
      readonly patch: {
        readonly name?: string | null;
        readonly avatar?: string | null;
        readonly introduction?: string | null;
      };
    } & In;
    result: Done;
  };
  /** By id; words in names and ids. */
  'rooms.list': {
    args: { readonly words?: string } & Paged;
    result: { readonly items: readonly WireRoom[]; readonly next?: string };
  };
  'rooms.info': { args: In; result: WireRoom };
  /** Who has been in it longest first. */
  'rooms.members': { args: In & Paged; result: { readonly items: readonly string[]; readonly next?: string } };
  /** 1 to 1,000 at once. */
  'rooms.like': { args: { readonly times: number } & In; result: Done };
  /**
   * At most 100 in a room, names of 64 and values of 4,096 characters. Of others only with `force`, by who may.
   * `leaves`: goes when the caller leaves.
   */
  'rooms.set-attributes': {
    args: {
      readonly set: Readonly<Record<string, string | null>>;
      readonly force?: boolean;
      readonly leaves?: boolean;
    } & In;
    result: { readonly outcomes: readonly { readonly key: string; readonly error?: WireError }[] };
  };
  /** `minutes`, at most 43,200: cannot come in again so long. */
  'rooms.kick': { args: { readonly minutes?: number } & Some; result: WireOutcomes<'removed'> };
  /** `until` milliseconds, at most 30 days ahead; 0 ends it. */
  'rooms.mute': { args: { readonly until: number } & Some; result: WireOutcomes<'set'> };
  /** At most 50 admins; who is not in the room now can be one, visitors cannot. */
  'rooms.set-role': { args: { readonly role: 'admin' | 'member' } & Some; result: WireOutcomes<'set'> };
  'rooms.mute-all': { args: { readonly muted: boolean } & In; result: Done };
}
