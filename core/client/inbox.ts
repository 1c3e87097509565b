import { readContent } from '../content/index.js';
import type { ConversationPatch, EngineEvent, IncomingMessage, Placed } from '../engine/index.js';
import {
  type Conversation,
  type ConversationId,
  compareOrder,
  kindOf,
  type Message,
  type OrderKey,
} from '../model/index.js';
import type { Writer } from '../store/index.js';
import { insertPlaced, pagesOf, placePending, removePlaced } from '../timeline/index.js';
import type { Book } from './book.js';
import type { Context } from './context.js';
import { alias, localId, orderingOf, tally, toMessage } from './convert.js';
import { deletedFrom, goneFrom } from './gone.js';
import { countable, grow, listed, mentionsAbove, ownRead, readUpTo } from './reading.js';

/** What a batch leaves to be done after its commit. */
export interface Aftermath {
  /** Live, of others: to be told to the page. */
  readonly live: Message[];
  /** Newest sequence of others per conversation: to be acknowledged as delivered. */
  readonly delivered: Map<ConversationId, number>;
  /** Conversations whose row should be asked for again. */
  readonly stale: Set<ConversationId>;
  /** A hole opened in these: something between was not told. */
  readonly torn: Set<ConversationId>;
}
export const aftermath = (): Aftermath => ({ live: [], delivered: new Map(), stale: new Set(), torn: new Set() });

type ReceiptEvent = Extract<EngineEvent, { type: 'receipts' }>;

/** Messages, conversation rows and cursors as they come in. Everything twice is once. */
export class Inbox {
  readonly #ctx: Context;
  readonly #book: Book;
  /** Up to here messages are in the unread count already; kept apart for rows whose last message is not placed. */
  readonly #counted = new Map<ConversationId, OrderKey>();

  /** What a row told of before the message itself came, which is news all the same. */
  readonly #ahead = new Set<string>();

  constructor(ctx: Context, book: Book) {
    this.#ctx = ctx;
    this.#book = book;
  }

