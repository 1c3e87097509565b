import type { ConversationId } from '../model/index.js';
import type { Context } from './context.js';

export type What = 'text' | 'voice' | 'nothing';

const REPEAT = 3_000;
const IDLE = 5_000;

/** Tells the others that one writes. */
export class OwnTyping {
  readonly #ctx: Context;
  readonly #own = new Map<ConversationId, { what: What; told: number; idle: unknown }>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** What is told is paced, and ends by itself. */
  set(id: ConversationId, what: What): void {
    const { engine, env, store } = this.#ctx;
    const before = this.#own.get(id);
    env.clearTimeout(before?.idle);
    if (store.get('settings', 'self')?.privacy.typing === false) return;
    if (!engine.typing || !this.#ctx.connected() || (what === 'nothing' && !before)) return;
    const now = env.now();
    if (what === 'nothing') this.#own.delete(id);
    const tell = before?.what !== what || now - before.told >= REPEAT;
    if (what !== 'nothing') {
      const idle = env.setTimeout(() => this.set(id, 'nothing'), IDLE);
      this.#own.set(id, { what, told: tell ? now : before.told, idle });
    }
    if (tell && engine.can('typing', id) === 'available') engine.typing.typing(id, what);
  }

  /** Nobody is told any more. */
  reset(): void {
    for (const { idle } of this.#own.values()) this.#ctx.env.clearTimeout(idle);
    this.#own.clear();
  }
}
