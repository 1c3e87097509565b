import type { CallOptions, DeletionFacet, IncomingMessage } from '../../../core/engine/index.js';
import { type ConversationId, compareOrder, ImError, type Message, type OrderKey } from '../../../core/model/index.js';
import { checkConversation } from '../guard.js';
import { before, newestOf } from '../history.js';
import { sdkId, targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { sdkMessageOf } from '../messages.js';

export const DELETES = 30;
const PAGE = 100;
const ID = /^\d+-\d+-\d+$/;

type Known = Required<Pick<Message, 'serverId' | 'order' | 'senderId'>>;
const known = ({ serverId, order, senderId }: Pick<Message, 'serverId' | 'order' | 'senderId'>): Known[] =>
  order && serverId !== undefined && ID.test(serverId) ? [{ serverId, order, senderId }] : [];

const remove = async (link: Link, id: ConversationId, messages: readonly Known[], options?: CallOptions) => {
  const where = { conversationId: id, ...targetFor(id) };
  const self = link.self();
  const all = messages.map((one) => ({ ...sdkMessageOf(one, where, self), status: 'success' }));
  for (let n = 0; n < all.length; n += DELETES)
    await link.call((sdk) => sdk.deleteMessage(all.slice(n, n + DELETES)), options);
};

/** Everything up to `upTo`: the service clears all or deletes by name. */
const removeUpTo = async (link: Link, id: ConversationId, upTo: OrderKey, options?: CallOptions): Promise<void> => {
  // After all that stands at this place.
  let edge = { order: { seq: upTo.seq, tie: `${upTo.tie}\uffff` } };
  for (;;) {
    const { items, hasOlder } = await before(link, id, edge, PAGE, options);
    const [first] = items;
    if (!first) return;
    await remove(link, id, items, options);
    if (!hasOlder) return;
    edge = { order: first.order };
  }
};

export const deletionFacet = (link: Link): DeletionFacet => ({
  async delete(id, messages, options) {
    checkConversation(id);
    if (messages.length > DELETES)
      throw new ImError('too-large', { field: 'messages', limit: DELETES, message: `messages: at most ${DELETES}` });
    await remove(link, id, messages.flatMap(known), options);
    const changes = messages.flatMap(({ serverId }) =>
      serverId ? [{ what: 'deleted', serverId, conversationId: id } as const] : [],
    );
    // Nobody else is told, not even one's other devices.
    if (changes.length > 0) link.emit([{ type: 'message-changes', changes }]);
  },
  async clear(id, upTo, options) {
    checkConversation(id);
    const last: IncomingMessage | undefined = (await newestOf(link, id, 15, options)).at(-1);
    if (!last) return;
    if (upTo && compareOrder(upTo, last.order) < 0) await removeUpTo(link, id, upTo, options);
    else await link.call((sdk) => sdk.clearHistoryMessage(sdkId(id)), options);
    link.emit([{ type: 'cleared', conversationId: id, upTo: upTo ?? last.order }]);
  },
});
