import type { Anchor, CallOptions, ReceiptFacet } from '../../../core/engine/index.js';
import { type ConversationId, compareOrder, ImError } from '../../../core/model/index.js';
import { held } from '../held.js';
import { before } from '../history.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { tallyOf } from '../messages.js';

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

export const receiptFacet = (link: Link): ReceiptFacet => ({
  /** The service tells nobody of what has arrived. */
  async delivered() {
    link.self();
  },
  async readers(message, which, options) {
    const own = await held(link, message, options);
    const tally = tallyOf(own, link.self());
    if (!tally)
      throw new ImError('forbidden', { field: 'message', message: 'message: of own messages that asked for it alone' });
    const { type, to } = targetFor(message.conversationId);
    if (type !== 'C2C') throw new ImError('unsupported', { field: 'message', message: 'message: who, in groups' });
    return { items: tally[which] > 0 ? [to] : [], ...tally };
  },
});
