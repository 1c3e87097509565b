import type { Context } from '../client/context.js';
import { goneFrom } from '../client/gone.js';
import { revive } from '../client/history.js';
import { loadKinds } from '../content/index.js';
import { type ConversationId, isConversationId, type Message, type MessageId, type OrderKey } from '../model/index.js';
import { withChanges } from './pending.js';

/** Messages read from the cache at a time. */
const PAGE = 200;
/** Longest that reading may keep the page from drawing, milliseconds. */
const SLICE = 8;

type Holder = Pick<Context, 'store' | 'cache' | 'env' | 'userId' | 'now'>;

/** Conversations of which something may be held. */
export const heldConversations = ({ store }: Pick<Context, 'store'>): readonly ConversationId[] => {
  const ids = new Set<string>(store.list('conversations'));
  for (const [key] of store.entries()) if (key.startsWith('timeline/')) ids.add(key.slice('timeline/'.length));
  return [...ids].filter(isConversationId);
};

/** Placed messages of the store, as their reader sees them. */
export function* inStore({ store, userId }: Pick<Context, 'store' | 'userId'>): Generator<Message> {
  for (const [key, value] of store.entries()) {
    if (!key.startsWith('message/')) continue;
    const message = value as Message;
    if (message.order) yield withChanges(message, store.get('change', message.id), userId);
  }
}

/**
 * Placed messages of one conversation that the cache holds and the store does not, newest first. Lets the page draw in
 * between; stops when `signal` aborts.
 */
export async function* inCache(
  ctx: Holder,
  id: ConversationId,
  options: { readonly before?: OrderKey; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Message> {
  const { store, cache, env } = ctx;
  await loadKinds().catch(() => undefined);
  let { before } = options;
  let since = env.now();
  for (;;) {
    options.signal?.throwIfAborted();
    const page = await cache.messages(id, { before, limit: PAGE });
    const gone = goneFrom(ctx, id);
    for (const message of page) if (!store.has(`message/${message.id}`) && !gone(message)) yield revive(message);
    before = page.at(-1)?.order;
    if (page.length < PAGE || !before) return;
    if (env.now() - since <= SLICE) continue;
    await new Promise<void>((resolve) => void env.setTimeout(resolve, 0));
    since = env.now();
  }
}

/** From the store, else from the cache. */
export const heldMessage = async (
  ctx: Pick<Context, 'store' | 'cache'>,
  id: MessageId,
): Promise<Message | undefined> => {
  const known = ctx.store.get('message', id);
  if (known) return known;
  const kept = (await ctx.cache.get(`message/${id}`).catch(() => undefined)) as Message | undefined;
  return kept && revive(kept);
};
