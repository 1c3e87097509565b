import { readContent, searchText } from '../content/index.js';
import type { MessageChange } from '../engine/index.js';
import { type ConversationId, compareOrder, type Message, type OrderKey, type Quote } from '../model/index.js';
import type { Key, Writer } from '../store/index.js';
import { dropTimeline, insertPlaced, pageList, pagesOf, removePlaced } from '../timeline/index.js';
import type { Book } from './book.js';
import type { Context } from './context.js';
import { localId, orderingOf } from './convert.js';
import { burnt, goneFrom } from './gone.js';
import { noteDeleted } from './gone-notes.js';
import { revive } from './history.js';
import { countable, ownRead } from './reading.js';

type Change<W extends MessageChange['what']> = Extract<MessageChange, { what: W }>;

/** What happens to messages after they were sent, with all that follows from it. */
export class Changes {
  readonly #ctx: Context;
  readonly #book: Book;

  constructor(ctx: Context, book: Book) {
    this.#ctx = ctx;
    this.#book = book;
  }

  /** Answers false when the message is not in the store; it may be in the cache (`cached`). */
  apply(writer: Writer, change: MessageChange): boolean {
    const { store } = this.#ctx;
    const id = localId(store, change.serverId);
    const message = store.get('message', id);
    if (change.what === 'deleted') noteDeleted(this.#ctx, id);
    if (change.what === 'recalled' || change.what === 'deleted')
      this.#unquote(writer, change, change.what === 'recalled' ? 'recalled' : 'missing');
    if (!message) return false;
    switch (change.what) {
      case 'recalled':
        this.recall(writer, message, change);
        break;
      case 'edited':
        this.#edit(writer, message, change);
        break;
      case 'reacted':
        if (!message.recalled) writer.patch('message', message.id, { reactions: change.reactions });
        break;
      case 'pinned':
        this.pin(writer, message, message.recalled ? undefined : change.pinned);
        break;
      case 'tally':
        writer.put('tally', message.id, { messageId: message.id, read: change.read, unread: change.unread });
        break;
      case 'expiring':
        if (message.expire) writer.patch('message', message.id, { expire: { ...message.expire, at: change.at } });
        break;
      case 'grown':
        return this.#grow(writer, message, change);
      case 'extended':
        if (!message.recalled) writer.patch('message', message.id, { extensions: extended(message, change) });
        break;
      default:
        this.delete(writer, message);
    }
    return true;
  }

  #edit(writer: Writer, message: Message, { content, at, by, altered }: Change<'edited'>): void {
    if (message.recalled || (at !== undefined && (message.edited?.at ?? 0) > at)) return;
    const edited = at === undefined ? message.edited : { at, ...(by !== undefined && { by }) };
    const after = readContent(content);
    writer.patch('message', message.id, { content: after, edited, readings: undefined, ...(altered && { altered }) });
    const preview = [...searchText(after)].slice(0, 200).join('');
    if (message.serverId)
      this.#quotes(writer, message.conversationId, message.serverId, { preview, kind: after.kind, gone: undefined });
  }

