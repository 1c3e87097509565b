import assert from 'node:assert/strict';
import { type ConversationId, compareOrder, type Message, type OrderKey } from '../../../core/model/index.js';
import { Store } from '../../../core/store/index.js';
import { insertPlaced, type Ordering, PAGE_SIZE, pageList, pageOf, pagesOf } from '../../../core/timeline/index.js';

export const CONVERSATION: ConversationId = 'group:space/general';

export const message = (seq: number, patch: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  serverId: `s${seq}`,
  conversationId: CONVERSATION,
  senderId: 'ann',
  own: false,
  content: { kind: 'text', text: `text ${seq}` },
  order: { seq, tie: `s${seq}` },
  sentAt: 1_700_000_000_000 + seq,
  delivery: { state: 'sent' },
  counts: true,
  ...patch,
});

export interface Query {
  readonly before?: OrderKey;
  readonly after?: OrderKey;
  readonly around?: number;
  readonly limit: number;
}

/** A back end's side of one conversation, and a client's timeline of it. */
export class TimelineWorld {
  readonly store = new Store();
  readonly ordering: Ordering;
  readonly held = new Set<string>();
  server: Message[] = [];

  constructor(ordering: Ordering = 'seq') {
    this.ordering = ordering;
  }

  live(...messages: Message[]): void {
    for (const { id } of messages) this.held.add(id);
    this.store.commit('remote', (writer) =>
      insertPlaced(this.store, writer, CONVERSATION, messages, { ordering: this.ordering }),
    );
  }

  /** Asks the server and takes the answer in. */
  page(query: Query): void {
    this.ask(query)();
  }

  /** Asks the server now; the answer comes in when the result is called. */
  ask(query: Query): () => void {
    const { items, hasOlder, hasNewer } = this.history(query);
    const page = { before: query.before, after: query.after, hasOlder, hasNewer };
    return () => {
      for (const { id } of items) this.held.add(id);
      this.store.commit('remote', (writer) =>
        insertPlaced(this.store, writer, CONVERSATION, items, { ordering: this.ordering, page }),
      );
    };
  }

  history(query: Query) {
    const { before, after, around, limit } = query;
    const all = this.server;
    let from = Math.max(all.length - limit, 0);
    if (around !== undefined) from = Math.max(all.findIndex(({ id }) => id === `m${around}`) - (limit >> 1), 0);
    if (after) from = firstIndex(all, (order) => compareOrder(order, after) > 0);
    if (before) from = Math.max(firstIndex(all, (order) => compareOrder(order, before) >= 0) - limit, 0);
    const end = before ? firstIndex(all, (order) => compareOrder(order, before) >= 0) : all.length;
    const items = all.slice(from, Math.min(from + limit, end));
    return { items, hasOlder: from > 0, hasNewer: from + items.length < all.length };
  }

  get ids(): string[] {
    return pagesOf(this.store, CONVERSATION).flatMap((page) => this.store.list(pageList(page.id)));
  }

  /** What must hold after anything whatever. */
  check(): void {
    const pages = pagesOf(this.store, CONVERSATION);
    const ids = this.ids;
    const expected = [...this.held].map((id) => this.store.get('message', id) as Message).sort(byOrder);
    assert.deepEqual(
      ids,
      expected.map(({ id }) => id),
    );
    assert.equal(new Set(pages.map(({ id }) => id)).size, pages.length);
    for (const [at, page] of pages.entries()) {
      const list = this.store.list(pageList(page.id));
      assert.ok(list.length <= PAGE_SIZE, `page ${at} holds ${list.length}`);
      assert.ok(list.length > 0 || at === pages.length - 1, `page ${at} is empty`);
    }
    for (const id of ids) assert.ok(this.store.list(pageList(pages[pageOf(this.store, id)]?.id ?? '')).includes(id));
    this.#checkLists();
  }

  /** Where no gap is marked, the server has nothing that we do not hold. */
  checkGaps(): void {
    const pages = pagesOf(this.store, CONVERSATION);
    const server = this.server.map(({ id }) => id);
    let previous: string | undefined;
    for (const page of pages)
      for (const [index, id] of this.store.list(pageList(page.id)).entries()) {
        const known = index > 0 || !page.gapBefore;
        const before = server[server.indexOf(id) - 1];
        if (known) assert.equal(previous, before, `a hole before ${id} that no gap is marked for`);
        previous = id;
      }
  }

  /** No list is left behind for a page that is gone. */
  #checkLists(): void {
    const named = new Set(pagesOf(this.store, CONVERSATION).map((page) => `list/page/${page.id}`));
    for (const [key] of this.store.entries()) if (key.startsWith('list/page/')) assert.ok(named.has(key), key);
  }
}

const byOrder = (a: Message, b: Message) => compareOrder(a.order as OrderKey, b.order as OrderKey);
const firstIndex = (all: readonly Message[], test: (order: OrderKey) => boolean): number => {
  const index = all.findIndex(({ order }) => test(order as OrderKey));
  return index < 0 ? all.length : index;
};