  messages(writer: Writer, incoming: readonly IncomingMessage[], origin: 'live' | 'catch-up', after: Aftermath): void {
    const { store } = this.#ctx;
    const newest = new Map(incoming.map((one) => [one.conversationId, one.serverId]));
    for (const one of incoming) {
      const id = one.conversationId;
      const message = this.#match(one);
      // Told again after a lost connection, and deleted here meanwhile.
      if (deletedFrom(this.#ctx, id).has(message.id)) continue;
      const known = store.get('message', message.id);
      const held = store.get('timeline', id) !== undefined;
      tally(writer, message, one);
      this.#row(writer, message, known?.order === undefined, after);
      const gaps = this.#gaps(id);
      if (held || known || newest.get(id) === one.serverId) this.place(writer, message, held);
      if (this.#gaps(id) > gaps) after.torn.add(id);
      if (message.own || (known && !this.#ahead.delete(message.id))) continue;
      // Thousands would say so, to nobody.
      if (message.conversationId[0] !== 'c')
        after.delivered.set(id, Math.max(after.delivered.get(id) ?? 0, one.order.seq));
      if (origin === 'live' && !message.recalled) after.live.push(message);
    }
  }

  /** Its record, its alias and, where its timeline is held, its place. */
  place(
    writer: Writer,
    message: Message,
    held = this.#ctx.store.get('timeline', message.conversationId) !== undefined,
  ): void {
    const { store } = this.#ctx;
    const { conversationId: id } = message;
    if (message.serverId) alias(store, writer, message.id, message.serverId);
    const ordering = orderingOf(this.#ctx, id);
    if (store.list(`pending/${id}`).includes(message.id)) placePending(store, writer, message, ordering);
    else if (held) insertPlaced(store, writer, id, [message], { ordering });
    else if (JSON.stringify(store.get('message', message.id)) !== JSON.stringify(message))
      writer.put('message', message.id, message);
  }

  /** The answer to a send. Where ids are not echoed, a copy off the stream may have come first. */
  sent(writer: Writer, said: Message, altered?: Placed['altered']): void {
    const { content, ...why } = altered ?? {};
    const row = content ? { ...said, content: readContent(content), altered: why } : said;
    const { store } = this.#ctx;
    const twin = `s:${row.serverId}`;
    if (twin !== row.id && store.has(`message/${twin}`)) removePlaced(store, writer, row.conversationId, twin);
    this.place(writer, row);
    this.#row(writer, row, false, aftermath());
  }

  /** A row that begins to wait is the last of its conversation, where it may be that at all. */
  queued(writer: Writer, row: Message): void {
    const { store } = this.#ctx;
    const id = row.conversationId;
    const before = store.get('conversation', id) ?? blank(id);
    const last = store.get('message', before.lastMessageId ?? '');
    if (last?.order) this.#count(before, last.order);
    const moved = listed(row) && { lastMessageId: row.id, activity: Math.max(before.activity, row.sentAt) };
    this.#book.put(writer, { ...before, ...moved });
  }

  #gaps(id: ConversationId): number {
    return pagesOf(this.#ctx.store, id).filter((page) => page.gapBefore).length;
  }

  /** Where the back end does not echo our ids, an own message is the oldest row on its way that says the same. */
  #match(incoming: IncomingMessage): Message {
    const { store, engine } = this.#ctx;
    const message = toMessage(this.#ctx, incoming);
    if (!message.own || engine.info.echo !== 'none' || store.has(`message/${message.id}`)) return message;
    const said = JSON.stringify(incoming.content);
    const id = store.list(`pending/${message.conversationId}`).find((one) => {
      const row = store.get('message', one);
      return row?.delivery.state === 'sending' && JSON.stringify(row.content) === said;
    });
    return id ? { ...message, id } : message;
  }

  /** What a message does to the row of its conversation. */
  #row(writer: Writer, message: Message, fresh: boolean, after: Aftermath): void {
    const { store } = this.#ctx;
    const { conversationId: id, order } = message;
    if (!order) return;
    if (!store.has(`conversation/${id}`)) {
      this.#book.put(writer, blank(id));
      after.stale.add(id);
    }
    const row = store.get('conversation', id) as Conversation;
    const counts = fresh && countable(message) && order.seq > ownRead(this.#ctx, id) && !this.#isCounted(row, order);
    const mention = counts && this.#mention(message);
    this.#count(row, order);
    this.#book.patch(writer, id, {
      ...(listed(message) && { ...this.#last(row, message), activity: Math.max(row.activity, message.sentAt) }),
      // Of a channel three digits are shown.
      ...(counts && { unread: Math.min(row.unread + 1, row.kind === 'channel' ? 999 : Number.MAX_SAFE_INTEGER) }),
      ...(mention && {
        mentions: [...row.mentions, { messageId: message.id, serverId: message.serverId, order, of: mention }],
      }),
    });
  }

  #mention({ mentions }: Message): 'me' | 'all' | undefined {
    if (mentions?.users?.includes(this.#ctx.userId)) return 'me';
    return mentions?.all ? 'all' : undefined;
  }

  #isCounted(row: Conversation, order: OrderKey): boolean {
    const mark = this.#counted.get(row.id) ?? this.#ctx.store.get('message', row.lastMessageId ?? '')?.order;
    return mark !== undefined && compareOrder(order, mark) <= 0;
  }

  #count(row: Conversation, order: OrderKey): void {
    const mark = this.#counted.get(row.id);
    if (!mark || compareOrder(order, mark) > 0) this.#counted.set(row.id, order);
  }

  /** The newest is the last; a row that waits to be sent is newer than all. */
  #last({ lastMessageId }: Conversation, message: Message): Partial<Conversation> {
    const { store } = this.#ctx;
    const last = store.get('message', lastMessageId ?? '');
    const waits =
      last &&
      !last.order &&
      last.id !== message.id &&
      store.list(`pending/${message.conversationId}`).includes(last.id);
    const older = last?.order && message.order && compareOrder(message.order, last.order) < 0;
    return waits || older ? {} : { lastMessageId: message.id };
  }

  /** A row as the back end sees it now. */
  conversation(writer: Writer, patch: ConversationPatch): void {
    const { store, userId } = this.#ctx;
    const { lastMessage, cursors = [], mentions, whole, ...rest } = patch;
    const id = patch.id;
    const before = store.get('conversation', id) ?? blank(id);
    const mine = cursors.find((one) => one.userId === userId);
    // We have read further than the back end knows: its count is of yesterday.
    const ahead = mine !== undefined && mine.read < ownRead(this.#ctx, id) && !rest.markedUnread;
    for (const cursor of cursors) grow(this.#ctx, writer, cursor);
    // Marked as unread: the one case in which a cursor falls.
    if (mine && rest.markedUnread) writer.put('cursor', `${id}/${userId}`, mine);
    const last = lastMessage && this.#match(lastMessage);
    const message = last && !goneFrom(this.#ctx, id)(last) ? last : undefined;
    let { unread = before.unread } = rest;
    if (ahead) unread = before.unread + (message && this.#isNew(before, message) ? 1 : 0);
    else if (message?.order) this.#count(before, message.order);
    if (message && !message.own && !store.has(`message/${message.id}`)) this.#ahead.add(message.id);
    if (message) this.place(writer, message);
    const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const { lastMessageId, markedUnread } = before;
    this.#book.put(writer, {
      ...(whole
        ? { ...blank(id), lastMessageId, activity: before.activity, mentions: before.mentions, markedUnread }
        : before),
      ...defined,
      unread,
      ...('unread' in rest && !ahead && { markedUnread: rest.markedUnread || undefined }),
      ...(mentions &&
        !ahead && { mentions: mentions.map((one) => ({ ...one, messageId: localId(store, one.serverId) })) }),
      ...(message && this.#last(before, message)),
      ...(unread === 0 && before.mentions.length > 0 && { mentions: [] }),
    });
  }

  #isNew(row: Conversation, message: Message): boolean {
    if (!message.order || !countable(message)) return false;
    if (message.order.seq <= ownRead(this.#ctx, row.id) || this.#isCounted(row, message.order)) return false;
    this.#count(row, message.order);
    return true;
  }

  removed(writer: Writer, id: ConversationId): void {
    this.#counted.delete(id);
    this.#book.remove(writer, id);
  }

  receipts(writer: Writer, cursors: ReceiptEvent['cursors']): void {
    const { store, userId } = this.#ctx;
    for (const { unread, ...cursor } of cursors) {
      const { conversationId: id, read } = cursor;
      const behind = read < ownRead(this.#ctx, id);
      if (cursor.userId !== userId) grow(this.#ctx, writer, cursor);
      else if (unread === undefined) readUpTo(this.#ctx, this.#book, writer, id, { seq: read, tie: '\uffff' });
      else if (!behind) this.#book.patch(writer, id, { unread, ...mentionsAbove(store, id, read) });
      if (cursor.userId === userId) grow(this.#ctx, writer, cursor);
    }
  }
}

export const blank = (id: ConversationId): Conversation => ({
  id,
  kind: kindOf(id),
  activity: 0,
  unread: 0,
  mentions: [],
  notify: 'all',
});
