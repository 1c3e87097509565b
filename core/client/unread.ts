import type { Book } from './book.js';
import type { Context } from './context.js';

/** The total over all conversations: summed where all are loaded, else asked for. */
export class Unread {
  readonly #ctx: Context;
  readonly #book: Book;
  #asking: Promise<void> | undefined;

  constructor(ctx: Context, book: Book) {
    this.#ctx = ctx;
    this.#book = book;
  }

  /** Never rejects: the sum that is known stands. */
  refresh(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #refresh(): Promise<void> {
    const { engine, store, connected, log } = this.#ctx;
    const whole = store.get('meta', 'conversations')?.value === '';
    try {
      const sums = whole || !connected() ? undefined : await engine.conversations.unread?.();
      if (!whole && !sums) return;
      store.commit('remote', (writer) => this.#book.exact(writer, whole ? undefined : sums));
    } catch (error) {
      log('warn', 'unread-not-read', { error: String(error) });
    }
  }
}
