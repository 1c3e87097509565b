import type { Book } from './book.js';
import type { Context } from './context.js';

const TRIES = 3;

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
      let sums: { readonly count: number; readonly muted: number } | undefined;
      for (let tries = 0; tries < TRIES && !whole && connected(); tries++) {
        const before = store.get('unread', 'total');
        sums = await engine.conversations.unread?.();
        // What came meanwhile is in our sum, and perhaps in theirs.
        if (store.get('unread', 'total') === before) break;
      }
      if (!whole && !sums) return;
      store.commit('remote', (writer) => this.#book.exact(writer, whole ? undefined : sums));
    } catch (error) {
      log('warn', 'unread-not-read', { error: String(error) });
    }
  }
}
