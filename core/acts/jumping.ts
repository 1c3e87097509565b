import { requireConversation, requireId } from '../client/checks.js';
import { alias, localId, toMessage } from '../client/convert.js';
import { PAGE, revive } from '../client/history.js';
import type { RunningActs } from '../client/parts.js';
import type { HistoryPage } from '../engine/index.js';
import { type ConversationId, ImError, type Message, type MessageId, type OrderKey } from '../model/index.js';
import { pageOf } from '../timeline/index.js';
import type { ActsHost } from './host.js';

/** Places beside the two ends of what is held. */
export const jumping = ({ ctx, history }: ActsHost): Pick<RunningActs['messages'], 'around' | 'get'> => {
  const { store, engine, cache } = ctx;

  /** The place itself need not be held, so nothing is claimed of what stands before; a page of that comes too. */
  const following = (id: ConversationId, order: OrderKey): Promise<MessageId> =>
    history.once(id, 'around', `after ${order.seq} ${order.tie}`, async () => {
      const { items, hasOlder } = await history.fetch(id, { after: { order } }, {});
      const [first] = items;
      if (!first) throw notFound(`after ${order.seq}`);
      if (hasOlder) await history.fetch(id, { before: first });
      return toMessage(ctx, first).id;
    });

  const cached = async (id: ConversationId, known: MessageId): Promise<MessageId> => {
    const message = (await cache.get(`message/${known}`)) as Message | undefined;
    if (!message?.order) throw notFound(known);
    const kept = await cache.messages(id, { before: message.order, limit: PAGE / 2 });
    history.insertCached(id, [...kept, message]);
    return known;
  };

  return {
    async around(_, id, target) {
      requireConversation(id);
      if (typeof target === 'object' && 'after' in target) return following(id, target.after);
      if (typeof target === 'string') requireId('message', target);
      else requireId('message', target?.serverId);
      const known = typeof target === 'string' ? target : localId(store, target.serverId);
      if (pageOf(store, known) >= 0 || store.list(`pending/${id}`).includes(known)) return known;
      const serverId = typeof target === 'string' ? serverIdOf(store.get('message', target), target) : target.serverId;
      return history.once(id, 'around', known, () =>
        history.orCache(
          async () => {
            const { items } = await history.fetch(id, { around: serverId });
            if (!items.some((one) => one.serverId === serverId)) throw notFound(known);
            return localId(store, serverId);
          },
          () => cached(id, known),
        ),
      );
    },
    async get(_, id, serverId) {
      requireConversation(id);
      requireId('serverId', serverId);
      const local = localId(store, serverId);
      const known = store.get('message', local);
      if (known) return known;
      const kept = (await cache.get(`message/${local}`).catch(() => undefined)) as Message | undefined;
      if (kept || !ctx.connected()) return kept && revive(kept);
      const items = engine.messages.get
        ? await engine.messages.get(id, [serverId])
        : (await engine.messages.history(id, { around: serverId, limit: 1 }).catch(none)).items;
      const found = items.find((one) => one.serverId === serverId);
      if (!found) return undefined;
      const message = toMessage(ctx, found);
      store.commit('remote', (writer) => {
        alias(store, writer, message.id, serverId);
        if (!store.has(`message/${message.id}`)) writer.put('message', message.id, message);
      });
      return message;
    },
  };
};

const none = (): HistoryPage => ({ items: [], hasOlder: false, hasNewer: false });

const serverIdOf = (message: Message | undefined, id: MessageId): string => {
  const serverId = message?.serverId ?? (id.startsWith('s:') ? id.slice(2) : undefined);
  if (!serverId) throw notFound(id);
  return serverId;
};

const notFound = (id: MessageId): ImError =>
  new ImError('not-found', { field: 'message', message: `message: ${id} is not in this conversation` });
