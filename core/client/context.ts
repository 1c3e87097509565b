import type { Cache } from '../cache/types.js';
import type { Engine } from '../engine/index.js';
import type { ImError, UserId } from '../model/index.js';
import type { Outbox } from '../outbox/outbox.js';
import type { Store } from '../store/index.js';
import type { ClientEvents, Diagnostic, Environment } from './types.js';

/** What the small parts of a client share. Each part is one class in one file and gets this, nothing else. */
export interface Context {
  readonly engine: Engine;
  readonly store: Store;
  readonly cache: Cache;
  readonly env: Environment;
  readonly userId: UserId;
  readonly outbox: Outbox;
  /** Signed in and the connection stands. */
  connected(): boolean;
  /** Throws ImError('not-connected') when it does not. */
  requireConnected(): void;
  /** Server time, milliseconds. */
  now(): number;
  log(level: Diagnostic['level'], event: string, detail?: Diagnostic['detail']): void;
  emit<T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void;
  /** A call answered `unauthorized`: the session asks for a new token and reconnects. */
  rejected(error: ImError): void;
}
