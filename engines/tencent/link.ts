import type { CallOptions, EngineEvent } from '../../core/engine/index.js';
import type { UserId } from '../../core/model/index.js';
import type { Answered, Sdk } from './sdk.js';

/** What a facet has of the engine. Everything rejects `not-connected` while nobody is signed in. */
export interface Link {
  /** Throws `not-connected`. */
  self(): UserId;
  /** The service's clock as far as it is known, milliseconds. Throws `not-connected`. */
  now(): number;
  /** Has not signed in: listens in live rooms, and that is all. */
  isGuest(): boolean;
  /**
   * One call of the SDK, unwrapped; ends with the connection and with its signal. Errors are ours.
   * @param pace command of the SDK's own limits (`pace.ts`)
   */
  call<T>(work: (sdk: Sdk) => Answered<T>, options?: CallOptions, pace?: string): Promise<T>;
  /** Round trip: what was told before it has been heard after it, and the list of conversations is whole. */
  settled(options?: CallOptions): Promise<void>;
  /** Something for the life of one sign-in, made once. Throws `not-connected`. */
  kept<T>(name: string, make: () => T): T;
  emit(events: readonly EngineEvent[]): void;
}
