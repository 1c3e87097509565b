import { readContent } from '../content/index.js';
import type { MessageChange } from '../engine/index.js';
import type { ConversationId, Message } from '../model/index.js';
import type { Key, Writer } from '../store/index.js';
import { pageList, pagesOf, removePlaced } from '../timeline/index.js';
import type { Book } from './book.js';
import type { Context } from './context.js';
import { localId } from './convert.js';
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
    const message = store.get('message', localId(store, change.serverId));
    if (change.what === 'recalled') this.#quotes(writer, change.conversationId, change.serverId);
    if (!message) return false;
    switch (change.what) {
      case 'recalled':
        this.recall(writer, message, change);
        break;
      case 'edited':
        if (!message.recalled && (message.edited?.at ?? 0) <= change.at)
          writer.patch('message', message.id, {
            content: readContent(change.content),
            edited: { at: change.at, ...(change.by !== undefined && { by: change.by }) },
          });
        break;
      case 'extended':
        writer.patch('message', message.id, { extensions: extended(message, change) });
        break;
      default:
        this.#delete(writer, message);
    }
    return true;
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
    });
    if (message.serverId) this.#quotes(writer, message.conversationId, message.serverId);
  }

  /** The same for a message that only the cache holds. */
  async cached(change: MessageChange): Promise<void> {
    const { store, cache } = this.#ctx;
    const id = localId(store, change.serverId);
    const key: Key = `message/${id}`;
    const kept = (await cache.get(key)) as Message | undefined;
    if (!kept || store.has(key)) return;
    store.commit('remote', (writer) => {
      writer.put('message', id, kept);
      this.apply(writer, change);
    });
  }

  #delete(writer: Writer, message: Message): void {
    const { store } = this.#ctx;
    const { id, conversationId } = message;
    this.#uncount(writer, message);
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

  #quotes(writer: Writer, id: ConversationId, serverId: string): void {
    const { store } = this.#ctx;
    const ids = pagesOf(store, id).flatMap((page) => store.list(pageList(page.id)));
    for (const one of [...ids, ...store.list(`pending/${id}`)]) {
      const replyTo = store.get('message', one)?.replyTo;
      if (replyTo?.serverId !== serverId || replyTo.preview === undefined) continue;
      const { preview: _, ...rest } = replyTo;
      writer.patch('message', one, { replyTo: rest });
    }
  }
}

const extended = (message: Message, { set, removed = [] }: Change<'extended'>): Message['extensions'] => {
  const all = { ...message.extensions, ...set };
  for (const key of removed) delete all[key];
  return all;
};
