import { readTail } from '../cache/index.js';
import { reviveContent } from '../content/index.js';
import type { HistoryPage, HistoryQuery, IncomingMessage } from '../engine/index.js';
import { type ConversationId, type Message, toImError } from '../model/index.js';
import type { Timeline } from '../store/index.js';
import {
  gapAfter,
  hasOlder,
  insertPlaced,
  newestPlaced,
  oldestPlaced,
  pageList,
  pagesOf,
  removePlaced,
} from '../timeline/index.js';
import { requireConversation, requireId } from './checks.js';
import type { Context } from './context.js';
import { alias, orderingOf, tally, toMessage } from './convert.js';
import { clearedFrom, goneFrom } from './gone.js';

export const PAGE = 20;
/** Pages asked for at once to close a hole that live messages left. */
const REPAIRS = 5;

/** Fills timelines from the back end, or from the cache while there is no connection. The same range asked for twice is one call. */
export class History {
  readonly #ctx: Context;
  readonly #running = new Map<string, Promise<unknown>>();
  #age = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** What was asked before this moment tells of a past that can no longer be joined to the present: it is asked again. */
  outdate(): void {
    this.#age++;
  }

  /** The newest page; what stands between it and what is held is a gap. */
  newest(id: ConversationId): Promise<void> {
    return this.once(id, 'newest', '', async () => void (await this.fetch(id, {})));
  }

