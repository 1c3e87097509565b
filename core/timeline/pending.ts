import { type ConversationId, compareOrder, type Message, type MessageId } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import { insertPlaced, leavePending } from './insert.js';
import { PageEditor, pageList, pendingList } from './pages.js';
import type { Ordering } from './types.js';

/** A row the server has not placed: record, and id at the end of `pending/<conversation>`. Twice is once. */
export const addPending = (store: Store, writer: Writer, message: Message): void => {
  const name = pendingList(message.conversationId);
  const ids = store.list(name);
  if (store.get('message', message.id)?.order) return;
  writer.put('message', message.id, message);
  if (!ids.includes(message.id)) writer.list(name, [...ids, message.id]);
};

/** The row that the server has now placed (`message.order` set) leaves `pending/` for its page, with the same id. */
export const placePending = (store: Store, writer: Writer, message: Message, ordering: Ordering): void =>
  insertPlaced(store, writer, message.conversationId, [message], { ordering });

/** Discards a row that has no place, record and all. A placed one stays. */
export const removePending = (store: Store, writer: Writer, conversationId: ConversationId, id: MessageId): void => {
  leavePending(store, writer, conversationId, [{ id }]);
  if (!store.get('message', id)?.order) writer.remove('message', id);
};

/** Deletes a placed message, record and all. */
export const removePlaced = (store: Store, writer: Writer, conversationId: ConversationId, id: MessageId): void => {
  const { order } = store.get('message', id) ?? {};
  if (!order) return;
  const editor = new PageEditor(store, conversationId);
  editor.take({ id, order });
  editor.save(writer);
  writer.remove('message', id);
};

/** After a full resync: a gap between what is held and what comes next; `opened` turns false until the newest page is there again. */
export const breakTail = (store: Store, writer: Writer, conversationId: ConversationId): void => {
  const editor = new PageEditor(store, conversationId);
  const tail = editor.length - 1;
  if (tail < 0) return;
  if (editor.isEmpty(tail)) editor.setGap(tail, true);
  else editor.open(tail + 1, true, []);
  editor.save(writer, false);
};

/** Forgets timeline, pages and placed messages of a conversation but those `kept`; rows that wait to be sent stay. */
export const dropTimeline = (
  store: Store,
  writer: Writer,
  conversationId: ConversationId,
  kept?: ReadonlySet<MessageId | undefined>,
): void => {
  for (const { id } of store.get('timeline', conversationId)?.pages ?? []) {
    for (const messageId of store.list(pageList(id))) if (!kept?.has(messageId)) writer.remove('message', messageId);
    writer.list(pageList(id), undefined);
  }
  writer.remove('timeline', conversationId);
};

/** Is `a` before `b`? Rows without a place stand last. */
export const isBefore = (a: Message, b: Message): boolean =>
  a.order && b.order ? compareOrder(a.order, b.order) < 0 : a.order !== undefined;
