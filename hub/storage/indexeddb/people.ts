import { fold, listingOf, userNames } from '../matching.js';
import type { DeviceTable, FileTable, GroupTable, UserTable } from '../port.js';
import { heldIn } from './held.js';
import type { Transaction } from './schema.js';
import { sightOf, startsWith } from './seen.js';

/** In pieces, so that a long list is not held as a whole. */
const pageById = async <T extends { readonly id: string }>(
  next: (range: IDBKeyRange | null, count: number) => Promise<T[]>,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
  test: (row: T) => boolean,
): Promise<T[]> => {
  const found: T[] = [];
  for (let from = after; found.length < limit; ) {
    const piece = await next(from === undefined ? null : IDBKeyRange.lowerBound(from, true), PIECE);
    found.push(...piece.filter(test));
    if (piece.length < PIECE) break;
    from = piece.at(-1)?.id;
  }
  return found.slice(0, limit);
};

const PIECE = 500;

export const userTable = (t: Transaction): UserTable => {
  const { users } = heldIn(t);
  return {
    get: (id) => users.get(id),
    async getMany(ids) {
      const rows = await Promise.all(ids.map((id) => users.get(id)));
      return rows.filter((row) => row !== undefined);
    },
    put: async (user) => users.put(user.id, user),
    async find(words, limit, after) {
      const wanted = fold(words);
      const next = (range: IDBKeyRange | null, count: number) => users.all.getAll(range, count);
      return pageById(next, { limit, after }, (user) => userNames(user)?.includes(wanted) === true);
    },
  };
};

export const deviceTable = (t: Transaction): DeviceTable => {
  const store = t.objectStore('devices');
  return {
    get: (user, id) => store.get([user, id]),
    async put(device) {
      await store.put(device);
    },
    remove: (user, id) => store.delete([user, id]),
    list: async (user) => (await store.getAll(startsWith(user))).sort((a, b) => b.seenAt - a.seenAt),
  };
};

export const groupTable = (t: Transaction): GroupTable => {
  const { groups } = heldIn(t);
  return {
    get: (id) => groups.get(id),
    put: async (group) => groups.put(group.id, group),
    remove: async (id) => groups.remove(id),
    async listed(kind, words, limit, after) {
      const wanted = fold(words);
      const next = (range: IDBKeyRange | null, count: number) => groups.all.getAll(range, count);
      return pageById(next, { limit, after }, (group) => {
        const listing = listingOf(group);
        return listing?.kind === kind && listing.names.includes(wanted);
      });
    },
  };
};

export const fileTable = (t: Transaction): FileTable => {
  const [files, carried, messages] = [t.objectStore('files'), t.objectStore('carried'), t.objectStore('messages')];
  return {
    get: (id) => files.get(id),
    async put(file) {
      await files.put(file);
    },
    ownedBy: (user) => files.index('owner').getAll(user),
    async forget(id) {
      if ((await carried.count(startsWith(id))) > 0) return false;
      await files.delete(id);
      return true;
    },
    async carry(file, key, seq) {
      await carried.put({ file, key, seq });
    },
    drop: (file, key, seq) => carried.delete([file, key, seq]),
    carriedIn: async (file, key, limit) =>
      (await carried.getAllKeys(startsWith(file, key), limit)).map(([, , seq]) => seq),
    async carriedTo(file, user) {
      for (const { key, seq } of await carried.getAll(startsWith(file))) {
        const message = await messages.get([key, seq]);
        if (message && (await sightOf(t, key, user, seq - 1))(message)) return true;
      }
      return false;
    },
  };
};
