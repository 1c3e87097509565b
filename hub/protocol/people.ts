import type { WireError } from './frames.js';
import type { WireUser } from './records.js';

/** Somebody in the viewer's list. */
export interface WireContact {
  readonly user: string;
  readonly remark?: string;
  readonly notes?: string;
  /** Names of the viewer's contact groups. */
  readonly groups: readonly string[];
  readonly since: number;
}

export interface WireContactRequest {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly words?: string;
  readonly at: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  readonly reason?: string;
  /** By the viewer; his own are read. */
  readonly read: boolean;
}

/** `lastSeen`: only of who is offline and lets others see it. */
export interface WirePresence {
  readonly user: string;
  readonly state: 'online' | 'away' | 'offline';
  readonly words?: string;
  readonly lastSeen?: number;
}

/** One for each person of a batch, in the order asked for. */
export interface WirePeopleOutcomes {
  readonly outcomes: readonly { readonly user: string; readonly error?: WireError }[];
}

interface Paged {
  readonly cursor?: string;
  /** At most 200. */
  readonly limit?: number;
}
type Nothing = Record<never, never>;

export interface PeopleOps {
  /** By id. Visitors have no list: all of these refuse them. */
  'contacts.list': { args: Paged; result: { readonly items: readonly WireContact[]; readonly next?: string } };
  /** Oldest first. */
  'contacts.groups': { args: Nothing; result: { readonly names: readonly string[] } };
  /** Idempotent. Two that cross make both contacts. Refused: `blocked`, `forbidden` (he lets nobody), `too-many`. */
  'contacts.add': {
    args: {
      readonly user: string;
      readonly words?: string;
      readonly remark?: string;
      readonly groups?: readonly string[];
      readonly oneWay?: boolean;
    };
    result: { readonly state: 'added' | 'pending' };
  };
  'contacts.remove': {
    args: { readonly users: readonly string[]; readonly oneWay?: boolean };
    result: WirePeopleOutcomes;
  };
  /** Fields left out stay, null clears. Groups that are not there are made. */
  'contacts.update': {
    args: {
      readonly user: string;
      readonly remark?: string | null;
      readonly notes?: string | null;
      readonly groups?: readonly string[];
    };
    result: Nothing;
  };
  'contacts.check': {
    args: { readonly users: readonly string[] };
    result: {
      readonly items: readonly { readonly user: string; readonly relation: 'none' | 'mine' | 'theirs' | 'both' }[];
    };
  };
  /** Both directions, newest first. */
  'contacts.requests': {
    args: Paged;
    result: { readonly items: readonly WireContactRequest[]; readonly next?: string };
  };
  /** Of one that came. Answered so already: nothing happens; otherwise: `conflict`, `latest` the request. `mutual` (default true): also into one's own list. */
  'contacts.answer': {
    args: {
      readonly id: string;
      readonly accept: boolean;
      readonly reason?: string;
      readonly remark?: string;
      readonly mutual?: boolean;
    };
    result: Nothing;
  };
  /** Takes back one's own. */
  'contacts.withdraw': { args: { readonly id: string }; result: Nothing };
  /** All that came are looked at. */
  'contacts.read': { args: Nothing; result: Nothing };
  /** Makes the group, or adds to it. */
  'contacts.group': { args: { readonly name: string; readonly users?: readonly string[] }; result: Nothing };
  /** `to` null: the group goes, the people stay. */
  'contacts.regroup': { args: { readonly name: string; readonly to: string | null }; result: Nothing };

  'presence.get': {
    args: { readonly users: readonly string[] };
    result: { readonly items: readonly WirePresence[] };
  };
  /** Takes the place of whom this connection watched before; at most 200. Changes come as signals. Visitors see the desks. */
  'presence.watch': {
    args: { readonly users: readonly string[] };
    result: { readonly items: readonly WirePresence[] };
  };
  /** `words` and `away` are the person's, until he is gone; `idle` is this connection's: away when all of his are idle. */
  'presence.set': {
    args: { readonly words?: string | null; readonly away?: boolean; readonly idle?: boolean };
    result: Nothing;
  };

  /** By id. */
  'blocks.list': { args: Paged; result: { readonly users: readonly string[]; readonly next?: string } };
  'blocks.set': { args: { readonly users: readonly string[]; readonly blocked: boolean }; result: WirePeopleOutcomes };
  /** Those of them whom one has blocked. */
  'blocks.check': { args: { readonly users: readonly string[] }; result: { readonly users: readonly string[] } };

  /** In names and ids, by id. Not for visitors; `forbidden` where the site has no directory. A page may be short before the end. */
  'users.search': {
    args: { readonly words: string } & Paged;
    result: { readonly items: readonly WireUser[]; readonly next?: string };
  };

  /** Without a hello; `unsupported` unless the hub keeps accounts. `conflict`: the id is taken, whoever has it. */
  'accounts.register': {
    args: { readonly user: string; readonly password: string; readonly name?: string };
    result: WireAccount;
  };
  /** Without a hello. `unauthorized`, for whatever reason. */
  'accounts.signIn': { args: { readonly user: string; readonly password: string }; result: WireAccount };
  /** Without a hello. `endOthers`: all sessions but those of the device `keep`, and all tokens made before, are of no use any more. */
  'accounts.password': {
    args: {
      readonly user: string;
      readonly password: string;
      readonly to: string;
      readonly endOthers?: boolean;
      readonly keep?: string;
    };
    result: WireAccount;
  };
}

export interface WireAccount {
  readonly user: string;
  readonly token: string;
}
