import type { WireOutcomes } from './groups.js';
import type { WireConversation, WireRole } from './records.js';

/** To those who are no members only what a door says. */
export interface WireSpace {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly policy: 'invite' | 'open';
  readonly owner: string;
  readonly memberCount: number;
  /** The viewer's. */
  readonly role?: WireRole;
  /** Where in the log the viewer came in: another one means that he was out of it meanwhile. */
  readonly since?: number;
}

/** Its talk is the conversation `channel:<space>/<id>`. `place` sorts, ascending. */
export interface WireChannel {
  readonly space: string;
  readonly id: string;
  readonly name: string;
  readonly topic?: string;
  readonly private?: boolean;
  readonly category?: string;
  readonly place: number;
  /** Of a private one. */
  readonly memberCount?: number;
}

interface In {
  readonly space: string;
}
interface InChannel extends In {
  readonly channel: string;
}
interface Some {
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
 * Who may do what says `place-rights.ts`. Who is no member of a space, or not in a private channel, is told `not-found`;
 * members who may not: `forbidden`. Not for visitors. All are idempotent.
 */
export interface SpaceOps {
  /** Asked again with the same id by the same owner: the same space. At most 100 of one person. */
  'spaces.create': {
    args: {
      readonly id?: string;
      readonly name: string;
      readonly avatar?: string;
      readonly introduction?: string;
      readonly policy?: 'invite' | 'open';
      /** At most 1,000. Of each the answer has an outcome: who cannot come in keeps nobody out. */
      readonly members?: readonly string[];
    };
    result: WireSpace & Partial<WireOutcomes<'joined'>>;
  };
  /** Fields left out stay, null clears. */
  'spaces.update': {
    args: {
      readonly patch: {
        readonly name?: string;
        readonly avatar?: string | null;
        readonly introduction?: string | null;
        readonly policy?: 'invite' | 'open';
      };
    } & In;
    result: Done;
  };
  /** With all that was said in it. */
  'spaces.remove': { args: In; result: Done };
  /** Those with policy `open`. */
  'spaces.join': { args: In; result: Done };
  /** An owner's place is taken by the longest admin, else the longest member; the last one removes the space. */
  'spaces.leave': { args: In; result: Done };
  /** The caller's, by id. */
  'spaces.list': { args: Paged; result: { readonly items: readonly WireSpace[]; readonly next?: string } };
  'spaces.invite': { args: In & Some; result: WireOutcomes<'joined'> };
  'spaces.kick': { args: In & Some; result: WireOutcomes<'removed'> };
  'spaces.set-role': { args: { readonly role: 'admin' | 'member' } & In & Some; result: WireOutcomes<'set'> };
  /** Longest member first. */
  'spaces.members': {
    args: In & Paged;
    result: { readonly items: readonly { readonly user: string; readonly role: WireRole }[]; readonly next?: string };
  };
  /** Up to the end, in all channels that the caller can see. */
  'spaces.read': { args: In; result: Done };
  /** All that the caller can see, in their order, and his rows of them. */
  'spaces.channels': {
    args: In;
    result: { readonly items: readonly WireChannel[]; readonly rows: readonly WireConversation[] };
  };
  /**
   * At most 200 in a space. `members` (at most 1,000): of a private one; the caller is in it. Of each
   * the answer has an outcome: who is not in the space keeps nobody out. Ids are never used again.
   */
  'spaces.create-channel': {
    args: {
      readonly id?: string;
      readonly name: string;
      readonly topic?: string;
      readonly private?: boolean;
      readonly category?: string;
      readonly members?: readonly string[];
    } & In;
    result: { readonly id: string } & Partial<WireOutcomes<'added'>>;
  };
  /** Made private, the caller alone is in it. Made public, what was said before stays with those who were in it. */
  'spaces.update-channel': {
    args: {
      readonly patch: {
        readonly name?: string;
        readonly topic?: string | null;
        readonly private?: boolean;
        readonly category?: string | null;
        readonly place?: number;
      };
    } & InChannel;
    result: Done;
  };
  'spaces.remove-channel': { args: InChannel; result: Done };
  /** Of a private one, by id. */
  'spaces.channel-members': {
    args: InChannel & Paged;
    result: { readonly items: readonly string[]; readonly next?: string };
  };
  /** Members of the space. */
  'spaces.add-to-channel': { args: InChannel & Some; result: WireOutcomes<'added'> };
  /** Oneself too. */
  'spaces.remove-from-channel': { args: InChannel & Some; result: WireOutcomes<'removed'> };
}
