import { type ConversationId, compareOrder, kindOf, type Message, type OrderKey } from '../model/index.js';
import { cursorList, type Store, type Writer } from '../store/index.js';
import { pageList, pagesOf } from '../timeline/index.js';
import type { Book } from './book.js';
import type { Context } from './context.js';

type Part = Pick<Context, 'store' | 'userId'>;

/** Does it stand in an unread count until it is read? */
export const countable = (message: Message): boolean =>
  !message.own && message.counts && !message.recalled && kindOf(message.conversationId) !== 'room';

/** May it be the last message of its conversation, and move its row? */
export const listed = ({ unlisted, transient }: Message): boolean => !unlisted && !transient;

export const ownRead = ({ store, userId }: Part, id: ConversationId): number =>
  store.get('cursor', `${id}/${userId}`)?.read ?? 0;

/** The watermark grows, or nothing happens. Answers whether it did. */
export const grow = (
  { store }: Pick<Context, 'store'>,
  writer: Writer,
  mark: { conversationId: ConversationId; userId: string; read?: number; delivered?: number },
): boolean => {
  const { conversationId, userId } = mark;
  const id = `${conversationId}/${userId}`;
  const before = store.get('cursor', id);
  const read = Math.max(before?.read ?? 0, mark.read ?? 0);
  const delivered = Math.max(before?.delivered ?? 0, mark.delivered ?? 0, read);
  if (before && before.read === read && before.delivered === delivered) return false;
  writer.put('cursor', id, { conversationId, userId, read, delivered });
  const known = store.list(cursorList(conversationId));
  if (kindOf(conversationId) !== 'direct' && !known.includes(userId))
    writer.list(cursorList(conversationId), [...known, userId]);
  return read > (before?.read ?? 0);
};

/** The held messages above `seq`, newest first, as far back as none is missing; `whole` when all of them are held. */
const above = (store: Store, id: ConversationId, seq: number): { messages: Message[]; whole: boolean } => {
  const messages: Message[] = [];
  if (!store.get('timeline', id)?.opened) return { messages, whole: false };
  for (const page of pagesOf(store, id).toReversed()) {
    for (const messageId of store.list(pageList(page.id)).toReversed()) {
      const message = store.get('message', messageId);
      if (!message?.order) continue;
      if (message.order.seq <= seq) return { messages, whole: true };
      messages.push(message);
    }
    if (page.gapBefore) return { messages, whole: false };
  }
  return { messages, whole: true };
};

/** Everything up to `order` is read: cursor, unread count and mentions at once. The back end's own count comes later. */
export const readUpTo = (ctx: Part, book: Book, writer: Writer, id: ConversationId, order: OrderKey): void => {
  const { store, userId } = ctx;
  const was = ownRead(ctx, id);
  if (!grow(ctx, writer, { conversationId: id, userId, read: order.seq })) return;
  const conversation = store.get('conversation', id);
  if (!conversation) return;
  const { messages, whole } = above(store, id, was);
  const left = messages.filter((one) => countable(one) && (one.order?.seq ?? 0) > order.seq).length;
  const read = messages.filter((one) => countable(one) && (one.order?.seq ?? 0) <= order.seq).length;
  const last = store.get('message', conversation.lastMessageId ?? '');
  const all = last?.order && compareOrder(last.order, order) <= 0;
  const unread = all ? 0 : whole ? left : Math.max(0, conversation.unread - read);
  book.patch(writer, id, { unread, markedUnread: undefined, ...mentionsAbove(store, id, order.seq) });
};

/** The mentions that are still to be read, where that changes anything. */
export const mentionsAbove = (store: Store, id: ConversationId, seq: number) => {
  const mentions = store.get('conversation', id)?.mentions ?? [];
  const left = mentions.filter(
    ({ messageId, order }) => ((order ?? store.get('message', messageId)?.order)?.seq ?? 0) > seq,
  );
  return left.length < mentions.length ? { mentions: left } : {};
};