  /** The newest run that the cache holds, for the first paint. */
  async fromCache(id: ConversationId): Promise<void> {
    const { store, cache } = this.#ctx;
    if (store.get('timeline', id)?.opened) return;
    const tail = await readTail(cache, id, PAGE * 2);
    if (!tail || store.get('timeline', id)?.opened) return;
    const messages = tail.messages
      .filter(not(goneFrom(this.#ctx, id)))
      .map((one) => store.get('message', one.id) ?? revive(one));
    const page = { hasOlder: this.#hasOlder(id, tail.messages, tail.hasOlder), hasNewer: false };
    store.commit('cache', (writer) => {
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id), page });
      const last = store.get('message', store.get('conversation', id)?.lastMessageId ?? '');
      if (last?.order) insertPlaced(store, writer, id, [last], { ordering: orderingOf(this.#ctx, id) });
    });
  }

  async older(id: ConversationId): Promise<boolean> {
    requireConversation(id);
    const { store } = this.#ctx;
    const first = store.get('message', oldestPlaced(store, id) ?? '');
    // What was inserted here has a place that the back end does not know.
    const oldest = first?.order && !first.serverId ? (this.#anchor(id) ?? first) : first;
    if (!oldest?.order) {
      if (this.#ctx.connected()) await this.newest(id);
      else await this.fromCache(id);
      return newestPlaced(store, id) !== undefined && hasOlder(store, id);
    }
    if (!hasOlder(store, id)) return false;
    const before = { serverId: oldest.serverId, order: oldest.order };
    return this.once(id, 'older', oldest.id, async () =>
      this.orCache(
        async () => (await this.fetch(id, { before })).hasOlder,
        () => this.#olderCached(id, oldest),
      ),
    );
  }

  async newer(id: ConversationId, pageId: string): Promise<boolean> {
    requireConversation(id);
    requireId('pageId', pageId);
    const { store } = this.#ctx;
    const last = store.get('message', store.list(pageList(pageId)).at(-1) ?? '');
    if (!last?.order || !this.#gapAfter(id, pageId)) return false;
    if (!this.#ctx.connected()) return true;
    const after = { serverId: last.serverId, order: last.order };
    return this.once(id, 'newer', pageId, async () => {
      await this.fetch(id, { after });
      const gap = gapAfter(store, id, pageId);
      // Nothing follows, and yet we hold what does: it was deleted, or is not ours to see any more.
      if (gap?.after?.id === last.id) {
        const { serverId, order } = gap.before ?? {};
        await this.fetch(id, order ? { before: { serverId, order } } : {});
      }
      return this.#gapAfter(id, pageId);
    });
  }

  /** Closes the newest hole, which live messages have left, as far as a few pages go. */
  async repair(id: ConversationId): Promise<void> {
    for (let tries = 0; tries < REPAIRS && this.#ctx.connected(); tries++) {
      const pages = pagesOf(this.#ctx.store, id);
      const at = pages.findLastIndex((page, index) => index > 0 && page.gapBefore);
      if (at < 1 || !(await this.newer(id, (pages[at - 1] as { id: string }).id))) return;
    }
  }

  /** The oldest that the back end knows. */
  #anchor(id: ConversationId): Message | undefined {
    const { store } = this.#ctx;
    for (const page of pagesOf(store, id))
      for (const one of store.list(pageList(page.id))) {
        const message = store.get('message', one);
        if (message?.serverId) return message;
      }
    return undefined;
  }

  #gapAfter(id: ConversationId, pageId: string): boolean {
    return gapAfter(this.#ctx.store, id, pageId) !== undefined;
  }

  /** `edges`: which held places the answer joins without a hole. */
  async fetch(
    id: ConversationId,
    query: HistoryQuery,
    edges: Pick<HistoryQuery, 'before' | 'after'> = query,
  ): Promise<HistoryPage> {
    const { engine, store } = this.#ctx;
    this.#ctx.requireConnected();
    const limit = Math.min(PAGE, engine.info.limits.historyPage);
    const age = this.#age;
    const answer = await engine.messages.history(id, { ...query, limit });
    if (age !== this.#age) return this.fetch(id, query, edges);
    const page = {
      before: edges.before?.order,
      after: edges.after?.order,
      hasOlder: this.#hasOlder(id, answer.items, answer.hasOlder),
      hasNewer: answer.hasNewer,
    };
    const gone = goneFrom(this.#ctx, id);
    store.commit('remote', (writer) => {
      const messages = answer.items.map((one) => toMessage(this.#ctx, one));
      for (const [at, one] of messages.entries()) {
        if (one.serverId) alias(store, writer, one.id, one.serverId);
        tally(writer, one, answer.items[at] as IncomingMessage);
      }
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id), page });
      for (const one of messages) if (gone(one)) removePlaced(store, writer, id, one.id);
    });
    return { ...answer, hasOlder: page.hasOlder };
  }

  /** Nothing stands before what was cleared. */
  #hasOlder(id: ConversationId, [first]: readonly Pick<Message, 'order'>[], more: boolean): boolean {
    return more && !(first && clearedFrom(this.#ctx, id)(first));
  }

  async orCache<T>(online: () => Promise<T>, offline: () => Promise<T>): Promise<T> {
    if (!this.#ctx.connected()) return offline();
    try {
      return await online();
    } catch (error) {
      const { code } = toImError(error);
      if (code !== 'not-connected' && code !== 'timeout') throw error;
      return offline();
    }
  }

  async #olderCached(id: ConversationId, { order }: Message): Promise<boolean> {
    let before = order;
    for (;;) {
      const kept = await this.#ctx.cache.messages(id, { before, limit: PAGE });
      if (kept.length === 0 || this.insertCached(id, kept)) return kept.length > 0;
      before = kept.at(-1)?.order;
    }
  }

  /** Where the cache may have holes, so may the timeline: nothing is claimed to be whole. Answers whether any came. */
  insertCached(id: ConversationId, kept: readonly Message[]): boolean {
    const { store } = this.#ctx;
    const messages = kept
      .filter(not(goneFrom(this.#ctx, id)))
      .map((one) => store.get('message', one.id) ?? revive(one));
    store.commit('cache', (writer) =>
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id) }),
    );
    return messages.length > 0;
  }

  /** One call a range; the timeline says what is on its way, and what went wrong. */
  once<T>(id: ConversationId, what: NonNullable<Timeline['loading']>, from: string, run: () => Promise<T>): Promise<T> {
    const key = `${what} ${id} ${from}`;
    const before = this.#running.get(key) as Promise<T> | undefined;
    if (before) return before;
    this.#show(id, { loading: what, error: undefined });
    const work = run().then(
      (answer) => {
        this.#running.delete(key);
        this.#show(id, { loading: undefined });
        return answer;
      },
      (error: unknown) => {
        this.#running.delete(key);
        const fault = toImError(error);
        this.#show(id, { loading: undefined, error: fault.code });
        throw fault;
      },
    );
    this.#running.set(key, work);
    return work;
  }

  #show(id: ConversationId, patch: Pick<Partial<Timeline>, 'loading' | 'error'>): void {
    const { store } = this.#ctx;
    // True only now: not for the cache.
    store.commit('cache', (writer) => {
      if (!store.has(`timeline/${id}`)) writer.put('timeline', id, { conversationId: id, pages: [], opened: false });
      writer.patch('timeline', id, patch);
    });
  }
}

const not =
  (test: (message: Message) => boolean) =>
  (message: Message): boolean =>
    !test(message);

export const revive = (message: Message): Message => {
  const content = reviveContent(message.content);
  return content === message.content ? message : { ...message, content };
};
