import { isBehind, isListed, readersOf } from '../matching.js';
import { byLength, type ListRow, pageOf } from '../order.js';
import type { ConversationTable, MemberRow, MemberTable } from '../port.js';
import type { Transaction } from './schema.js';
import { startsWith } from './seen.js';

/** From here on one question for all there are is answered sooner than one for each. */
const MANY = 100;

export const conversationTable = (t: Transaction): ConversationTable => {
  const store = t.objectStore('conversations');
  return {
    get: (key) => store.get(key),
    async put(conversation) {
      await store.put(conversation);
    },
    remove: (key) => store.delete(key),
  };
};

export const memberTable = (t: Transaction): MemberTable => {
  const [store, conversations] = [t.objectStore('members'), t.objectStore('conversations')];
  const all = (key: string) => store.getAll(startsWith(key));
  const of = (user: string) => store.index('user').getAll(user);
  const withConversations = async (members: readonly MemberRow[]): Promise<ListRow[]> => {
    const found =
      members.length < MANY
        ? await Promise.all(members.map(({ key }) => conversations.get(key)))
        : await conversations.getAll();
    const byKey = new Map(found.map((row) => [row?.key, row]));
    return members.flatMap((member) => {
      const conversation = byKey.get(member.key);
      return conversation ? [{ member, conversation }] : [];
    });
  };

  return {
    get: (key, user) => store.get([key, user]),
    async put(member) {
      await store.put(member);
    },
    remove: (key, user) => store.delete([key, user]),
    page: async (key, limit, after) =>
      (await all(key))
        .filter((member) => !after || byLength(member, after) > 0)
        .sort(byLength)
        .slice(0, limit),
    count: (key) => store.count(startsWith(key)),
    users: async (key) => (await store.getAllKeys(startsWith(key))).map(([, user]) => user),
    hidden: async (key) => (await all(key)).filter(({ hidden }) => hidden),
    of,
    async list(user, limit, after, filter = {}) {
      const rows = await withConversations((await of(user)).filter(({ hidden }) => !hidden));
      const listed = rows.filter(({ member, conversation }) => isListed(filter, member, conversation));
      return pageOf(listed, limit, after);
    },
    async behind(user) {
      const rows = await withConversations(await of(user));
      return rows.filter(({ member, conversation }) => isBehind(member, conversation)).map(({ member }) => member);
    },
    readers: async (key, message) => readersOf(message, await all(key)),
    async sharing(user, others) {
      const mine = await of(user);
      const found = [];
      for (const other of others) {
        const seats = await Promise.all(mine.map(({ key }) => store.getKey([key, other])));
        if (seats.some((seat) => seat !== undefined)) found.push(other);
      }
      return found;
    },
  };
};
