import type { Page } from '../engine/index.js';
import type { DeviceInfo, ImError, Presence, Relation, User, UserId } from '../model/index.js';

/** What a call over many people answers: each by himself, so that none fails in silence. */
export type Outcomes<T extends string> = ReadonlyMap<UserId, T | ImError>;

/** One's own list of people. Loaded when first used. Rejects `unsupported` where `can('contacts')` is not `available`. */
export interface ContactActs {
  /** Fills `list/contacts` and `list/contact-groups`; changes keep them true from then on. */
  load(): Promise<void>;
  /** In names, remarks and ids, letter case and accents ignored; at most 50. */
  search(words: string): Promise<readonly UserId[]>;
  /**
   * Asks to have somebody in the list: `added` where he lets anybody, else `pending` until he answers. `oneWay`: he is
   * not to have one in his. Asked again: the same answer. Rejects `forbidden` where he lets nobody, `blocked`.
   */
  add(
    id: UserId,
    options?: {
      readonly words?: string;
      readonly remark?: string;
      readonly groups?: readonly string[];
      readonly oneWay?: boolean;
    },
  ): Promise<'added' | 'pending'>;
  /** From both lists; `oneWay`: only from one's own. */
  remove(ids: readonly UserId[], options?: { readonly oneWay?: boolean }): Promise<Outcomes<'removed'>>;
  /** Fields left out stay, null clears. */
  update(
    id: UserId,
    patch: { readonly remark?: string | null; readonly notes?: string | null; readonly groups?: readonly string[] },
  ): Promise<void>;
  check(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, Relation>>;
  /** Fills `list/contact-requests`, newest first; false at the end. */
  moreRequests(): Promise<boolean>;
  /** Answering what is answered already is no error. `mutual` (default true): also takes him into one's own list. */
  accept(request: string, options?: { readonly remark?: string; readonly mutual?: boolean }): Promise<void>;
  refuse(request: string, reason?: string): Promise<void>;
  /** Takes back one's own. */
  withdraw(request: string): Promise<void>;
  /** All that came are looked at. */
  readRequests(): Promise<void>;
  /** Groups of contacts: names, at most 50 of 60 characters. */
  createGroup(name: string, members?: readonly UserId[]): Promise<void>;
  renameGroup(name: string, to: string): Promise<void>;
  /** The people stay. */
  removeGroup(name: string): Promise<void>;
}

export interface PresenceActs {
  /** Once. */
  get(ids: readonly UserId[]): Promise<readonly Presence[]>;
  /** Keeps `presence/<id>` true until the way out is called. Counted; gathered over one microtask. Never throws. */
  watch(ids: readonly UserId[]): () => void;
  /** One's own words, and whether one is away (else told by what the page sees). */
  set(own: { readonly words?: string | null; readonly away?: boolean }): Promise<void>;
}

/** Whoever is in it cannot write to one, nor ask anything; he is told `blocked`, and one sees nothing of it. */
export interface BlockActs {
  /** Fills `list/blocked`; changes keep it true from then on. */
  load(): Promise<void>;
  add(ids: readonly UserId[]): Promise<Outcomes<'blocked'>>;
  remove(ids: readonly UserId[]): Promise<Outcomes<'removed'>>;
  check(ids: readonly UserId[]): Promise<ReadonlySet<UserId>>;
}

export interface DeviceActs {
  list(): Promise<readonly DeviceInfo[]>;
  /** Ends that session: it is `kicked`, and its token is of no use there. */
  end(id: string): Promise<void>;
}

/** `client.users.search` */
export type UserSearch = (words: string, cursor?: string) => Promise<Page<User>>;

export interface PeopleActs {
  readonly contacts: ContactActs;
  readonly presence: PresenceActs;
  readonly blocklist: BlockActs;
  readonly devices: DeviceActs;
}
