import type { ActsHost } from '../acts/host.js';
import type { inOrder } from '../client/ranks.js';
import type { Page } from '../engine/index.js';
import { type Conversation, type ConversationFilter, type ConversationId, invalid, targetOf } from '../model/index.js';
import { FILTERED, viewOf, type Writer } from '../store/index.js';
import { matches, orderOf } from './matches.js';

const PAGE = 50;
/** Lists kept true at once; the one not asked for longest is let go. */
const MOST = 20;

interface View {
  readonly filter: ConversationFilter;
  readonly order: typeof inOrder;
  /** Where the next page begins; undefined: at the top. */
  cursor?: string;
  ended?: boolean;
  loading?: Promise<boolean>;
}

/** Filtered lists: every row that is held and that the filter lets through, sorted; paging brings more rows to hold. */
export class Views {
  readonly #host: ActsHost;
  readonly #views = new Map<string, View>();
  #stale = false;

  constructor(host: ActsHost) {
    this.#host = host;
    // Those that a tab before this one has kept.
    for (const [key] of [...host.ctx.store.entries()])
      if (key.startsWith(`list/${FILTERED}`)) this.#open(key.slice('list/'.length));
    host.ctx.store.tap(({ origin, changes }) => {
      if (origin !== 'mirror' && changes.some(({ key }) => key.startsWith('contact/'))) this.#renamed();
    });
  }

  /** What one calls somebody has changed; no row has. Several in one turn are one. */
  #renamed(): void {
    if (this.#stale || ![...this.#views.values()].some(({ filter }) => filter.words)) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      this.#host.ctx.store.commit('remote', (writer) => {
        for (const [name, view] of this.#views) if (view.filter.words) this.#fill(writer, name, view);
      });
    });
  }

  view(filter: ConversationFilter): Promise<boolean> {
    const name = viewOf(filter);
    if (name === viewOf()) return this.#host.rows.more();
    const view = this.#views.get(name) ?? this.#open(name);
    this.#views.delete(name);
    this.#views.set(name, view);
    this.#forget();
    view.loading ??= this.#more(name, view).finally(() => {
      view.loading = undefined;
    });
    return view.loading;
  }

  #open(name: string): View {
    const filter: ConversationFilter = JSON.parse(name.slice(FILTERED.length));
    const view: View = { filter, order: orderOf(filter) };
    this.#views.set(name, view);
    this.#host.ctx.store.commit('remote', (writer) => this.#fill(writer, name, view));
    return view;
  }

  #fill(writer: Writer, name: string, { filter, order }: View): void {
    const rows = this.#host.book.all.filter((row) => this.#lets(filter, row)).sort(order);
    writer.list(
      name,
      rows.map(({ id }) => id),
    );
  }

  /** People are found by what one calls them, too. */
  #lets(filter: ConversationFilter, row: Conversation): boolean {
    const called = row.kind === 'direct' ? this.#host.ctx.store.get('contact', targetOf(row.id))?.remark : undefined;
    return matches(filter, row, called, this.#host.book.mutes);
  }

  /** Stands it there? Since it was put there, what one calls him may have changed. */
  #held(name: string, filter: ConversationFilter, row: Conversation): boolean {
    return filter.words
      ? this.#host.ctx.store.list(name).includes(row.id)
      : matches(filter, row, undefined, this.#host.book.mutes);
  }

  all(writer: Writer): void {
    for (const [name, view] of this.#views) this.#fill(writer, name, view);
  }

  #forget(): void {
    for (const name of [...this.#views.keys()].slice(0, Math.max(0, this.#views.size - MOST))) {
      this.#views.delete(name);
      this.#host.ctx.store.commit('remote', (writer) => writer.list(name, undefined));
    }
  }

  row(writer: Writer, before: Conversation | undefined, after: Conversation | undefined): void {
    for (const [name, { filter, order }] of this.#views) {
      const was = before && this.#held(name, filter, before) ? before : undefined;
      const is = after && this.#lets(filter, after) ? after : undefined;
      if (was || is) this.#host.book.move(writer, name, order, was, is);
    }
  }

  /** The next page, or the first that brings something new. */
  async #more(name: string, view: View): Promise<boolean> {
    const { ctx } = this.#host;
    ctx.requireConnected();
    for (;;) {
      if (view.ended) return false;
      const known = new Set(ctx.store.list(name));
      await this.#page(view);
      if (view.ended || ctx.store.list(name).some((id) => !known.has(id))) return !view.ended;
    }
  }

  /** Answers the ids of the page. A back end without filters is read as a whole. */
  async #page(view: View): Promise<readonly ConversationId[]> {
    const { ctx, inbox, rows } = this.#host;
    const { rows: facet } = ctx.engine;
    if (!facet) {
      view.ended = !(await rows.more());
      return [];
    }
    const page: Page<{ readonly id: ConversationId }> = await facet
      .list(view.filter, { cursor: view.cursor, limit: PAGE })
      .then((found) => {
        ctx.store.commit('remote', (writer) => {
          for (const patch of found.items) inbox.conversation(writer, patch);
        });
        return found;
      });
    view.cursor = page.next;
    view.ended = page.next === undefined;
    return page.items.map(({ id }) => id);
  }

  /** After a full resync: read as far as they were held; what was not seen is asked for, and gone where nobody knows it. */
  async reload(): Promise<void> {
    const { ctx, rows, inbox } = this.#host;
    const { store, engine } = ctx;
    if (!engine.rows) return;
    const unseen = new Set<ConversationId>();
    for (const [name, view] of this.#views) {
      const held = store.list(name) as readonly ConversationId[];
      const seen = new Set<ConversationId>();
      view.cursor = undefined;
      do {
        for (const id of await this.#page(view)) seen.add(id);
      } while (!view.ended && seen.size < held.length);
      for (const id of held) if (!seen.has(id)) unseen.add(id);
    }
    const ids = [...unseen].filter((id) => store.has(`conversation/${id}`));
    for (let at = 0; at < ids.length; at += 100) {
      const some = ids.slice(at, at + 100);
      const before = new Map(some.map((id) => [id, store.get('conversation', id)]));
      await rows.fetch(some);
      store.commit('remote', (writer) => {
        // One that the back end knows was put anew, whatever has changed.
        for (const id of some) if (store.get('conversation', id) === before.get(id)) inbox.removed(writer, id);
      });
    }
  }
}

const KINDS: ReadonlySet<unknown> = new Set(['direct', 'group', 'channel', 'room', 'system']);
const MARKS: ReadonlySet<unknown> = new Set(['star', 'folded', 'hidden']);

/** Throws `invalid` that names the field. */
export const checkFilter = (filter: ConversationFilter): void => {
  if (typeof filter !== 'object' || filter === null) throw invalid('filter', 'must be a filter');
  const { kinds, tag, mark, unread, muted, words } = filter;
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every((kind) => KINDS.has(kind))))
    throw invalid('filter.kinds', `must be some of ${[...KINDS].join(', ')}`);
  if (mark !== undefined && !MARKS.has(mark)) throw invalid('filter.mark', `must be one of ${[...MARKS].join(', ')}`);
  for (const [name, value] of Object.entries({ unread, muted }))
    if (value !== undefined && typeof value !== 'boolean') throw invalid(`filter.${name}`, 'must be true or false');
  for (const [name, value] of Object.entries({ tag, words }))
    if (value !== undefined && (typeof value !== 'string' || value.length > 100))
      throw invalid(`filter.${name}`, 'must be a string of at most 100 characters');
};
