import type { ConversationFacet, ReceiptFacet, TypingFacet } from '../../core/engine/index.js';
import { invalid } from '../../core/model/index.js';
import type { Call } from './calls.js';
import { readConversation } from './codec.js';

export const conversationFacet = (call: Call): ConversationFacet => ({
  async list({ cursor, limit, signal }) {
    const { items, next } = await call('conversations.list', { cursor, limit }, { signal });
    return { items: items.map(readConversation), next };
  },
  async get(ids, options) {
    return (await call('conversations.get', { ids }, options)).items.map(readConversation);
  },
  async markRead(conversation, upTo, options) {
    await call('conversations.read', { conversation, upTo: upTo.order.seq }, options);
  },
  async remove(conversation, options) {
    await call('conversations.remove', { conversation }, options);
  },
  async pin(conversation, pinned, options) {
    await call('conversations.pin', { conversation, pinned }, options);
  },
  async notify(conversation, level, options) {
    await call('conversations.notify', { conversation, level }, options);
  },
  async markUnread(conversation, from, options) {
    await call('conversations.unread-from', { conversation, from: from?.order.seq }, options);
  },
  unread: (options) => call('conversations.unread', {}, options),
});

export const receiptFacet = (call: Call): ReceiptFacet => ({
  async delivered(marks, options) {
    const wire = marks.map(({ conversationId, upTo }) => ({ conversation: conversationId, upTo }));
    await call('receipts.delivered', { marks: wire }, options);
  },
  async readers({ serverId: id, conversationId: conversation }, which, { cursor, limit, signal } = {}) {
    if (id === undefined) throw invalid('message', 'has not reached the server yet');
    return call('receipts.readers', { conversation, id, which, cursor, limit }, { signal });
  },
});

export const typingFacet = (call: Call): TypingFacet => ({
  typing(conversation, what) {
    // Worth nothing a moment later, so nobody waits for it.
    call('typing.set', { conversation, what }).catch(() => undefined);
  },
});
