import type { Channel, Group, ImError, OrderKey, RoomAttribute, Space, UserId } from '../model/index.js';
import type { ConversationPatch, IncomingMessage } from './events.js';
import type { CallOptions, Page, PageOptions } from './facets.js';

type Outcome<T extends string> = Promise<ReadonlyMap<UserId, T | ImError>>;

/** A space as the back end tells of it; its counts and level are the core's. */
export type SpaceFace = Omit<Space, 'unread' | 'mentions' | 'notify'>;

export type RoomFace = Group & { readonly online: number; readonly recent?: readonly UserId[] };

/** What became of a live room. Only what changed is said; numbers are as they are now. */
export interface RoomChange {
  readonly id: string;
  readonly messages?: readonly IncomingMessage[];
  /** Taken back: their server ids. */
  readonly recalled?: readonly { readonly serverId: string; readonly by: UserId; readonly at: number }[];
  /** So many more were not told, because more came than can be read. */
  readonly shed?: number;
  readonly online?: number;
  /** Newest first, at most 20. */
  readonly recent?: readonly UserId[];
  /** The last of those who came and went, in that order. Who came before the signed-in user was there when he came. */
  readonly joined?: readonly UserId[];
  readonly left?: readonly UserId[];
  /** How many in all, where more than are named. Where he came too and is not named: how many after him. */
  readonly joinedCount?: number;
  readonly leftCount?: number;
  readonly likes?: number;
  /** null: gone. */
  readonly attributes?: Readonly<Record<string, RoomAttribute | null>>;
  readonly group?: Group;
  /** The signed-in user's, there. */
  readonly standing?: ConversationPatch['standing'];
  /** One is in it no more. `left`: on this device alone, as somebody joined another room with it. */
  readonly ended?: { readonly why: 'kicked' | 'banned' | 'destroyed' | 'left'; readonly reason?: string };
}

/** The room as one comes in. `gap`: some of what was said after `after` is not there any more. */
export interface RoomEntry {
  readonly group: Group;
  readonly messages: readonly IncomingMessage[];
  readonly gap?: boolean;
  readonly online: number;
  readonly recent: readonly UserId[];
  readonly likes: number;
  readonly attributes: Readonly<Record<string, RoomAttribute>>;
  readonly standing?: ConversationPatch['standing'];
}

export interface RoomFacet {
  /** Until `leave`, or a while after the connection is lost. `after`: place of the last message held, after a lost connection. */
  join(
    id: string,
    options: CallOptions & {
      readonly recent?: number;
      readonly after?: OrderKey;
      readonly create?: { readonly name?: string };
      readonly more?: boolean;
    },
  ): Promise<RoomEntry>;
  leave(id: string, options?: CallOptions): Promise<void>;
  destroy(id: string, options?: CallOptions): Promise<void>;
  update(
    id: string,
    patch: { readonly name?: string | null; readonly avatar?: string | null; readonly introduction?: string | null },
    options?: CallOptions,
  ): Promise<void>;
  list(words: string | undefined, options?: PageOptions): Promise<Page<RoomFace>>;
  info(id: string, options?: CallOptions): Promise<RoomFace>;
  members(id: string, options?: PageOptions): Promise<Page<UserId>>;
  like(id: string, times: number, options?: CallOptions): Promise<void>;
  setAttributes(
    id: string,
    set: Readonly<Record<string, string | null>>,
    options?: CallOptions & { readonly force?: boolean; readonly leaves?: boolean },
  ): Promise<ReadonlyMap<string, 'set' | ImError>>;
  kick(id: string, users: readonly UserId[], minutes: number | undefined, options?: CallOptions): Outcome<'removed'>;
  mute(id: string, users: readonly UserId[], until: number, options?: CallOptions): Outcome<'set'>;
  setRole(id: string, users: readonly UserId[], role: 'admin' | 'member', options?: CallOptions): Outcome<'set'>;
  muteAll(id: string, muted: boolean, options?: CallOptions): Promise<void>;
}

/** Told by `spaces` and `channels` events. `id`s make calls idempotent. */
export interface SpaceFacet {
  /** The signed-in user's. */
  list(options?: PageOptions): Promise<Page<SpaceFace>>;
  /** Those that he can see, in their order, with his rows of them. */
  channels(
    space: string,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Channel[]; readonly rows: readonly ConversationPatch[] }>;
  create(
    id: string,
    draft: Pick<SpaceFace, 'avatar' | 'introduction' | 'policy'> & {
      readonly name: string;
      readonly members?: readonly UserId[];
    },
    options?: CallOptions,
  ): Promise<SpaceFace>;
  update(
    id: string,
    patch: {
      readonly name?: string;
      readonly avatar?: string | null;
      readonly introduction?: string | null;
      readonly policy?: 'invite' | 'open';
    },
    options?: CallOptions,
  ): Promise<void>;
  join(id: string, options?: CallOptions): Promise<void>;
  leave(id: string, options?: CallOptions): Promise<void>;
  remove(id: string, options?: CallOptions): Promise<void>;
  invite(id: string, users: readonly UserId[], options?: CallOptions): Outcome<'joined'>;
  kick(id: string, users: readonly UserId[], options?: CallOptions): Outcome<'removed'>;
  setRole(id: string, users: readonly UserId[], role: 'admin' | 'member', options?: CallOptions): Outcome<'set'>;
  members(id: string, options?: PageOptions): Promise<Page<{ readonly userId: UserId; readonly role: Space['role'] }>>;
  markRead(id: string, options?: CallOptions): Promise<void>;
  createChannel(
    space: string,
    id: string,
    draft: Pick<Channel, 'name' | 'topic' | 'private' | 'category'> & { readonly members?: readonly UserId[] },
    options?: CallOptions,
  ): Promise<void>;
  updateChannel(
    space: string,
    channel: string,
    patch: {
      readonly name?: string;
      readonly topic?: string | null;
      readonly private?: boolean;
      readonly category?: string | null;
      readonly place?: number;
    },
    options?: CallOptions,
  ): Promise<void>;
  removeChannel(space: string, channel: string, options?: CallOptions): Promise<void>;
  channelMembers(space: string, channel: string, options?: PageOptions): Promise<Page<UserId>>;
  addToChannel(space: string, channel: string, users: readonly UserId[], options?: CallOptions): Outcome<'added'>;
  removeFromChannel(
    space: string,
    channel: string,
    users: readonly UserId[],
    options?: CallOptions,
  ): Outcome<'removed'>;
}
