import { byLength, byPlace, floorOf } from '../order.js';
import type { ConversationRow, ConversationTable, ListPlace, MemberRow, MemberTable } from '../port.js';
import { type Data, pair, withItem, withoutItem } from './data.js';
import type { Journal } from './journal.js';

const placeOf = ({ member, conversation }: { member: MemberRow; conversation: ConversationRow }): ListPlace => ({
  pinned: member.pinned,
  activity: conversation.activity,
  key: member.key,
});

export const conversationTable = (data: Data, journal: Journal): ConversationTable => ({
  get: async (key) => data.conversations.get(key),
  put: async (conversation) => journal.set(data.conversations, conversation.key, conversation),
  remove: async (key) => journal.delete(data.conversations, key),
});

export const memberTable = (data: Data, journal: Journal): MemberTable => {
  const all = (key: string): MemberRow[] =>
    [...(data.membersOf.get(key) ?? [])].flatMap((user) => data.members.get(pair(key, user)) ?? []);
  const of = (user: string): MemberRow[] =>
    [...(data.keysOf.get(user) ?? [])].flatMap((key) => data.members.get(pair(key, user)) ?? []);

  return {
    get: async (key, user) => data.members.get(pair(key, user)),
    async put(member) {
      journal.set(data.members, pair(member.key, member.user), member);
      journal.set(data.membersOf, member.key, withItem(data.membersOf.get(member.key), member.user));
      journal.set(data.keysOf, member.user, withItem(data.keysOf.get(member.user), member.key));
    },
    async remove(key, user) {
      journal.delete(data.members, pair(key, user));
      journal.set(data.membersOf, key, withoutItem(data.membersOf.get(key), user));
      journal.set(data.keysOf, user, withoutItem(data.keysOf.get(user), key));
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
    list: async (user, limit, after) =>
      of(user)
        .filter((member) => !member.hidden)
        .flatMap((member) => {
          const conversation = data.conversations.get(member.key);
          return conversation ? [{ member, conversation }] : [];
        })
        .filter((row) => !after || byPlace(placeOf(row), after) > 0)
        .sort((a, b) => byPlace(placeOf(a), placeOf(b)))
        .slice(0, limit),
    behind: async (user) =>
      of(user).filter(
        (member) => (data.conversations.get(member.key)?.seq ?? 0) > Math.max(member.read, floorOf(member)),
      ),
    async sharing(user, others) {
      const near = new Set(of(user).flatMap((member) => [...(data.membersOf.get(member.key) ?? [])]));
      return others.filter((other) => near.has(other));
    },
  };
};
