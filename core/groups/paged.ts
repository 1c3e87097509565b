import type { Context } from '../client/context.js';
import type { Page } from '../engine/index.js';
import type { Writer } from '../store/index.js';

const PAGE = 50;

/** A list of the store that is read from the back end page by page, in its order; events keep it true from then on. */
export class Paged<T> {
  readonly #ctx: Context;
  readonly #name: string;
  readonly #page: (cursor: string | undefined, limit: number) => Promise<Page<T>>;
  readonly #put: (writer: Writer, item: T) => string;
  /** Where the next page begins; null at the end; undefined: nothing was read by this client. */
  #next: string | null | undefined;
  #loading: Promise<boolean> | undefined;

  constructor(
    ctx: Context,
    name: string,
    page: (cursor: string | undefined, limit: number) => Promise<Page<T>>,
    put: (writer: Writer, item: T) => string,
  ) {
    this.#ctx = ctx;
    this.#name = name;
    this.#page = page;
    this.#put = put;
  }

  /** False at the end. */
  more(): Promise<boolean> {
    this.#loading ??= this.#more().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #more(): Promise<boolean> {
    const { store } = this.#ctx;
    // Gone from the store: he was out in between.
    const first = this.#next === undefined || !store.has(`list/${this.#name}`);
    if (this.#next === null && !first) return false;
    const { items, next } = await this.#page(first ? undefined : (this.#next ?? undefined), PAGE);
    store.commit('remote', (writer) => {
      const ids = items.map((item) => this.#put(writer, item));
      // The list of an earlier visit may hold what is there no more.
      writer.list(this.#name, [...new Set([...(first ? [] : store.list(this.#name)), ...ids])]);
    });
    this.#next = next ?? null;
    return next !== undefined;
  }

  /** What was missed could not be told: read again as far as it was held. */
  async reload(): Promise<void> {
    if (!this.#ctx.store.has(`list/${this.#name}`)) return;
    await this.#loading;
    // Read by another tab, or on an earlier visit: the first page says what is true, the others come when asked for.
    const held = this.#next === undefined ? 0 : this.#ctx.store.list(this.#name).length;
    this.#next = undefined;
    for (let more = await this.more(); more && this.#ctx.store.list(this.#name).length < held; )
      more = await this.more();
  }
}
