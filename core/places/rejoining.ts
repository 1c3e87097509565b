import { backoff } from '../client/backoff.js';
import type { Context } from '../client/context.js';
import type { ImError } from '../model/index.js';

type Parts = Pick<Context, 'store' | 'env' | 'connected'>;

/** Rooms that one comes into again: each once at a time, and again while there is a line. Without one, the next connection does. */
export class Rejoining {
  readonly #ctx: Parts;
  readonly #rejoin: (id: string) => Promise<ImError | undefined>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<string, unknown>();

  /** @param rejoin answers what may be tried again; never rejects */
  constructor(ctx: Parts, rejoin: (id: string) => Promise<ImError | undefined>) {
    this.#ctx = ctx;
    this.#rejoin = rejoin;
  }

  /** Resolves after this attempt; the next one is not waited for. */
  now(id: string): Promise<void> {
    this.#ctx.env.clearTimeout(this.#timers.get(id));
    const running = this.#running.get(id) ?? this.#attempt(id).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running;
  }

  /** Resolves when no attempt is under way. */
  async settled(id: string): Promise<void> {
    await this.#running.get(id);
  }

  /** No attempt is to come: one is in it, or out. */
  forget(id: string): void {
    this.#ctx.env.clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#failures.delete(id);
  }

  async #attempt(id: string): Promise<void> {
    const { env, store, connected } = this.#ctx;
    const wanted = () => connected() && store.list('rooms').includes(id);
    const error = await this.#rejoin(id);
    if (!error || !wanted()) return this.forget(id);
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    const wait = Math.max(error.retryAfter ?? 0, backoff(failures, env.random));
    const again = () => void (wanted() ? this.now(id) : this.forget(id));
    this.#timers.set(id, env.setTimeout(again, wait));
  }
}
