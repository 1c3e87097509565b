import type { Anchor, CallOptions, PageOptions, ReceiptFacet } from '../../../core/engine/index.js';
import { type ConversationId, compareOrder, ImError, type Message } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import { held } from '../held.js';
import { before } from '../history.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { tallyOf } from '../messages.js';
import type { SdkMessage } from '../sdk.js';

/** People in one page. */
const MOST = 100;
/** Messages that are looked at for one reading. */
const LOOKED_AT = 30;

/** Tells the senders who asked for it, of each message once. What goes wrong is no fault of the reading. */
export const acknowledge = async (
  link: Link,
  id: ConversationId,
  upTo: Anchor,
  options?: CallOptions,
): Promise<void> => {
  const edge = { order: { seq: upTo.order.seq, tie: `${upTo.order.tie}\uffff` } };
  const self = link.self();
  const told = link.kept('receipts sent', () => new Set<string>());
  const { items } = await before(link, id, edge, LOOKED_AT, options);
  const asked = items.filter(
    ({ serverId, receiptRequested, senderId, order, recalled }) =>
      receiptRequested && !recalled && senderId !== self && !told.has(serverId) && compareOrder(order, edge.order) <= 0,
  );
  const ids = asked.map(({ serverId }) => serverId);
  const messages = await link.call(
    async (sdk) => ({ data: ids.flatMap((one) => sdk.findMessage(one) ?? []) }),
    options,
  );
  if (messages.length === 0) return;
  await link.call((sdk) => sdk.sendMessageReadReceipt(messages), options);
  for (const one of ids) told.add(one);
};

/** Of a group's message how many have read it is asked for by itself. */
const counted = async (link: Link, message: SdkMessage, options?: CallOptions): Promise<SdkMessage> => {
  if (message.conversationType === 'C2C' || !message.needReadReceipt || message.from !== link.self()) return message;
  const { messageList } = await link.call((sdk) => sdk.getMessageReadReceiptList([message]), options);
  return messageList[0] ?? message;
};

const readers = async (
  link: Link,
  message: Message,
  which: 'read' | 'unread',
  options?: PageOptions,
): ReturnType<NonNullable<ReceiptFacet['readers']>> => {
  const found = await held(link, message, options);
  const own = await counted(link, found, options);
  const tally = tallyOf(own, link.self());
  if (!tally)
    throw new ImError('forbidden', { field: 'message', message: 'message: of own messages that asked for it alone' });
  const { type, to } = targetFor(message.conversationId);
  if (type === 'C2C') return { items: tally[which] > 0 ? [to] : [], ...tally };
  const { cursor = '', limit: count = MOST, signal } = options ?? {};
  const query = { message: own, filter: which === 'read' ? (0 as const) : (1 as const), cursor, count };
  const page = await link.call((sdk) => sdk.getGroupMessageReadMemberList(query), { signal });
  const items = which === 'read' ? page.readUserIDList : page.unreadUserIDList;
  return { items, ...tally, ...(page.cursor && { next: page.cursor }) };
};

export const receiptFacet = (link: Link): ReceiptFacet => ({
  /** The service tells nobody of what has arrived. */
  async delivered() {
    link.self();
  },
  readers: (message, which, options) =>
    unlessRefused(link, ['readers', 'receipt'], readers(link, message, which, options)),
});
