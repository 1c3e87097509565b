import type { MessageFacet, RecallFacet } from '../../core/engine/index.js';
import { ImError, invalid } from '../../core/model/index.js';
import type { Call } from './calls.js';
import { readMessage, writeMessage } from './codec.js';

export const messageFacet = (call: Call): MessageFacet => ({
  async send(message, options) {
    // Never quietly public: the hub of this protocol version cannot keep a message from members.
    if (message.audience?.length)
      throw new ImError('unsupported', { field: 'audience', message: 'no directed messages' });
    const { id, seq, at } = await call('messages.send', writeMessage(message), options);
    return { serverId: id, order: { seq, tie: id }, sentAt: at };
  },
  async history(conversation, { before, after, around, limit, signal }) {
    const range = { before: before?.order.seq, after: after?.order.seq, around };
    const page = await call('messages.history', { conversation, ...range, limit: limit ?? 20 }, { signal });
    return { items: page.items.map(readMessage), hasOlder: page.hasOlder, hasNewer: page.hasNewer };
  },
  async get(conversation, ids, options) {
    return (await call('messages.get', { conversation, ids }, options)).items.map(readMessage);
  },
});

export const recallFacet = (call: Call): RecallFacet => ({
  async recall({ serverId, conversationId }, { reason, signal } = {}) {
    if (serverId === undefined) throw invalid('message', 'has not reached the server yet');
    await call('messages.recall', { conversation: conversationId, id: serverId, reason }, { signal });
  },
});
