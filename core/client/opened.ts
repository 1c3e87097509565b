import { markOpened } from '../cache/index.js';
import type { ConversationId } from '../model/index.js';
import { dropTimeline } from '../timeline/index.js';
import type { Context } from './context.js';
import type { History } from './history.js';

const RECENT = 20;

/** Which conversations are on a screen, of this tab or another: they are kept whole. */
export class Opened {
  readonly #ctx: Context;
  readonly #history: History;
  readonly #fetchRows: (ids: readonly ConversationId[]) => Promise<unknown>;
  readonly #counts = new Map<ConversationId, number>();
  /** Those shown last, the latest at the end: their timelines are held in memory. */
  readonly #recent = new Set<ConversationId>();
  readonly #others = new Map<string, ReadonlySet<ConversationId>>();

  constructor(ctx: Context, history: History, fetchRows: (ids: readonly ConversationId[]) => Promise<unknown>) {
    this.#ctx = ctx;
    this.#history = history;
    this.#fetchRows = fetchRows;
  }

  /** Answers true when it is the first of this tab. */
  add(id: ConversationId): boolean {
    const count = this.#counts.get(id) ?? 0;
    this.#counts.set(id, count + 1);
    return count === 0;
  }

  /** Answers true when it was the last of this tab. */
  delete(id: ConversationId): boolean {
    const count = this.#counts.get(id) ?? 0;
    if (count > 1) this.#counts.set(id, count - 1);
    else this.#counts.delete(id);
    return count === 1;
  }

  /** Of this tab. */
  get own(): readonly ConversationId[] {
    return [...this.#counts.keys()];
  }

  hold(tab: string, ids: readonly ConversationId[]): void {
    const before = this.#all();
    if (ids.length > 0) this.#others.set(tab, new Set(ids));
    else this.#others.delete(tab);
    for (const id of ids) if (!before.has(id)) void this.load(id);
  }

  has(id: ConversationId): boolean {
    return this.#all().has(id);
  }

  /** From the cache at once, from the back end when it can be asked. Never rejects: the timeline says what is wrong. */
  async load(id: ConversationId): Promise<void> {
    const { store, env, log } = this.#ctx;
    store.commit('local', (writer) => markOpened(writer, id, env.now()));
    this.#recent.delete(id);
    this.#recent.add(id);
    this.#forget();
    await this.#history.fromCache(id).catch((error) => log('warn', 'cache-not-read', { error: String(error) }));
    await this.#fresh(id);
  }

  /** A page may stand for weeks: what was closed long ago is left to the cache. */
  #forget(): void {
    const { store } = this.#ctx;
    for (const id of [...this.#recent]) {
      if (this.#recent.size <= RECENT) return;
      if (this.has(id)) continue;
      this.#recent.delete(id);
      const { lastMessageId, mentions = [] } = store.get('conversation', id) ?? {};
      const kept = new Set([lastMessageId, ...mentions.map(({ messageId }) => messageId)]);
      store.commit('cache', (writer) => dropTimeline(store, writer, id, kept));
    }
  }

  async loadAll(): Promise<void> {
    await Promise.all([...this.#all()].map((id) => this.load(id)));
  }

  /** After a reconnect. `rows` settles when the list is there, and with it the rows of what is open. */
  async refresh(rows: () => Promise<void> | undefined): Promise<void> {
    await Promise.all([...this.#all()].map((id) => this.#fresh(id, rows).then(() => this.#repair(id))));
  }

  /** Messages are missing in front of those that have just come. */
  torn(ids: ReadonlySet<ConversationId>): void {
    for (const id of ids) if (this.has(id)) void this.#repair(id);
  }

  async #repair(id: ConversationId): Promise<void> {
    if (id.startsWith('room:')) return;
    await this.#history.repair(id).catch((error) => this.#ctx.log('warn', 'gap-left', { id, error: String(error) }));
  }

  async #fresh(id: ConversationId, rows?: () => Promise<void> | undefined): Promise<void> {
    const { store, connected, log } = this.#ctx;
    // Who joins a room gets what there is.
    if (!connected() || id.startsWith('room:')) return;
    try {
      await this.#history.newest(id);
      await rows?.()?.catch(() => undefined);
      if (!store.has(`conversation/${id}`)) await this.#fetchRows([id]);
    } catch (error) {
      log('warn', 'open-failed', { id, error: String(error) });
    }
  }

  #all(): Set<ConversationId> {
    return new Set([...this.#counts.keys(), ...[...this.#others.values()].flatMap((ids) => [...ids])]);
  }
}
