import type { MessageFacet, RecallFacet } from '../../core/engine/index.js';
import { invalid } from '../../core/model/index.js';
import type { Call } from './calls.js';
import { readMessage, writeMessage } from './codec.js';

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
    return (await call('messages.get', { conversation, ids }, options)).items.map(readMessage);
  },
});

export const recallFacet = (call: Call): RecallFacet => ({
  async recall({ serverId, conversationId }, { reason, signal } = {}) {
    if (serverId === undefined) throw invalid('message', 'has not reached the server yet');
    await call('messages.recall', { conversation: conversationId, id: serverId, reason }, { signal });
  },
});
