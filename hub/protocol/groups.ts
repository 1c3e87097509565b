import type { WireError } from './frames.js';
import type { WireApplication, WireGroup, WireMember, WireRole } from './records.js';

/** Of each person in a call over many: what became of him, or why not. */
export interface WireOutcomes<T extends string> {
  readonly outcomes: readonly { readonly user: string; readonly state?: T; readonly error?: WireError }[];
}

interface In {
  readonly group: string;
}
interface Some extends In {
  /** 1 to 100. */
  readonly users: readonly string[];
}
interface Paged {
  readonly cursor?: string;
  readonly limit?: number;
}
type Done = Record<never, never>;
type Fields = Readonly<Record<string, string | null>>;

/**
 * Who may do what says `rights.ts`. To strangers a group that is closed to them is not there: `not-found`; members who may
 * not: `forbidden`; in a dismissed one nothing is done any more. All are idempotent.
 */
export interface GroupOps {
  /** The type says what is left out. Asked again with the same id by the same owner: the same group. */
  'groups.create': {
    args: {
      readonly id?: string;
      readonly name?: string;
      readonly avatar?: string;
      readonly introduction?: string;
      readonly type?: WireGroup['type'];
      readonly policy?: WireGroup['policy'];
      readonly invites?: WireGroup['invites'];
      readonly members?: readonly string[];
      readonly history?: 'joined' | 'all';
      readonly listed?: boolean;
      readonly fields?: Readonly<Record<string, string>>;
    };
    result: WireGroup;
  };
  /** For ever: members keep what was said. */
  'groups.dismiss': { args: In; result: Done };
  /** One's own, and of others those that one could enter or apply to: without what is only for members. */
  'groups.get': { args: { readonly ids: readonly string[] }; result: { readonly items: readonly WireGroup[] } };
  /** The caller's, by id. */
  'groups.mine': { args: Paged; result: { readonly items: readonly WireGroup[]; readonly next?: string } };
  /** Those that are listed, by id; words in names and ids. */
  'groups.directory': {
    args: { readonly words?: string } & Paged;
    result: { readonly items: readonly WireGroup[]; readonly next?: string };
  };
  /** `open` joins at once, `apply` waits for an answer, `invite` is refused `forbidden`. Who is invited comes in. */
  'groups.join': {
    args: { readonly words?: string } & In;
    result: { readonly state: 'joined' | 'pending' };
  };
  /** An owner names who follows, else the hub does; the last one dismisses the group. */
  'groups.leave': { args: { readonly successor?: string } & In; result: Done };
  /** Fields left out stay, null clears. */
  'groups.update': {
    args: {
      readonly patch: {
        readonly name?: string | null;
        readonly avatar?: string | null;
        readonly introduction?: string | null;
        readonly policy?: WireGroup['policy'];
        readonly invites?: WireGroup['invites'];
        readonly history?: 'joined' | 'all';
        readonly listed?: boolean;
        readonly fields?: Fields;
      };
    } & In;
    result: Done;
  };
  /** At most 5,000 characters. `notify`, a name of the sending: also as a message that names all. */
  'groups.announce': { args: { readonly text: string | null; readonly notify?: string } & In; result: Done };
  'groups.invite': { args: { readonly words?: string } & Some; result: WireOutcomes<'joined' | 'pending'> };
  /** `ban`: he cannot come back. */
  'groups.kick': { args: { readonly ban?: boolean } & Some; result: WireOutcomes<'removed'> };
  'groups.unban': { args: Some; result: WireOutcomes<'removed'> };
  'groups.banned': { args: In & Paged; result: { readonly items: readonly string[]; readonly next?: string } };
  'groups.set-role': { args: { readonly role: 'admin' | 'member' } & Some; result: WireOutcomes<'set'> };
  'groups.transfer': { args: { readonly to: string } & In; result: Done };
  /** `until` milliseconds, at most 30 days ahead; 0 ends it. */
  'groups.mute': { args: { readonly until: number } & Some; result: WireOutcomes<'set'> };
  /** May write while all are muted. */
  'groups.exempt': { args: { readonly exempt: boolean } & Some; result: WireOutcomes<'set'> };
  'groups.mute-all': { args: { readonly muted: boolean } & In; result: Done };
  'groups.update-member': {
    args: { readonly user: string; readonly patch: { readonly card?: string | null; readonly fields?: Fields } } & In;
    result: Done;
  };
  /** Longest member first. */
  'groups.members': {
    args: {
      readonly roles?: readonly WireRole[];
      /** In names, cards and ids. */
      readonly words?: string;
      readonly muted?: boolean;
    } & In &
      Paged;
    result: { readonly items: readonly WireMember[]; readonly next?: string };
  };
  'groups.online': { args: In; result: { readonly count: number } };
  /** To groups that the caller runs, and invitations to himself; newest first. */
  'groups.applications': {
    args: Paged;
    result: { readonly items: readonly WireApplication[]; readonly next?: string };
  };
  /**
   * Answered already by somebody else, or otherwise: `conflict`, `latest` the application. Invitations are refused (taken
   * back) by who made them and by who runs the group too, and by the hub once their maker may not invite any more.
   */
  'groups.answer': {
    args: { readonly application: string; readonly accept: boolean; readonly reason?: string };
    result: Done;
  };
  'groups.read-applications': { args: Done; result: Done };
  /** `was` (null: absent): as the caller knew them; else `conflict`, `latest` all of them. */
  'groups.set-attributes': { args: { readonly set: Fields; readonly was?: Fields } & In; result: Done };
  'groups.init-attributes': { args: { readonly all: Readonly<Record<string, string>> } & In; result: Done };
  /** Either of the two. `id` names the call, so that it is counted once. */
  'groups.count': {
    args: { readonly id: string; readonly counter: string; readonly by?: number; readonly to?: number } & In;
    result: { readonly value: number };
  };
}
