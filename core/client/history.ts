import { readTail } from '../cache/index.js';
import { reviveContent } from '../content/index.js';
import type { HistoryPage, HistoryQuery, IncomingMessage } from '../engine/index.js';
import {
  type ConversationId,
  ImError,
  type Message,
  type MessageId,
  type OrderKey,
  toImError,
} from '../model/index.js';
import type { Timeline } from '../store/index.js';
import {
  gapAfter,
  hasOlder,
  insertPlaced,
  newestPlaced,
  oldestPlaced,
  pageList,
  pageOf,
  pagesOf,
} from '../timeline/index.js';
import { requireConversation, requireId } from './checks.js';
import type { Context } from './context.js';
import { alias, localId, orderingOf, tally, toMessage } from './convert.js';

const PAGE = 20;
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
    return this.#once(id, 'newest', '', async () => void (await this.#fetch(id, {})));
  }

  /** The newest run that the cache holds, for the first paint. */
  async fromCache(id: ConversationId): Promise<void> {
    const { store, cache } = this.#ctx;
    if (store.get('timeline', id)?.opened) return;
    const tail = await readTail(cache, id, PAGE * 2);
    if (!tail || store.get('timeline', id)?.opened) return;
    const messages = tail.messages.map((one) => store.get('message', one.id) ?? revive(one));
    const page = { hasOlder: tail.hasOlder, hasNewer: false };
    store.commit('cache', (writer) => {
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id), page });
      const last = store.get('message', store.get('conversation', id)?.lastMessageId ?? '');
      if (last?.order) insertPlaced(store, writer, id, [last], { ordering: orderingOf(this.#ctx, id) });
    });
  }

  async older(id: ConversationId): Promise<boolean> {
    requireConversation(id);
    const { store } = this.#ctx;
    const oldest = store.get('message', oldestPlaced(store, id) ?? '');
    if (!oldest?.order) {
      if (this.#ctx.connected()) await this.newest(id);
      else await this.fromCache(id);
      return newestPlaced(store, id) !== undefined && hasOlder(store, id);
    }
    if (!hasOlder(store, id)) return false;
    const before = { serverId: oldest.serverId, order: oldest.order };
    return this.#once(id, 'older', oldest.id, async () =>
      this.#orCache(
        async () => (await this.#fetch(id, { before })).hasOlder,
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
    return this.#once(id, 'newer', pageId, async () => {
      await this.#fetch(id, { after });
      const gap = gapAfter(store, id, pageId);
      // Nothing follows, and yet we hold what does: it was deleted, or is not ours to see any more.
      if (gap?.after?.id === last.id) {
        const { serverId, order } = gap.before ?? {};
        await this.#fetch(id, order ? { before: { serverId, order } } : {});
      }
      return this.#gapAfter(id, pageId);
    });
  }

  async around(
    id: ConversationId,
    target: MessageId | { readonly serverId: string } | { readonly after: OrderKey },
  ): Promise<MessageId> {
    requireConversation(id);
    if (typeof target === 'object' && 'after' in target) return this.#following(id, target.after);
    const { store } = this.#ctx;
    if (typeof target === 'string') requireId('message', target);
    else requireId('message', target?.serverId);
    const known = typeof target === 'string' ? target : localId(store, target.serverId);
    if (pageOf(store, known) >= 0 || store.list(`pending/${id}`).includes(known)) return known;
    const serverId = typeof target === 'string' ? serverIdOf(store.get('message', target), target) : target.serverId;
    return this.#once(id, 'around', known, () =>
      this.#orCache(
        async () => {
          const { items } = await this.#fetch(id, { around: serverId });
          if (!items.some((one) => one.serverId === serverId)) throw notFound(known);
          return localId(store, serverId);
        },
        () => this.#aroundCached(id, known),
      ),
    );
  }

  /** The place itself need not be held, so nothing is claimed of what stands before; a page of that comes too. */
  #following(id: ConversationId, order: OrderKey): Promise<MessageId> {
    return this.#once(id, 'around', `after ${order.seq} ${order.tie}`, async () => {
      const { items, hasOlder } = await this.#fetch(id, { after: { order } }, {});
      const [first] = items;
      if (!first) throw notFound(`after ${order.seq}`);
      if (hasOlder) await this.#fetch(id, { before: first });
      return toMessage(this.#ctx, first).id;
    });
  }

  async get(id: ConversationId, serverId: string): Promise<Message | undefined> {
    requireConversation(id);
    requireId('serverId', serverId);
    const { store, engine, cache } = this.#ctx;
    const known = store.get('message', localId(store, serverId));
    if (known) return known;
    const kept = (await cache.get(`message/${localId(store, serverId)}`).catch(() => undefined)) as Message | undefined;
    if (kept || !this.#ctx.connected()) return kept && revive(kept);
    const items = engine.messages.get
      ? await engine.messages.get(id, [serverId])
      : (await engine.messages.history(id, { around: serverId, limit: 1 }).catch(none)).items;
    const found = items.find((one) => one.serverId === serverId);
    if (!found) return undefined;
    const message = toMessage(this.#ctx, found);
    store.commit('remote', (writer) => {
      alias(store, writer, message.id, serverId);
      if (!store.has(`message/${message.id}`)) writer.put('message', message.id, message);
    });
    return message;
  }

  /** Closes the newest hole, which live messages have left, as far as a few pages go. */
  async repair(id: ConversationId): Promise<void> {
    for (let tries = 0; tries < REPAIRS && this.#ctx.connected(); tries++) {
      const pages = pagesOf(this.#ctx.store, id);
      const at = pages.findLastIndex((page, index) => index > 0 && page.gapBefore);
      if (at < 1 || !(await this.newer(id, (pages[at - 1] as { id: string }).id))) return;
    }
  }

  #gapAfter(id: ConversationId, pageId: string): boolean {
    return gapAfter(this.#ctx.store, id, pageId) !== undefined;
  }

  /** `edges`: which held places the answer joins without a hole. */
  async #fetch(
    id: ConversationId,
    query: HistoryQuery,
    edges: Pick<HistoryQuery, 'before' | 'after'> = query,
  ): Promise<HistoryPage> {
    const { engine, store } = this.#ctx;
    this.#ctx.requireConnected();
    const limit = Math.min(PAGE, engine.info.limits.historyPage);
    const age = this.#age;
    const answer = await engine.messages.history(id, { ...query, limit });
    if (age !== this.#age) return this.#fetch(id, query, edges);
    const page = {
      before: edges.before?.order,
      after: edges.after?.order,
      hasOlder: answer.hasOlder,
      hasNewer: answer.hasNewer,
    };
    store.commit('remote', (writer) => {
      const messages = answer.items.map((one) => toMessage(this.#ctx, one));
      for (const [at, one] of messages.entries()) {
        if (one.serverId) alias(store, writer, one.id, one.serverId);
        tally(writer, one, answer.items[at] as IncomingMessage);
      }
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id), page });
      const pending = store.list(`pending/${id}`);
      const placed = new Set(messages.map((one) => one.id));
      // The answer to a send was lost, and here is its message.
      if (pending.some((one) => placed.has(one))) {
        const left = pending.filter((one) => !placed.has(one));
        writer.list(`pending/${id}`, left.length > 0 ? left : undefined);
      }
    });
    return answer;
  }

  async #orCache<T>(online: () => Promise<T>, offline: () => Promise<T>): Promise<T> {
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
    const kept = await this.#ctx.cache.messages(id, { before: order, limit: PAGE });
    this.#insertCached(id, kept);
    return kept.length > 0;
  }

  async #aroundCached(id: ConversationId, known: MessageId): Promise<MessageId> {
    const message = (await this.#ctx.cache.get(`message/${known}`)) as Message | undefined;
    if (!message?.order) throw notFound(known);
    const kept = await this.#ctx.cache.messages(id, { before: message.order, limit: PAGE / 2 });
    this.#insertCached(id, [...kept, message]);
    return known;
  }

  /** Where the cache may have holes, so may the timeline: nothing is claimed to be whole. */
  #insertCached(id: ConversationId, kept: readonly Message[]): void {
    const { store } = this.#ctx;
    const messages = kept.map((one) => store.get('message', one.id) ?? revive(one));
    store.commit('cache', (writer) =>
      insertPlaced(store, writer, id, messages, { ordering: orderingOf(this.#ctx, id) }),
    );
  }

  /** One call a range; the timeline says what is on its way, and what went wrong. */
  #once<T>(
    id: ConversationId,
    what: NonNullable<Timeline['loading']>,
    from: string,
    run: () => Promise<T>,
  ): Promise<T> {
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

const none = (): HistoryPage => ({ items: [], hasOlder: false, hasNewer: false });

const revive = (message: Message): Message => {
  const content = reviveContent(message.content);
  return content === message.content ? message : { ...message, content };
};

const serverIdOf = (message: Message | undefined, id: MessageId): string => {
  const serverId = message?.serverId ?? (id.startsWith('s:') ? id.slice(2) : undefined);
  if (!serverId) throw notFound(id);
  return serverId;
};

const notFound = (id: MessageId): ImError =>
  new ImError('not-found', { field: 'message', message: `message: ${id} is not in this conversation` });
