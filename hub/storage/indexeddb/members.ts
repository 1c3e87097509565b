import { isBehind, isListed, readersOf } from '../matching.js';
import { byLength, type ListRow, pageOf } from '../order.js';
import type { ConversationTable, MemberRow, MemberTable } from '../port.js';
import { heldIn } from './held.js';
import type { Transaction } from './schema.js';
import { startsWith } from './seen.js';

/** From here on one question for all there are is answered sooner than one for each. */
const MANY = 100;

export const conversationTable = (t: Transaction): ConversationTable => {
  const { conversations } = heldIn(t);
  return {
    get: (key) => conversations.get(key),
    put: async (conversation) => conversations.put(conversation.key, conversation),
    remove: async (key) => conversations.remove(key),
  };
};

export const memberTable = (t: Transaction): MemberTable => {
  const { members: held, conversations } = heldIn(t);
  const crowds = new Map<string, Promise<MemberRow[]>>();
  /** All of a conversation: every message of a burst asks who has hidden it. */
  const all = (key: string): Promise<MemberRow[]> => {
    const rows = crowds.get(key) ?? held.all.getAll(startsWith(key));
    crowds.set(key, rows);
    return rows;
  };
  const of = (user: string) => held.all.index('user').getAll(user);
  const withConversations = async (members: readonly MemberRow[]): Promise<ListRow[]> => {
    const found =
      members.length < MANY
        ? await Promise.all(members.map(({ key }) => conversations.get(key)))
        : await conversations.all.getAll();
    const byKey = new Map(found.map((row) => [row?.key, row]));
    return members.flatMap((member) => {
      const conversation = byKey.get(member.key);
      return conversation ? [{ member, conversation }] : [];
    });
  };

  return {
    get: (key, user) => held.get([key, user]),
    async put(member) {
      const { key, user } = member;
      held.put([key, user], member);
      const rows = (await crowds.get(key)) ?? [];
      const place = rows.findIndex((row) => row.user === user);
      if (place < 0) crowds.delete(key);
      else rows[place] = member;
    },
    async remove(key, user) {
      held.remove([key, user]);
      crowds.delete(key);
    },
    page: async (key, limit, after) =>
      (await all(key))
        .filter((member) => !after || byLength(member, after) > 0)
        .sort(byLength)
        .slice(0, limit),
    count: (key) => held.all.count(startsWith(key)),
    async users(key) {
      if (crowds.has(key)) return (await all(key)).map(({ user }) => user);
      return (await held.all.getAllKeys(startsWith(key))).map(([, user]) => user);
    },
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
        const seats = await Promise.all(mine.map(({ key }) => held.all.getKey([key, other])));
        if (seats.some((seat) => seat !== undefined)) found.push(other);
      }
      return found;
    },
  };
};
