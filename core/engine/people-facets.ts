import type { Contact, ContactRequest, DeviceInfo, ImError, Presence, Relation, User, UserId } from '../model/index.js';
import type { CallOptions, Page, PageOptions } from './facets.js';

export interface ContactFacet {
  list(options?: PageOptions): Promise<Page<Contact>>;
  /** Names. */
  groups?(options?: CallOptions): Promise<readonly string[]>;
  /** Idempotent. */
  add?(
    id: UserId,
    options: CallOptions & {
      readonly words?: string;
      readonly remark?: string;
      readonly groups?: readonly string[];
      readonly oneWay?: boolean;
    },
  ): Promise<'added' | 'pending'>;
  remove?(ids: readonly UserId[], oneWay: boolean, options?: CallOptions): Promise<ReadonlyMap<UserId, ImError | true>>;
  /** Fields left out stay, null clears. */
  update?(
    id: UserId,
    patch: { readonly remark?: string | null; readonly notes?: string | null; readonly groups?: readonly string[] },
    options?: CallOptions,
  ): Promise<void>;
  check?(ids: readonly UserId[], options?: CallOptions): Promise<ReadonlyMap<UserId, Relation>>;
  /** Both directions, newest first. */
  requests?(options?: PageOptions): Promise<Page<ContactRequest>>;
  /** Idempotent. */
  answer?(
    request: string,
    accept: boolean,
    options?: CallOptions & { readonly reason?: string; readonly remark?: string; readonly mutual?: boolean },
  ): Promise<void>;
  withdraw?(request: string, options?: CallOptions): Promise<void>;
  readRequests?(options?: CallOptions): Promise<void>;
  /** Makes the group, or adds to it. */
  group?(name: string, members: readonly UserId[], options?: CallOptions): Promise<void>;
  /** `to` null: the group goes, the people stay. */
  regroup?(name: string, to: string | null, options?: CallOptions): Promise<void>;
}

export interface PresenceFacet {
  get(ids: readonly UserId[], options?: CallOptions): Promise<readonly Presence[]>;
  /** Takes the place of whom this connection watched before; at most `limits.watched`. Answers how they are now; changes come as events. */
  watch(ids: readonly UserId[], options?: CallOptions): Promise<readonly Presence[]>;
  /** `idle`: nobody is at this device. */
  set?(
    own: { readonly words?: string | null; readonly away?: boolean; readonly idle?: boolean },
    options?: CallOptions,
  ): Promise<void>;
}

export interface BlockFacet {
  list(options?: PageOptions): Promise<Page<UserId>>;
  set(ids: readonly UserId[], blocked: boolean, options?: CallOptions): Promise<ReadonlyMap<UserId, ImError | true>>;
  check(ids: readonly UserId[], options?: CallOptions): Promise<readonly UserId[]>;
}

export interface DeviceFacet {
  list(options?: CallOptions): Promise<readonly DeviceInfo[]>;
  end(id: string, options?: CallOptions): Promise<void>;
}

export interface DirectoryFacet {
  search(words: string, options?: PageOptions): Promise<Page<User>>;
}
