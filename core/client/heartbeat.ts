import { type ImError, toImError } from '../model/index.js';
import type { Context } from './context.js';
import { withLimit } from './limit.js';

/** Asks the back end for a sign of life when none came for a while; its answer also tells its clock. */
export class Heartbeat {
  readonly #ctx: Context;
  readonly #every: number;
  readonly #dead: (error: ImError) => void;
  #heard = 0;
  #timer: unknown;
  #beating: AbortController | undefined;

  constructor(ctx: Context, every: number, dead: (error: ImError) => void) {
    this.#ctx = ctx;
    this.#every = every;
    this.#dead = dead;
  }

  start(): void {
    this.stop();
    this.heard();
    if (this.#every > 0 && this.#ctx.engine.ping) this.#wait(this.#every);
  }

  stop(): void {
    this.#ctx.env.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#beating?.abort();
    this.#beating = undefined;
  }

  heard(): void {
    this.#heard = this.#ctx.env.now();
  }

  /** At once: the page was hidden, and timers slept. */
  check(): void {
    if (this.#timer !== undefined && !this.#beating) void this.#beat();
  }

  #wait(ms: number): void {
    const { env } = this.#ctx;
    env.clearTimeout(this.#timer);
    this.#timer = env.setTimeout(() => {
      const silent = env.now() - this.#heard;
      // Below nought the clock was set back, and says nothing.
      if (silent >= this.#every || silent < 0) void this.#beat();
      else this.#wait(this.#every - silent);
    }, ms);
  }

  async #beat(): Promise<void> {
    const { engine, env } = this.#ctx;
    const own = new AbortController();
    this.#beating = own;
    const sent = env.now();
    try {
      const time = await withLimit(
        env,
        this.#every,
        'ping',
        (signal) => engine.ping?.({ signal }) ?? Promise.resolve(sent),
        own,
      );
      if (this.#beating !== own) return;
      this.#beating = undefined;
      this.#clock(time, sent);
      this.heard();
      this.#wait(this.#every);
    } catch (error) {
      if (this.#beating !== own) return;
      this.#beating = undefined;
      this.#dead(toImError(error));
    }
  }

  /** The server read its clock half a round trip ago; what is within the round trip is no news. */
  #clock(time: number, sent: number): void {
    const { env, store } = this.#ctx;
    const back = env.now();
    const offset = Math.round(time - (sent + back) / 2);
    const known = store.get('session', 'self')?.clockOffset ?? 0;
    if (Math.abs(offset - known) > (back - sent) / 2)
      store.commit('local', (writer) => writer.patch('session', 'self', { clockOffset: offset }));
  }
}
