import { type Conversation, type ConversationId, compareOrder, invalid, type MessageId } from '../model/index.js';
import { newestPlaced } from '../timeline/index.js';
import type { Book } from './book.js';
import { requireConversation, requireMessage } from './checks.js';
import type { Context } from './context.js';
import type { Drafts } from './drafts.js';
import type { Inbox } from './inbox.js';
import { ownRead, readUpTo } from './reading.js';
import type { Unread } from './unread.js';

const PAGE = 50;

interface Page {
  readonly items: readonly { readonly id: ConversationId }[];
  /** Some of them were not known. */
  readonly fresh: boolean;
  readonly next?: string;
}

/** `meta/conversations` is where the next page begins: empty at the end of the list. */
export const FROM_TOP = '^';

/** The list of conversations, and reading; what else is done to a row of it is in core/acts. */
export class Conversations {
  readonly #ctx: Context;
  readonly #book: Book;
  readonly #inbox: Inbox;
  readonly #unread: Unread;
  readonly draft: Drafts['set'];
  /** Pages that are asked for just now, by their cursor. */
  readonly #pages = new Map<string, Promise<Page>>();
  readonly #stale = new Set<ConversationId>();

  constructor(ctx: Context, book: Book, inbox: Inbox, unread: Unread, drafts: Drafts) {
    this.#ctx = ctx;
    this.#book = book;
    this.#inbox = inbox;
    this.#unread = unread;
    this.draft = (...draft) => drafts.set(...draft);
  }

  /** Next page of the list, or the first that brings something new. */
  async more(): Promise<boolean> {
    this.#ctx.requireConnected();
    const { store } = this.#ctx;
    for (;;) {
      const at = store.get('meta', 'conversations')?.value;
      if (at === '') return false;
      const { fresh, next } = await this.#page(at);
      // Now that all are here, their own sum is the total.
      if (next === undefined) await this.#unread.refresh();
      if (next === undefined || fresh) return next !== undefined;
    }
  }

  /** A list that is drawn and a session that begins ask for the same page at the same time. */
  #page(cursor = FROM_TOP): Promise<Page> {
    const asked = this.#pages.get(cursor) ?? this.#ask(cursor).finally(() => this.#pages.delete(cursor));
    this.#pages.set(cursor, asked);
    return asked;
  }

  async #ask(cursor: string): Promise<Page> {
    const { engine, store } = this.#ctx;
    const { items, next } = await engine.conversations.list({
      cursor: cursor === FROM_TOP ? undefined : cursor,
      limit: PAGE,
    });
    let fresh = false;
    store.commit('remote', (writer) => {
      for (const patch of items) {
        const total = store.get('unread', 'total');
        const known = store.has(`conversation/${patch.id}`);
        this.#inbox.conversation(writer, patch);
        if (known) continue;
        fresh = true;
        // It was counted among those that were not here.
        this.#book.exact(writer, total);
      }
      writer.put('meta', 'conversations', { value: next ?? '' });
    });
    return { items, fresh, next };
  }

  /** After a full resync: reads as far as was held, and forgets the rows that are gone. */
  async reload(keep: (id: ConversationId) => boolean): Promise<void> {
    const { store } = this.#ctx;
    // What was asked before something was missed may not know of it.
    if (store.has('meta/resync')) this.#pages.clear();
    const held = new Map(store.list('conversations').map((id) => [id, store.get('conversation', id)]));
    const seen = new Set<ConversationId>();
    let page: Page | undefined;
    do {
      page = await this.#page(page?.next);
      for (const { id } of page.items) seen.add(id);
    } while (page.next !== undefined && seen.size < held.size);
    const list = store.list('conversations') as readonly ConversationId[];
    const reach = page.next === undefined ? list.length : list.findLastIndex((id) => seen.has(id));
    store.commit('remote', (writer) => {
      // What came or moved while we read may have slipped between two pages; it is there.
      for (const id of list.slice(0, reach))
        if (!seen.has(id) && held.has(id) && held.get(id) === store.get('conversation', id) && !keep(id))
          this.#inbox.removed(writer, id);
      writer.remove('meta', 'resync');
    });
  }

  async get(ids: readonly ConversationId[]): Promise<readonly Conversation[]> {
    if (!Array.isArray(ids)) throw invalid('ids', 'must be a list of conversation ids');
    for (const id of ids) requireConversation(id);
    const { store } = this.#ctx;
    const missing = ids.filter((id) => !store.has(`conversation/${id}`));
    if (missing.length > 0 && this.#ctx.connected()) await this.fetch(missing);
    return ids.flatMap((id) => store.get('conversation', id) ?? []);
  }

  /** Rows as the back end sees them now. */
  async fetch(ids: readonly ConversationId[]): Promise<void> {
    const { engine, store } = this.#ctx;
    const patches = (await engine.conversations.get?.(ids)) ?? [];
    if (patches.length === 0) return;
    store.commit('remote', (writer) => {
      for (const patch of patches) this.#inbox.conversation(writer, patch);
    });
    await this.#unread.refresh();
  }

  /** To be asked for again, with others of this moment; until then our own arithmetic stands. */
  stale(ids: ReadonlySet<ConversationId>): void {
    const first = this.#stale.size === 0;
    for (const id of ids) this.#stale.add(id);
    if (!first) return;
    queueMicrotask(() => {
      const wanted = [...this.#stale];
      this.#stale.clear();
      if (!this.#ctx.connected()) return;
      this.fetch(wanted).catch((error) => this.#ctx.log('warn', 'row-not-read', { error: String(error) }));
    });
  }

  async markRead(id: ConversationId, upTo?: MessageId): Promise<void> {
    requireConversation(id);
    if (id.startsWith('room:')) return;
    const { store, env, outbox } = this.#ctx;
    const target = upTo === undefined ? this.#newest(id) : requireMessage(this.#ctx, upTo);
    if (!target?.order) return;
    if (target.conversationId !== id) throw invalid('upTo', 'is of another conversation');
    const { order, serverId } = target;
    const row = store.get('conversation', id);
    if (order.seq <= ownRead(this.#ctx, id) && !row?.unread && !row?.markedUnread) return;
    store.commit('local', (writer) => readUpTo(this.#ctx, this.#book, writer, id, order));
    const entry = { id: env.id(), conversationId: id, command: 'mark-read', upTo: { serverId, order } } as const;
    await outbox.add(entry);
  }

  #newest(id: ConversationId) {
    const { store } = this.#ctx;
    const held = store.get('message', newestPlaced(store, id) ?? '');
    const last = store.get('message', store.get('conversation', id)?.lastMessageId ?? '');
    return held?.order && last?.order ? (compareOrder(last.order, held.order) > 0 ? last : held) : (held ?? last);
  }
}
