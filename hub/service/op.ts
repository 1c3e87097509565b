import type { OpName, Ops } from '../protocol/index.js';
import type { Check } from './check.js';
import type { Core } from './core.js';
import type { Session } from './session.js';
import type { Claims } from './types.js';

/** What a call may do with the connection it came on. */
export interface Caller {
  readonly address: string;
  /** Signs the connection in. The log flows, from the session's cursor, once the call is answered. */
  begin(session: (line: Session['line']) => Session, claims: Claims): void;
  /** The sign-in holds until then. */
  renew(claims: Claims): void;
  /** Closes once the call is answered. */
  leave(): void;
}

export interface NobodyCall {
  readonly core: Core;
  readonly caller: Caller;
  readonly session?: Session;
}

export interface UserCall {
  readonly core: Core;
  readonly caller: Caller;
  readonly session: Session;
  /** Who calls: `session.user`. */
  readonly user: string;
}

type Run<C, O extends OpName> = (call: C, args: Ops[O]['args']) => Promise<Ops[O]['result']>;

/**
 * One call of the protocol. `check` sees unchecked input; `run` decides whether this caller may. `alone`: it is no part of
 * what the user is busy with.
 */
export type Op<O extends OpName> =
  | { readonly auth: 'none'; readonly check: Check<Ops[O]['args']>; readonly run: Run<NobodyCall, O> }
  | {
      readonly auth: 'user';
      readonly alone?: true;
      readonly check: Check<Ops[O]['args']>;
      readonly run: Run<UserCall, O>;
    };

export type OpTable<O extends OpName = OpName> = { readonly [N in O]: Op<N> };
