import type { Conversation } from '../model/index.js';
import type { List, Store } from '../store/index.js';

export type Rank = Pick<Conversation, 'id' | 'pinned' | 'activity' | 'pinnedIn'>;

/** Pins first, then the latest, then the id, so that equal ones stand still. */
export const inOrder = (a: Rank, b: Rank): number =>
  Number(!!b.pinned) - Number(!!a.pinned) || b.activity - a.activity || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Where the row stands in the sorted list, or would. The store may hold a later state of the row itself. */
const placeOf = (store: Store, ids: List, order: typeof inOrder, row: Conversation): number => {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const id = ids[middle] as string;
    if (id === row.id) return middle;
    const other = store.get('conversation', id);
    if (other && order(other, row) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The list with the one row in its place: `before` it stood there, `after` it does; the same list where nothing moves. */
export const moved = (
  store: Store,
  ids: List,
  order: typeof inOrder,
  before: Conversation | undefined,
  after: Conversation | undefined,
): List => {
  if (before ? after && order(before, after) === 0 : !after) return ids;
  const now = [...ids];
  let from = -1;
  if (before) {
    from = placeOf(store, ids, order, before);
    if (ids[from] !== before.id) from = ids.indexOf(before.id);
    if (from >= 0) now.splice(from, 1);
  }
  if (!after) return from < 0 ? ids : now;
  const to = placeOf(store, now, order, after);
  if (to === from) return ids;
  now.splice(to, 0, after.id);
  return now;
};
