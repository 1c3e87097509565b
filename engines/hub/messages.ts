import type { CallOptions, IncomingMessage, MessageFacet } from '../../core/engine/index.js';
import type { ConversationId } from '../../core/model/index.js';
import type { Call } from './calls.js';
import { readMessage, writeMessage } from './codec.js';

/** In as many answers as it takes. */
export const getAll = async (
  call: Call,
  conversation: ConversationId,
  ids: readonly string[],
  options?: CallOptions,
): Promise<IncomingMessage[]> => {
  const { items, left } = await call('messages.get', { conversation, ids }, options);
  const some = items.map(readMessage);
  return left ? [...some, ...(await getAll(call, conversation, left, options))] : some;
};

export const messageFacet = (call: Call): MessageFacet => ({
  async send(message, options) {
    const { id, seq, at, altered } = await call('messages.send', writeMessage(message), options);
    const words = altered && { content: altered.content, reason: altered.altered?.reason };
    return { serverId: id, order: { seq, tie: id }, sentAt: at, ...(words && { altered: words }) };
  },
  async history(conversation, { before, after, around, limit, kinds, signal }) {
    const range = { before: before?.order.seq, after: after?.order.seq, around, kinds };
    const page = await call('messages.history', { conversation, ...range, limit: limit ?? 20 }, { signal });
    return { items: page.items.map(readMessage), hasOlder: page.hasOlder, hasNewer: page.hasNewer };
  },
  async get(conversation, ids, options) {
    return getAll(call, conversation, ids, options);
  },
});
