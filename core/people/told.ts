import type { Store } from '../store/index.js';

/** Ids by whether they are there now. */
type Told = Map<string, boolean>;

/** Lists that are being read, and of what something was told meanwhile: that is newer than any page. */
const readings = new WeakMap<Store, Map<string, Set<Told>>>();

/** Runs `read` and gives it what events have named since. */
export const whileTold = async <T>(
  store: Store,
  list: string,
  read: (told: ReadonlyMap<string, boolean>) => Promise<T>,
): Promise<T> => {
  const lists = readings.get(store) ?? new Map<string, Set<Told>>();
  readings.set(store, lists);
  const all = lists.get(list) ?? new Set<Told>();
  lists.set(list, all);
  const told: Told = new Map();
  all.add(told);
  try {
    return await read(told);
  } finally {
    all.delete(told);
  }
};

/** An event named these. */
export const tell = (store: Store, list: string, added: Iterable<string>, removed: Iterable<string> = []): void => {
  for (const told of readings.get(store)?.get(list) ?? []) {
    for (const id of removed) told.set(id, false);
    for (const id of added) told.set(id, true);
  }
};
