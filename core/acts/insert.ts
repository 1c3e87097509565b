import { requireConversation, requireId } from '../client/checks.js';
import { orderingOf } from '../client/convert.js';
import type { RunningActs } from '../client/parts.js';
import { checkContent, loadKinds } from '../content/index.js';
import { invalid, type Message, type OrderKey } from '../model/index.js';
import { insertPlaced, pageList, pagesOf } from '../timeline/index.js';
import type { ActsHost } from './host.js';

/** Messages of the cache among which a place is looked for. */
const HELD = 100;
/** After everything with the same number that the back end has placed. */
const LATE = '\ufffe';

/** A message of this browser alone. It has a place but no server id, so nothing is ever sent of it. */
export const insert = ({ ctx }: ActsHost): Pick<RunningActs['messages'], 'insert'> => ({
  async insert(token, id, raw, { senderId = ctx.userId, sentAt = ctx.now(), localData } = {}) {
    requireConversation(id);
    requireId('senderId', senderId);
    if (!Number.isFinite(sentAt) || sentAt < 0) throw invalid('sentAt', 'must be a time in milliseconds');
    await loadKinds();
    const content = checkContent(raw);
    const { store } = ctx;
    if (store.has(`message/${token}`)) return token;
    const message: Message = {
      id: token,
      conversationId: id,
      senderId,
      own: senderId === ctx.userId,
      content,
      order: await orderAt({ ctx }, id, sentAt, token),
      sentAt,
      delivery: { state: 'sent' },
      counts: false,
      ...(localData !== undefined && { localData }),
    };
    store.commit('local', (writer) => insertPlaced(store, writer, id, [message], { ordering: orderingOf(ctx, id) }));
    return token;
  },
});

/** Behind the last held message that is not younger. */
const orderAt = async (
  { ctx }: Pick<ActsHost, 'ctx'>,
  id: Message['conversationId'],
  sentAt: number,
  token: string,
): Promise<OrderKey> => {
  if (orderingOf(ctx, id) === 'time') return { seq: sentAt, tie: LATE + token };
  const { store } = ctx;
  const ids = pagesOf(store, id).flatMap((page) => store.list(pageList(page.id)));
  const last = store.get('message', store.get('conversation', id)?.lastMessageId ?? '');
  const placed = ids.flatMap((one) => store.get('message', one) ?? []);
  if (placed.length === 0) {
    // Not open: what is known of its end.
    const kept = await ctx.cache.messages(id, { limit: HELD }).catch(() => []);
    placed.push(...kept.toReversed());
    if (last?.order && placed.at(-1)?.id !== last.id) placed.push(last);
  }
  const before = placed.findLast((one) => one.sentAt <= sentAt);
  const seq = before?.order?.seq ?? Math.max(0, (placed[0]?.order?.seq ?? 1) - 1);
  return { seq, tie: LATE + String(Math.floor(sentAt)).padStart(16, '0') + token };
};
