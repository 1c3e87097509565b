import type { ConversationId } from '../model/index.js';
import type { Context } from './context.js';

const BATCH = 250;

/** Tells senders that their messages have arrived: only what is safely kept here, batched, each place once. */
export class Delivered {
  readonly #ctx: Context;
  readonly #stored: () => Promise<void>;
  readonly #marks = new Map<ConversationId, number>();
  readonly #told = new Map<ConversationId, number>();
  #timer: unknown;

  constructor(ctx: Context, stored: () => Promise<void>) {
    this.#ctx = ctx;
    this.#stored = stored;
  }

  add(marks: ReadonlyMap<ConversationId, number>): void {
    const { engine, env, store, userId } = this.#ctx;
    if (!engine.receipts || store.get('settings', 'self')?.privacy.receipts === false) return;
    for (const [id, seq] of marks) {
      const told = Math.max(this.#told.get(id) ?? 0, store.get('cursor', `${id}/${userId}`)?.delivered ?? 0);
      if (seq > told) this.#marks.set(id, Math.max(this.#marks.get(id) ?? 0, seq));
    }
    if (this.#marks.size > 0) this.#timer ??= env.setTimeout(() => void this.flush(), BATCH);
  }

  /** Also after a reconnect: what could not be told before. */
  async flush(): Promise<void> {
    const { engine, env, connected, log } = this.#ctx;
    env.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#marks.size === 0 || !connected()) return;
    const marks = [...this.#marks].map(([conversationId, upTo]) => ({ conversationId, upTo }));
    try {
      await this.#stored();
      await engine.receipts?.delivered(marks);
      for (const { conversationId: id, upTo } of marks) {
        this.#told.set(id, Math.max(this.#told.get(id) ?? 0, upTo));
        if (this.#marks.get(id) === upTo) this.#marks.delete(id);
      }
    } catch (error) {
      log('warn', 'delivered-failed', { error: String(error) });
    }
  }

  stop(): void {
    this.#ctx.env.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
