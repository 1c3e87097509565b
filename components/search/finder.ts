import {
  type Client,
  type FoundPage,
  type ImError,
  type Message,
  type SearchQuery,
  toImError,
} from '../../core/index.js';

/** After the last key, before the back end is asked, milliseconds. */
const PAUSE = 250;

export interface Finding {
  readonly state: 'idle' | 'loading' | 'done' | 'failed';
  readonly items: readonly Message[];
  readonly words: readonly string[];
  readonly next?: string;
  readonly more?: 'loading' | 'failed';
  readonly local?: boolean;
  readonly error?: ImError;
}
const NOTHING: Finding = { state: 'idle', items: [], words: [] };

/** One search after another: waits for the writer to pause, and drops every answer but that to the last question. */
export class Finder {
  readonly #changed: () => void;
  now: Finding = NOTHING;
  /** Hits by conversation, of the last search over all of them. */
  counts: NonNullable<FoundPage['counts']> = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #query: SearchQuery | undefined;
  #client: Client | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `soon`: without the pause, for what is chosen and not typed. */
  ask(client: Client, query: SearchQuery, soon = false): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#query = query;
    this.#client = client;
    this.#show({ ...this.now, state: 'loading', error: undefined, more: undefined });
    const turn = this.#turn;
    this.#timer = setTimeout(() => void this.#run(turn), soon ? 0 : PAUSE);
  }

  /** The same again, after a failure. */
  again(): void {
    if (this.#client && this.#query) this.ask(this.#client, this.#query, true);
  }

  async #run(turn: number): Promise<void> {
    const query = this.#query as SearchQuery;
    try {
      const page = await (this.#client as Client).messages.search(query);
      if (turn !== this.#turn) return;
      if (page.counts) this.counts = page.counts;
      else if (query.conversationId === undefined) this.counts = [];
      this.#show({ state: 'done', items: page.items, words: query.words, next: page.next, local: page.local });
    } catch (error) {
      if (turn === this.#turn) this.#show({ ...NOTHING, state: 'failed', error: toImError(error) });
    }
  }

  async more(): Promise<void> {
    const { next, items, more, state } = this.now;
    if (!next || more === 'loading' || state !== 'done' || !this.#client || !this.#query) return;
    const turn = this.#turn;
    this.#show({ ...this.now, more: 'loading' });
    try {
      const page = await this.#client.messages.search({ ...this.#query, cursor: next });
      if (turn !== this.#turn) return;
      const known = new Set(items.map(({ id }) => id));
      const fresh = page.items.filter(({ id }) => !known.has(id));
      this.#show({ ...this.now, items: [...items, ...fresh], next: page.next, more: undefined });
    } catch {
      if (turn === this.#turn) this.#show({ ...this.now, more: 'failed' });
    }
  }

  /** Forgets everything, and whatever is still on its way. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#query = undefined;
    this.counts = [];
    if (this.now !== NOTHING) this.#show(NOTHING);
  }

  #show(now: Finding): void {
    this.now = now;
    this.#changed();
  }
}
