import { requireCan, requireConversation, requireIds, requireMessage } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { type ConversationId, compareOrder, ImError, invalid, type OrderKey } from '../model/index.js';
import { newestPlaced } from '../timeline/index.js';
import { queue } from './changing.js';
import type { ActsHost } from './host.js';

const MOST = 100;
const PAGE = 200;

/** For oneself alone: gone here at once, at the back end through the outbox. */
export const deleting = (host: ActsHost): Pick<RunningActs['messages'], 'delete' | 'clear'> => {
  const { ctx, changes } = host;
  return {
    async delete(token, id, messages) {
      requireConversation(id);
      requireIds('messages', messages);
      const most = ctx.engine.info.limits.deletes ?? MOST;
      if (messages.length > most)
        throw new ImError('too-large', { field: 'messages', limit: most, message: `messages: at most ${most}` });
      requireCan(ctx, 'delete', id);
      const all = [...new Set(messages)].map((one) => requireMessage(ctx, one));
      if (all.some((one) => one.conversationId !== id)) throw invalid('messages', 'are of another conversation');
      if (all.some((one) => !one.order)) throw invalid('messages', 'not sent yet; discard them instead');
      const known = all
        .filter((one) => one.serverId)
        .map(({ id: own, serverId, order }) => ({ id: own, serverId, order }));
      if (known.length > 0) await queue(host, { id, conversationId: id }, 'delete', { messages: known }, `:${token}`);
      ctx.store.commit('local', (writer) => {
        // What became of them while their deletion was being kept counts.
        for (const one of all) {
          const message = ctx.store.get('message', one.id);
          if (message) changes.delete(writer, message);
        }
      });
      // It has arrived, though the answer to its sending has not: sent again it would be back.
      for (const one of all) if (ctx.outbox.entry(one.id)) await ctx.outbox.arrived(one.id);
    },
    async clear(token, id, upTo) {
      requireConversation(id);
      requireCan(ctx, 'clear', id);
      const last = upTo === undefined ? newest(host, id) : requireMessage(ctx, upTo).order;
      if (upTo !== undefined && (!last || requireMessage(ctx, upTo).conversationId !== id))
        throw invalid('upTo', 'is not placed in this conversation');
      await queue(host, { id, conversationId: id }, 'clear', last ? { upTo: last } : {}, `:${token}`);
      if (!last) return;
      ctx.store.commit('local', (writer) => changes.cleared(writer, id, last));
      await forget(host, id, last);
    },
  };
};

const newest = ({ ctx: { store } }: ActsHost, id: ConversationId): OrderKey | undefined => {
  const held = store.get('message', newestPlaced(store, id) ?? '')?.order;
  const last = store.get('message', store.get('conversation', id)?.lastMessageId ?? '')?.order;
  return held && last ? (compareOrder(held, last) > 0 ? held : last) : (held ?? last);
};

/** What the cache holds up to and with that place. */
export const forget = async ({ ctx }: ActsHost, id: ConversationId, upTo: OrderKey): Promise<void> => {
  const { cache } = ctx;
  // `before` is exclusive.
  const before = { seq: upTo.seq, tie: `${upTo.tie}\uffff` };
  for (;;) {
    const kept = await cache.messages(id, { before, limit: PAGE });
    if (kept.length === 0) return;
    await cache.write(kept.map((one) => ({ key: `message/${one.id}` as const, after: undefined })));
  }
};
