import type { Storage } from '../storage/port.js';
import type { HubOptions } from './options.js';
import type { Hub, Logger, Tokens } from './types.js';

/** Time, handed in so that tests can turn it. */
export interface HubClock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface HubParts {
  readonly storage: Storage;
  readonly tokens: Tokens;
  readonly options?: HubOptions;
  readonly clock?: HubClock;
  /** A new id: unguessable, 16 to 64 characters of `[A-Za-z0-9_-]`. */
  readonly random?: () => string;
  readonly log?: Logger;
}

/** Opens a hub over a storage. Throws HubError `invalid` for options that make no sense. `Hub.close` closes the storage too. */
export const createHub = async (_parts: HubParts): Promise<Hub> => {
  throw new Error('not built yet');
};
