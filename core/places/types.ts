import type { Page } from '../engine/index.js';
import type { Channel, ConversationId, Group, ImError, NotifyLevel, Space, UserId } from '../model/index.js';
import type { Outcomes } from '../people/types.js';

/** Live rooms. Their messages are sent and read as those of any conversation (`room:<id>`), and never count as unread. */
export interface RoomActs {
  /**
   * Into the room, until `leave` or the end of the session; re-joined after a lost connection with nothing lost or repeated.
   * `recent`: messages shown at once, -1 to 50, default 10. `create`: where it is not there. One room at a time unless `more`.
   */
  join(
    id: string,
    options?: {
      readonly recent?: number;
      readonly create?: { readonly name?: string };
      readonly more?: boolean;
    },
  ): Promise<ConversationId>;
  leave(id: string): Promise<void>;
  /** Only its owner. */
  destroy(id: string): Promise<void>;
  update(
    id: string,
    patch: { readonly name?: string | null; readonly avatar?: string | null; readonly introduction?: string | null },
  ): Promise<void>;
  list(words?: string, cursor?: string): Promise<Page<Group & { readonly online: number }>>;
  info(id: string): Promise<Group & { readonly online: number; readonly recent: readonly UserId[] }>;
  members(id: string, cursor?: string): Promise<Page<UserId>>;
  /** Shown at once; gathered, and sent at most every 5 seconds. */
  like(id: string, times?: number): void;
  /**
   * One's own pairs; with `force` (owner and admins) those of others. At most 100 in a room, 64 and 4,096 characters.
   * `leaves`: goes when one leaves. Each key has an outcome.
   */
  setAttributes(
    id: string,
    set: Readonly<Record<string, string | null>>,
    options?: { readonly force?: boolean; readonly leaves?: boolean },
  ): Promise<ReadonlyMap<string, 'set' | ImError>>;
  /** `minutes`: banned so long. */
  kick(id: string, users: readonly UserId[], minutes?: number): Promise<Outcomes<'removed'>>;
  /** `until` in milliseconds; 0: may write again. */
  mute(id: string, users: readonly UserId[], until: number): Promise<Outcomes<'set'>>;
  /** The owner alone. */
  setRole(id: string, users: readonly UserId[], role: 'admin' | 'member'): Promise<Outcomes<'set'>>;
  muteAll(id: string, muted: boolean): Promise<void>;
}

/** Places with channels. The talk of a channel is the conversation `channel:<space>/<channel>`. */
export interface SpaceActs {
  /** Fills `list/spaces` and `list/channels/<space>` of each; changes keep them true from then on. */
  load(): Promise<void>;
  create(draft: {
    readonly id?: string;
    readonly name: string;
    readonly avatar?: string;
    readonly introduction?: string;
    readonly policy?: 'invite' | 'open';
    readonly members?: readonly UserId[];
  }): Promise<string>;
  update(
    id: string,
    patch: {
      readonly name?: string;
      readonly avatar?: string | null;
      readonly introduction?: string | null;
      readonly policy?: 'invite' | 'open';
    },
  ): Promise<void>;
  join(id: string): Promise<void>;
  leave(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  invite(id: string, users: readonly UserId[]): Promise<Outcomes<'joined'>>;
  kick(id: string, users: readonly UserId[]): Promise<Outcomes<'removed'>>;
  setRole(id: string, users: readonly UserId[], role: 'admin' | 'member'): Promise<Outcomes<'set'>>;
  members(id: string, cursor?: string): Promise<Page<{ readonly userId: UserId; readonly role: Space['role'] }>>;
  /** At most 200 channels. Answers the channel's id. */
  createChannel(
    space: string,
    draft: Pick<Channel, 'name' | 'topic' | 'private' | 'category'> & {
      readonly id?: string;
      readonly members?: readonly UserId[];
    },
  ): Promise<string>;
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
  ): Promise<void>;
  removeChannel(space: string, channel: string): Promise<void>;
  /** Of a private one. */
  channelMembers(space: string, channel: string, cursor?: string): Promise<Page<UserId>>;
  addToChannel(space: string, channel: string, users: readonly UserId[]): Promise<Outcomes<'added'>>;
  removeFromChannel(space: string, channel: string, users: readonly UserId[]): Promise<Outcomes<'removed'>>;
  /** All channels of the space are read. */
  markRead(space: string): Promise<void>;
  /** null: as all. */
  notify(space: string, level: NotifyLevel | null): Promise<void>;
}
