import { requireConversation, requireIds } from '../client/checks.js';
import type { Context } from '../client/context.js';
import { alias, toMessage } from '../client/convert.js';
import type { Anchor } from '../engine/index.js';
import {
  type ContentKind,
  type ConversationId,
  compareOrder,
  ImError,
  invalid,
  type Message,
  type MessageId,
  toImError,
} from '../model/index.js';
import { heldMessage, inCache, inStore } from './held.js';
import type { MessageActs } from './types.js';

/** Messages in one page. */
const PAGE = 30;

type Found = Awaited<ReturnType<MessageActs['byKind']>>;

/**
 * Messages of these kinds, newest first: from the back end where it can sort them out, else those that this browser holds.
 * What comes is kept as records, so that it stays true while it is looked at. Rejects `invalid`, `not-found` (`before`).
 */
export const byKind = async (
  ctx: Context,
  id: ConversationId,
  kinds: readonly ContentKind[],
  before?: MessageId,
): Promise<Found> => {
  requireConversation(id);
  requireIds('kinds', kinds);
  if (kinds.length === 0) throw invalid('kinds', 'names no kind');
  const anchor = before === undefined ? undefined : await anchorOf(ctx, id, before);
  if (!ctx.connected() || ctx.engine.can('by-kind', id) !== 'available') return held(ctx, id, kinds, anchor);
  try {
    return await there(ctx, id, kinds, anchor);
  } catch (error) {
    const fault = toImError(error);
    if (fault.code !== 'not-connected' && fault.code !== 'timeout') throw fault;
    return held(ctx, id, kinds, anchor);
  }
};

const anchorOf = async (ctx: Context, id: ConversationId, before: MessageId): Promise<Anchor> => {
  const message = await heldMessage(ctx, before);
  if (!message?.order || message.conversationId !== id)
    throw new ImError('not-found', { field: 'before', message: `before: ${before} is not in ${id}` });
  return { order: message.order, ...(message.serverId && { serverId: message.serverId }) };
};

const there = async (
  ctx: Context,
  id: ConversationId,
  kinds: readonly ContentKind[],
  before: Anchor | undefined,
): Promise<Found> => {
  const { store, engine } = ctx;
  const limit = Math.min(PAGE, engine.info.limits.historyPage);
  const answer = await engine.messages.history(id, { kinds, limit, ...(before && { before }) });
  const messages = answer.items.map((one) => toMessage(ctx, one));
  store.commit('remote', (writer) => {
    for (const one of messages) {
      if (one.serverId) alias(store, writer, one.id, one.serverId);
      if (!store.has(`message/${one.id}`)) writer.put('message', one.id, one);
    }
  });
  return { items: messages.filter(wanted(ctx, id, kinds)).toReversed(), hasOlder: answer.hasOlder };
};

const held = async (
  ctx: Context,
  id: ConversationId,
  kinds: readonly ContentKind[],
  before: Anchor | undefined,
): Promise<Found> => {
  const fits = wanted(ctx, id, kinds);
  const hits: Message[] = [];
  for (const one of inStore(ctx))
    if (fits(one) && one.order && (!before || compareOrder(one.order, before.order) < 0)) hits.push(one);
  let kept = 0;
  for await (const one of inCache(ctx, id, { before: before?.order })) {
    if (!fits(one)) continue;
    hits.push(one);
    kept += 1;
    if (kept > PAGE) break;
  }
  hits.sort((a, b) => (a.order && b.order ? compareOrder(b.order, a.order) : 0));
  return { items: hits.slice(0, PAGE), hasOlder: hits.length > PAGE };
};

/** What has burnt or was taken back is not shown again. */
const wanted = (ctx: Context, id: ConversationId, kinds: readonly ContentKind[]): ((message: Message) => boolean) => {
  const names = new Set<string>(kinds);
  const now = ctx.now();
  return ({ conversationId, content, recalled, expire, transient }) =>
    conversationId === id &&
    names.has(content.kind) &&
    !recalled &&
    !transient &&
    !(expire?.at !== undefined && expire.at <= now);
};
