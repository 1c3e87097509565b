import type { Job, Outcome, Storage, Tx } from '../storage/port.js';
import { Common, withCommon } from './common.js';
import { HubError } from './errors.js';
import { withChannels } from './places/channel-seats.js';

/** So many jobs share one wait for the disk; more would make the first of them wait too long. */
const MOST = 64;
/** After so long without a pause the process gets to its sockets and timers, milliseconds. */
const SLICE = 10;

/** Node reads all sockets that have something before it comes back; a page has no better than a timer. */
const breathe = (): Promise<void> => new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));

/** Calls of the same moment go into the same batch. Of several sockets they come in turns of their own. */
const gather = (): Promise<void> => ('setImmediate' in globalThis ? breathe() : Promise.resolve());

interface Waiting {
  readonly job: Job<unknown>;
  /** Writes nothing but seats of those who look. */
  readonly looks: boolean;
  settle(outcome: Outcome<unknown>): void;
}

/** A storage as jobs see it: those who look, and those who may write. */
interface Faces {
  readonly looking: Tx;
  readonly writing: Tx;
}

/** The one writer: jobs run in the order they came, and each is told of its end once its data is safe. */
export class Queue {
  readonly #storage: Storage;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | undefined;
  readonly #common = new Common();
  readonly #faces = new WeakMap<Tx, Faces>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Rejects with what the job threw, or with HubError `storage` or `internal`; nothing is changed then. */
  run<T>(job: Job<T>): Promise<T> {
    return this.#take(job, false);
  }

  /** The same for what is looked up for many people, one after the other: what they have in common is looked up once. */
  look<T>(job: Job<T>): Promise<T> {
    return this.#take(job, true);
  }

  #take<T>(job: Job<T>, looks: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome<unknown>) =>
        outcome.ok ? resolve(outcome.value as T) : reject(asHubError(outcome.error));
      this.#waiting.push({ job, looks, settle });
      this.#draining ??= this.#drain(looks);
    });
  }

  /** When nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(looks: boolean): Promise<void> {
    // Those who look were told of something together, and do not wait for the disk.
    await (looks ? Promise.resolve() : gather());
    let since = Date.now();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST);
      const outcomes = await this.#run(batch);
      for (const [index, { settle }] of batch.entries()) settle(outcomes[index] as Outcome<unknown>);
      // A storage that answers at once, and jobs that make new jobs, would never let anybody else in.
      if (Date.now() - since < SLICE) continue;
      await breathe();
      since = Date.now();
    }
    this.#draining = undefined;
  }

  async #run(batch: readonly Waiting[]): Promise<Outcome<unknown>[]> {
    let begun = false;
    const jobs = batch.map((one, at) => (tx: Tx) => {
      // Run again from the first, after what was written has been taken back: what was seen of it is not so.
      if (at === 0 && begun) this.#common.forget();
      begun = true;
      return this.#job(one, tx);
    });
    try {
      return await this.#storage.batch(jobs);
    } catch (error) {
      // What was seen of it is not so.
      this.#common.forget();
      return batch.map(() => ({ ok: false, error }));
    }
  }

  async #job({ job, looks }: Waiting, tx: Tx): Promise<unknown> {
    const { looking, writing } = this.#facesOf(tx);
    if (looks) return job(looking);
    this.#common.forget();
    return job(writing);
  }

  #facesOf(tx: Tx): Faces {
    const faces = this.#faces.get(tx) ?? {
      looking: withChannels(withCommon(tx, this.#common)),
      writing: withChannels(tx),
    };
    this.#faces.set(tx, faces);
    return faces;
  }
}

/** A mistake of ours is `internal`; whatever else a job or a commit throws comes from the storage. */
const asHubError = (error: unknown): HubError => {
  if (error instanceof HubError) return error;
  const ours = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return ours
    ? new HubError('internal', 'the hub failed at this call', { cause: error })
    : new HubError('storage', 'the storage failed at this call', { cause: error });
};
