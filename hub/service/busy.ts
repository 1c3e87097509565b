import { HubError } from './errors.js';

/** Calls under way, by user. Who is to be erased says nothing more meanwhile, and nothing that he began comes after it. */
export class Busy {
  readonly #running = new Map<string, Set<Promise<unknown>>>();
  readonly #closed = new Map<string, Promise<unknown>>();

  /** Throws `unauthorized` while the user is closed. */
  async run<T>(user: string, call: () => Promise<T>): Promise<T> {
    if (this.#closed.has(user)) throw new HubError('unauthorized', 'the user is being erased');
    const running = this.#running.get(user) ?? new Set();
    this.#running.set(user, running);
    const done = call();
    running.add(done);
    try {
      return await done;
    } finally {
      running.delete(done);
      if (running.size === 0) this.#running.delete(user);
    }
  }

  /** After all that the user has begun, with nothing new of him until it has ended; once, however often it is asked for meanwhile. */
  close(user: string, last: () => Promise<void>): Promise<unknown> {
    const known = this.#closed.get(user);
    if (known) return known;
    const ended = Promise.allSettled(this.#running.get(user) ?? [])
      .then(last)
      .finally(() => this.#closed.delete(user));
    this.#closed.set(user, ended);
    return ended;
  }
}
