import { type ConversationId, compareOrder, type OrderKey } from '../model/index.js';
import type { Writer } from '../store/index.js';
import type { Context } from './context.js';
import { clearedUpTo, late } from './gone.js';

type Part = Pick<Context, 'store'>;
const MOST_LATE = 1_000;

export const noteDeleted = ({ store }: Part, id: string): void => {
  const ids = late.get(store) ?? new Set();
  late.set(store, ids.add(id));
  if (ids.size > MOST_LATE) ids.delete(ids.values().next().value as string);
};

/** Its deletion was refused. */
export const noteKept = ({ store }: Part, id: string): void => void late.get(store)?.delete(id);

/** It only grows. */
export const markCleared = (ctx: Part, writer: Writer, id: ConversationId, upTo: OrderKey): void => {
  const before = clearedUpTo(ctx, id);
  if (!before || compareOrder(before, upTo) < 0)
    writer.put('meta', `cleared/${id}`, { value: JSON.stringify({ seq: upTo.seq, tie: upTo.tie }) });
};