  /** Nobody's words: a stream that grows. False where a piece is missing: the message is to be asked for. */
  #grow(writer: Writer, message: Message, { from, text, done }: Change<'grown'>): boolean {
    const { content } = message;
    const before = 'text' in content && typeof content.text === 'string' ? content.text : undefined;
    if (before === undefined || message.recalled) return true;
    if (before.length < from) return false;
    const grown = { ...content, text: before.slice(0, from) + text, ...(done && { done }) };
    if (grown.text.length >= before.length)
      writer.patch('message', message.id, { content: readContent(grown), readings: undefined });
    return true;
  }

  pin(writer: Writer, message: Message, pinned: Message['pinned']): void {
    const { store } = this.#ctx;
    const { id, conversationId } = message;
    writer.patch('message', id, { pinned });
    const change = Number(pinned !== undefined) - Number(message.pinned !== undefined);
    const pins = Math.max(0, (store.get('conversation', conversationId)?.pins ?? 0) + change);
    this.#book.patch(writer, conversationId, { pins });
    const name = `pins/${conversationId}`;
    if (!store.has(`list/${name}`)) return;
    const rest = store.list(name).filter((one) => one !== id);
    writer.list(name, pinned ? [id, ...rest] : rest);
  }

  /** Content and whatever repeats it are gone; the place stays. */
  recall(writer: Writer, message: Message, { at, by, reason }: NonNullable<Message['recalled']>): void {
    if (message.recalled) return;
    this.#uncount(writer, message);
    writer.patch('message', message.id, {
      content: { kind: 'recalled' },
      recalled: { at, by, ...(reason !== undefined && { reason }) },
      replyTo: undefined,
      mentions: undefined,
      extensions: undefined,
      reactions: undefined,
      data: undefined,
      localData: undefined,
      readings: undefined,
      expire: undefined,
      altered: undefined,
    });
    if (message.pinned) this.pin(writer, message, undefined);
  }

  /** Everything up to and with `upTo` is gone; what stands after it stays where it is whole. */
  cleared(writer: Writer, id: ConversationId, upTo: OrderKey): void {
    const { store } = this.#ctx;
    const opened = store.get('timeline', id)?.opened;
    const pages = pagesOf(store, id);
    const tail = pages.slice(
      Math.max(
        0,
        pages.findLastIndex((page) => page.gapBefore),
      ),
    );
    const rest = tail
      .flatMap((page) => store.list(pageList(page.id)))
      .flatMap((one) => store.get('message', one) ?? [])
      .filter(({ order }) => order && compareOrder(order, upTo) > 0);
    dropTimeline(store, writer, id, new Set(rest.map((one) => one.id)));
    const page = { hasOlder: false, hasNewer: false };
    if (opened) insertPlaced(store, writer, id, rest, { ordering: orderingOf(this.#ctx, id), page });
    const pins = store.list(`pins/${id}`).filter((one) => rest.some((message) => message.id === one));
    if (store.has(`list/pins/${id}`)) writer.list(`pins/${id}`, pins);
    this.#book.last(writer, id);
  }

  /** The same for a message that only the cache holds; a piece of a stream that came without the one before it is asked for. */
  async cached(change: MessageChange): Promise<void> {
    const { store, cache, engine } = this.#ctx;
    if (change.what === 'grown') {
      const [now] = (await engine.messages.get?.(change.conversationId, [change.serverId])) ?? [];
      if (now)
        store.commit('remote', (writer) => this.apply(writer, { ...change, what: 'edited', content: now.content }));
      return;
    }
    const id = localId(store, change.serverId);
    const key: Key = `message/${id}`;
    const kept = (await cache.get(key)) as Message | undefined;
    const there = store.has(key);
    if (!there && !kept) return;
    // What was deleted here a moment ago may still be kept; what has burnt is now to go.
    if (!there && kept && goneFrom(this.#ctx, change.conversationId)(kept) && !burnt(this.#ctx, kept)) return;
    store.commit('remote', (writer) => {
      if (!there) writer.put('message', id, revive(kept as Message));
      this.apply(writer, change);
    });
  }

  /** Gone, with whatever was counted of it. */
  delete(writer: Writer, message: Message): void {
    const { store } = this.#ctx;
    const { id, conversationId } = message;
    this.#uncount(writer, message);
    this.#unquote(writer, message, 'missing');
    noteDeleted(this.#ctx, id);
    if (message.pinned) this.pin(writer, message, undefined);
    removePlaced(store, writer, conversationId, id);
    if (store.get('conversation', conversationId)?.lastMessageId === id) this.#book.last(writer, conversationId);
  }

  /** It is not to be read any more. */
  #uncount(writer: Writer, message: Message): void {
    const { conversationId: id, order } = message;
    const row = this.#ctx.store.get('conversation', id);
    if (!row || !order || !countable(message) || order.seq <= ownRead(this.#ctx, id)) return;
    const mentions = row.mentions.filter(({ messageId }) => messageId !== message.id);
    this.#book.patch(writer, id, {
      unread: Math.max(0, row.unread - 1),
      ...(mentions.length < row.mentions.length && { mentions }),
    });
  }

  #unquote(
    writer: Writer,
    { conversationId, serverId }: Pick<Message, 'conversationId' | 'serverId'>,
    gone: Quote['gone'],
  ): void {
    if (serverId) this.#quotes(writer, conversationId, serverId, { preview: undefined, gone });
  }

  #quotes(writer: Writer, id: ConversationId, serverId: string, now: Partial<Quote>): void {
    const { store } = this.#ctx;
    const ids = pagesOf(store, id).flatMap((page) => store.list(pageList(page.id)));
    for (const one of [...ids, ...store.list(`pending/${id}`)]) {
      const replyTo = store.get('message', one)?.replyTo;
      if (replyTo?.serverId === serverId) writer.patch('message', one, { replyTo: { ...replyTo, ...now } });
    }
  }
}

const extended = (message: Message, { set, removed = [] }: Change<'extended'>): Message['extensions'] => {
  const all = { ...message.extensions, ...set };
  for (const key of removed) delete all[key];
  return all;
};
