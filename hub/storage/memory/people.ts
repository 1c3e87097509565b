import { fold, listingOf, userNames } from '../matching.js';
import type { DeviceTable, FileTable, GroupTable, UserTable } from '../port.js';
import { type Data, pair, withItem, withoutItem } from './data.js';
import type { Journal } from './journal.js';
import { canSee } from './seen.js';

const pageById = <T extends { readonly id: string }>(
  rows: ReadonlyMap<string, T>,
  limit: number,
  after: string | undefined,
  test: (row: T) => boolean,
): T[] =>
  [...rows.values()]
    .filter((row) => (after === undefined || row.id > after) && test(row))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit);

export const userTable = (data: Data, journal: Journal): UserTable => ({
  get: async (id) => data.users.get(id),
  getMany: async (ids) => ids.flatMap((id) => data.users.get(id) ?? []),
  put: async (user) => journal.set(data.users, user.id, user),
  async find(words, limit, after) {
    const wanted = fold(words);
    return pageById(data.users, limit, after, (user) => userNames(user)?.includes(wanted) === true);
  },
});

export const deviceTable = (data: Data, journal: Journal): DeviceTable => ({
  get: async (user, id) => data.devices.get(pair(user, id)),
  put: async (device) => journal.set(data.devices, pair(device.user, device.id), device),
  remove: async (user, id) => journal.delete(data.devices, pair(user, id)),
  list: async (user) =>
    [...data.devices.values()].filter((device) => device.user === user).sort((a, b) => b.seenAt - a.seenAt),
});

export const groupTable = (data: Data, journal: Journal): GroupTable => ({
  get: async (id) => data.groups.get(id),
  put: async (group) => journal.set(data.groups, group.id, group),
  remove: async (id) => journal.delete(data.groups, id),
  async listed(kind, words, limit, after) {
    const wanted = fold(words);
    return pageById(data.groups, limit, after, (group) => {
      const listing = listingOf(group);
      return listing?.kind === kind && listing.names.includes(wanted);
    });
  },
});

export const fileTable = (data: Data, journal: Journal): FileTable => ({
  get: async (id) => data.files.get(id),
  put: async (file) => journal.set(data.files, file.id, file),
  ownedBy: async (user) => [...data.files.values()].filter((file) => file.owner === user),
  async forget(id) {
    if ((data.carried.get(id)?.size ?? 0) > 0) return false;
    journal.delete(data.files, id);
    return true;
  },
  carry: async (file, key, seq) => journal.set(data.carried, file, withItem(data.carried.get(file), pair(key, seq))),
  drop: async (file, key, seq) => journal.set(data.carried, file, withoutItem(data.carried.get(file), pair(key, seq))),
  carriedIn: async (file, key, limit) =>
    [...(data.carried.get(file) ?? [])]
      .flatMap((place) => data.messages.get(place) ?? [])
      .filter((message) => message.key === key)
      .map(({ seq }) => seq)
      .sort((a, b) => a - b)
      .slice(0, limit),
  carriedTo: async (file, user) =>
    [...(data.carried.get(file) ?? [])].some((place) => {
      const message = data.messages.get(place);
      return message !== undefined && canSee(data, message, user);
    }),
});
