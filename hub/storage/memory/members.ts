import { isBehind, isListed, readersOf } from '../matching.js';
import { byLength, type ListRow, pageOf } from '../order.js';
import type { ConversationTable, MemberRow, MemberTable } from '../port.js';
import { type Data, pair, withItem, withoutItem } from './data.js';
import type { Journal } from './journal.js';

export const conversationTable = (data: Data, journal: Journal): ConversationTable => ({
  get: async (key) => data.conversations.get(key),
  put: async (conversation) => journal.set(data.conversations, conversation.key, conversation),
  remove: async (key) => journal.delete(data.conversations, key),
});

export const memberTable = (data: Data, journal: Journal): MemberTable => {
  const all = (key: string): MemberRow[] =>
    [...(data.membersOf.get(key) ?? [])].flatMap((user) => data.members.get(pair(key, user)) ?? []);
  const of = (user: string): MemberRow[] => [...(data.seatsOf.get(user)?.values() ?? [])];
  /** Stands empty after a change was taken back, which does no harm. */
  const seatsOf = (user: string): Map<string, MemberRow> => {
    const seats = data.seatsOf.get(user) ?? new Map<string, MemberRow>();
    data.seatsOf.set(user, seats);
    return seats;
  };

  return {
    get: async (key, user) => data.members.get(pair(key, user)),
    async put(member) {
      const place = pair(member.key, member.user);
      const isNew = !data.members.has(place);
      journal.set(data.members, place, member);
      journal.set(seatsOf(member.user), member.key, member);
      if (!isNew) return;
      journal.set(data.membersOf, member.key, withItem(data.membersOf.get(member.key), member.user));
    },
    async remove(key, user) {
      journal.delete(data.members, pair(key, user));
      journal.set(data.membersOf, key, withoutItem(data.membersOf.get(key), user));
      journal.delete(seatsOf(user), key);
    },
    page: async (key, limit, after) =>
      all(key)
        .filter((member) => !after || byLength(member, after) > 0)
        .sort(byLength)
        .slice(0, limit),
    count: async (key) => data.membersOf.get(key)?.size ?? 0,
    users: async (key) => [...(data.membersOf.get(key) ?? [])],
    hidden: async (key) => all(key).filter((member) => member.hidden),
    of: async (user) => of(user),
    async list(user, limit, after, filter = {}) {
      const rows: ListRow[] = [];
      for (const member of data.seatsOf.get(user)?.values() ?? []) {
        const conversation = member.hidden ? undefined : data.conversations.get(member.key);
        if (conversation && isListed(filter, member, conversation)) rows.push({ member, conversation });
      }
      return pageOf(rows, limit, after);
    },
    behind: async (user) =>
      of(user).filter((member) => {
        const conversation = data.conversations.get(member.key);
        return conversation !== undefined && isBehind(member, conversation);
      }),
    readers: async (key, message) => readersOf(message, all(key)),
    async sharing(user, others) {
      const near = new Set(of(user).flatMap((member) => [...(data.membersOf.get(member.key) ?? [])]));
      return others.filter((other) => near.has(other));
    },
  };
};
