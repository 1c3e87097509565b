import { type ConversationId, compareOrder, type Message, type OrderKey } from '../model/index.js';
import type { Context } from './context.js';

type Part = Pick<Context, 'store' | 'now'>;
type Seen = Pick<Message, 'id' | 'order' | 'expire'>;

/** Ids deleted of late, by any way: what was asked before may still tell of them. */
export const late = new WeakMap<Context['store'], Set<string>>();

export const burnt = ({ now }: Pick<Context, 'now'>, { expire }: Pick<Message, 'expire'>): boolean =>
  expire?.at !== undefined && expire.at <= now();

/** Up to where the back end has cleared the conversation for this reader. */
export const clearedUpTo = ({ store }: Pick<Context, 'store'>, id: ConversationId): OrderKey | undefined => {
  const value = store.get('meta', `cleared/${id}`)?.value;
  return value === undefined ? undefined : JSON.parse(value);
};

/** Does the place stand in what was, or is to be, cleared? */
export const clearedFrom = (ctx: Part, id: ConversationId): ((message: Pick<Message, 'order'>) => boolean) => {
  const marks: (OrderKey | undefined)[] = [clearedUpTo(ctx, id) ?? { seq: -Infinity, tie: '' }];
  for (const change of ctx.store.get('change', id)?.changes ?? [])
    if (change.name === 'clear' && change.failed === undefined) marks.push(change.args.upTo);
  return ({ order }) => marks.some((upTo) => !upTo || (order !== undefined && compareOrder(order, upTo) <= 0));
};

/** Ids of what the reader has deleted, here or, of late, elsewhere. */
export const deletedFrom = (ctx: Part, id: ConversationId): ReadonlySet<string> => {
  const deleted = new Set(late.get(ctx.store));
  for (const change of ctx.store.get('change', id)?.changes ?? [])
    if (change.name === 'delete' && change.failed === undefined)
      for (const one of change.args.messages) deleted.add(one.id);
  return deleted;
};

/** Deleted or cleared by the reader, or burnt: neither the cache nor an answer that is on its way brings it back. */
export const goneFrom = (ctx: Part, id: ConversationId): ((message: Seen) => boolean) => {
  const cleared = clearedFrom(ctx, id);
  const deleted = deletedFrom(ctx, id);
  return (message) => deleted.has(message.id) || cleared(message) || burnt(ctx, message);
};
