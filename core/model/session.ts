import type { ImErrorCode } from './errors.js';
import type { UserId } from './ids.js';

/** `kicked`, `unauthorized`, `banned` and `closed` are terminal: nothing reconnects by itself. */
export type SessionState =
  | 'idle'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'offline'
  | 'kicked'
  | 'unauthorized'
  | 'banned'
  | 'closed';

export interface Session {
  readonly state: SessionState;
  readonly reason?: ImErrorCode | string;
  readonly userId?: UserId;
  /** Catch-up after a (re)connect. Sounds and motion wait for `finished`. */
  readonly sync: 'none' | 'started' | 'finished' | 'failed';
  /** Events still to come in this catch-up, where the engine knows. */
  readonly left?: number;
  /** Server clock minus local clock, milliseconds. */
  readonly clockOffset: number;
  /** How often what can be done was found to be otherwise: `can()` is to be asked again. */
  readonly abilities?: number;
  /** When the next attempt is due, by the local clock, while reconnecting. */
  readonly retryAt?: number;
  /** Does this tab hold the connection? */
  readonly leader: boolean;
}
