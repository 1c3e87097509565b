import type { Context } from '../client/context.js';
import { toImError } from '../model/index.js';
import { likesUnsent } from './room-events.js';

/** Milliseconds. */
const EVERY = 5_000;
/** In one call. */
const MOST = 1_000;

type Parts = Pick<Context, 'store' | 'env' | 'connected' | 'log'>;

/** Likes are shown at once, and go to the back end together. */
export class Likes {
  readonly #ctx: Parts;
  readonly #run: (id: string, times: number) => Promise<void>;
  readonly #timers = new Map<string, unknown>();

  constructor(ctx: Parts, run: (id: string, times: number) => Promise<void>) {
    this.#ctx = ctx;
    this.#run = run;
  }

  /** Of a room that one is in; elsewhere nothing happens. */
  add(id: string, times: number): void {
    const { store, env } = this.#ctx;
    const room = store.get('room', id);
    if (!room || !store.list('rooms').includes(id)) return;
    this.#count(id, times);
    store.commit('cache', (writer) => writer.patch('room', id, { likes: room.likes + times }));
    if (!this.#timers.has(id))
      this.#timers.set(
        id,
        env.setTimeout(() => void this.send(id), EVERY),
      );
  }

  /** What has been gathered, now; later where there is no connection. */
  async send(id: string): Promise<void> {
    const { store, env, connected, log } = this.#ctx;
    env.clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const times = Math.min(likesUnsent(store).get(id) ?? 0, MOST);
    if (times === 0) return;
    try {
      if (connected()) {
        await this.#run(id, times);
        this.#count(id, -times);
      }
      if ((likesUnsent(store).get(id) ?? 0) > 0) this.#again(id);
    } catch (error) {
      const { retry, code } = toImError(error);
      if (retry !== 'never' && store.list('rooms').includes(id)) this.#again(id);
      else likesUnsent(store).delete(id);
      log('warn', 'likes-not-sent', { id, code });
    }
  }

  #again(id: string): void {
    if (!this.#timers.has(id))
      this.#timers.set(
        id,
        this.#ctx.env.setTimeout(() => void this.send(id), EVERY),
      );
  }

  #count(id: string, by: number): void {
    const all = likesUnsent(this.#ctx.store);
    all.set(id, Math.max(0, (all.get(id) ?? 0) + by));
  }
}
