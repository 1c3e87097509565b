import { type ConversationId, compareOrder, type Message, type OrderKey } from '../model/index.js';
import type { Writer } from '../store/index.js';
import type { Context } from './context.js';

type Part = Pick<Context, 'store' | 'now'>;
type Seen = Pick<Message, 'id' | 'order' | 'expire'>;

/** Ids deleted of late, by any way: what was asked before may still tell of them. */
const late = new WeakMap<Context['store'], Set<string>>();
const MOST_LATE = 1_000;

export const noteDeleted = ({ store }: Pick<Part, 'store'>, id: string): void => {
  const ids = late.get(store) ?? new Set();
  late.set(store, ids.add(id));
  if (ids.size > MOST_LATE) ids.delete(ids.values().next().value as string);
};

/** Its deletion was refused. */
export const noteKept = ({ store }: Pick<Part, 'store'>, id: string): void => void late.get(store)?.delete(id);

export const burnt = ({ now }: Pick<Context, 'now'>, { expire }: Pick<Message, 'expire'>): boolean =>
  expire?.at !== undefined && expire.at <= now();

/** Up to where the back end has cleared the conversation for this reader. */
const mark = ({ store }: Pick<Part, 'store'>, id: ConversationId): OrderKey | undefined => {
  const value = store.get('meta', `cleared/${id}`)?.value;
  return value === undefined ? undefined : JSON.parse(value);
};

/** Does the place stand in what was, or is to be, cleared? */
export const clearedFrom = (ctx: Part, id: ConversationId): ((message: Pick<Message, 'order'>) => boolean) => {
  const marks: (OrderKey | undefined)[] = [mark(ctx, id) ?? { seq: -Infinity, tie: '' }];
  for (const change of ctx.store.get('change', id)?.changes ?? [])
    if (change.name === 'clear' && change.failed === undefined) marks.push(change.args.upTo);
  return ({ order }) => marks.some((upTo) => !upTo || (order !== undefined && compareOrder(order, upTo) <= 0));
};

/** Deleted or cleared by the reader, or burnt: neither the cache nor an answer that is on its way brings it back. */
export const goneFrom = (ctx: Part, id: ConversationId): ((message: Seen) => boolean) => {
  const cleared = clearedFrom(ctx, id);
  const deleted = new Set(late.get(ctx.store));
  for (const change of ctx.store.get('change', id)?.changes ?? [])
    if (change.name === 'delete' && change.failed === undefined)
      for (const one of change.args.messages) deleted.add(one.id);
  return (message) => deleted.has(message.id) || cleared(message) || burnt(ctx, message);
};

/** It only grows. */
export const markCleared = (ctx: Pick<Part, 'store'>, writer: Writer, id: ConversationId, upTo: OrderKey): void => {
  const before = mark(ctx, id);
  if (!before || compareOrder(before, upTo) < 0)
    writer.put('meta', `cleared/${id}`, { value: JSON.stringify({ seq: upTo.seq, tie: upTo.tie }) });
};
