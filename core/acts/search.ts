import type { Context } from '../client/context.js';
import { alias, toMessage } from '../client/convert.js';
import type { SearchQuery } from '../engine/index.js';
import { type ConversationId, compareOrder, ImError, invalid, type Message, toImError } from '../model/index.js';
import { heldConversations, inCache, inStore } from './held.js';
import { type CheckedQuery, checkQuery, matcher } from './search-query.js';
import type { FoundPage } from './types.js';

/** Begins every cursor of what was found here, so that its next page is looked for here too. */
const LOCAL = 'local:';
/** Conversations counted, most hits first. */
const COUNTS = 100;

/**
 * At the back end where it searches and is reached, else over what this browser holds (`local` says so). Rejects
 * `invalid`, naming the field; `not-connected` for the next page of a back end that is out of reach.
 */
export const searchMessages = async (ctx: Context, raw: SearchQuery): Promise<FoundPage> => {
  const query = checkQuery(ctx, raw);
  const { engine } = ctx;
  const { cursor } = query;
  if (cursor?.startsWith(LOCAL)) return searchHeld(ctx, query, raw.signal);
  const able = engine.search && engine.can('search', query.conversationId) === 'available';
  if (cursor !== undefined && !able) throw invalid('cursor', 'is not from here');
  if (!able || (!ctx.connected() && cursor === undefined)) return searchHeld(ctx, query, raw.signal);
  ctx.requireConnected();
  try {
    return await searchThere(ctx, query, raw.signal);
  } catch (error) {
    const fault = toImError(error);
    // `unsupported`: what the site has not bought is known after the first refusal.
    const lost = ['not-connected', 'timeout', 'unsupported'].includes(fault.code);
    // Of a group one is in no more, what is held is what one may still read.
    const gone = query.conversationId !== undefined && (fault.code === 'forbidden' || fault.code === 'banned');
    if (!(lost || gone) || cursor !== undefined) throw fault;
    return searchHeld(ctx, query, raw.signal);
  }
};

const searchThere = async (ctx: Context, query: CheckedQuery, signal?: AbortSignal): Promise<FoundPage> => {
  const { store, engine } = ctx;
  if (!engine.search) throw new ImError('unsupported', { field: 'search' });
  const { items, ...rest } = await engine.search.messages({ ...query, ...(signal && { signal }) });
  const messages = items.map((one) => toMessage(ctx, one));
  store.commit('remote', (writer) => {
    for (const one of messages) if (one.serverId) alias(store, writer, one.id, one.serverId);
  });
  // Recalled or deleted here a moment ago, and the index there does not know yet.
  return { ...rest, items: messages.filter(({ recalled }) => !recalled) };
};

const searchHeld = async (ctx: Context, query: CheckedQuery, signal?: AbortSignal): Promise<FoundPage> =>
  query.conversationId
    ? searchOne(ctx, { ...query, conversationId: query.conversationId }, signal)
    : searchAll(ctx, query, signal);

/** By place, so that the next page begins exactly where this one ends. */
const searchOne = async (
  ctx: Context,
  query: CheckedQuery & { readonly conversationId: ConversationId },
  signal?: AbortSignal,
): Promise<FoundPage> => {
  const answers = matcher(query, ctx.now());
  const before = query.cursor === undefined ? undefined : placeOf(query.cursor);
  const hits: Message[] = [];
  for (const one of inStore(ctx))
    if ((!before || !one.order || compareOrder(one.order, before) < 0) && answers(one)) hits.push(one);
  let kept = 0;
  for await (const one of inCache(ctx, query.conversationId, { before, signal })) {
    if (!answers(one)) continue;
    hits.push(one);
    kept += 1;
    if (kept > query.limit) break;
  }
  hits.sort((a, b) => (a.order && b.order ? compareOrder(b.order, a.order) : 0));
  const items = hits.slice(0, query.limit);
  const last = items.at(-1)?.order;
  return { items, local: true, ...(hits.length > items.length && last && { next: `${LOCAL}${last.seq}:${last.tie}` }) };
};

/** By time; places of different conversations cannot be compared. */
const searchAll = async (ctx: Context, query: CheckedQuery, signal?: AbortSignal): Promise<FoundPage> => {
  const answers = matcher(query, ctx.now());
  const from = query.cursor === undefined ? undefined : placeOf(query.cursor);
  const counts = new Map<ConversationId, number>();
  let best: Message[] = [];
  const take = (one: Message): void => {
    if (!answers(one)) return;
    counts.set(one.conversationId, (counts.get(one.conversationId) ?? 0) + 1);
    if (from && latest(one, { sentAt: from.seq, id: from.tie }) <= 0) return;
    best.push(one);
    if (best.length > query.limit * 4) best = best.sort(latest).slice(0, query.limit + 1);
  };
  for (const one of inStore(ctx)) take(one);
  for (const id of heldConversations(ctx)) for await (const one of inCache(ctx, id, { signal })) take(one);
  best.sort(latest);
  const items = best.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items,
    local: true,
    ...(best.length > items.length && last && { next: `${LOCAL}${last.sentAt}:${last.id}` }),
    ...(!from && { counts: sums(counts) }),
  };
};

const latest = (a: Pick<Message, 'sentAt' | 'id'>, b: Pick<Message, 'sentAt' | 'id'>): number =>
  b.sentAt - a.sentAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

const sums = (counts: ReadonlyMap<ConversationId, number>): NonNullable<FoundPage['counts']> =>
  [...counts]
    .map(([conversationId, count]) => ({ conversationId, count }))
    .sort((a, b) => b.count - a.count || (a.conversationId < b.conversationId ? -1 : 1))
    .slice(0, COUNTS);

const placeOf = (cursor: string): { readonly seq: number; readonly tie: string } => {
  const rest = cursor.slice(LOCAL.length);
  const colon = rest.indexOf(':');
  const seq = Number(rest.slice(0, colon));
  if (colon < 1 || !Number.isFinite(seq)) throw invalid('cursor', 'is not from here');
  return { seq, tie: rest.slice(colon + 1) };
};
