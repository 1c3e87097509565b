import type { ActsHost } from '../acts/host.js';
import { requireId } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { invalid, type Member } from '../model/index.js';
import { batched, requireFields, requireText } from './checks.js';
import type { Asking } from './host.js';
import { Paged } from './paged.js';

type Acts = RunningActs['groups'];
type Part = Pick<
  Acts,
  | 'invite'
  | 'kick'
  | 'unban'
  | 'banned'
  | 'setRole'
  | 'mute'
  | 'exempt'
  | 'updateMember'
  | 'moreMembers'
  | 'members'
  | 'online'
>;

const PAGE = 50;
const WORDS = 300;
const LISTS = 'list/members/';
/** Of other tabs and earlier visits, so many are read again where what was missed could not be told. */
const MOST_LISTS = 50;

/** People in groups: a call over many answers for each of them. */
export const members = ({ ctx }: ActsHost, ask: Asking): Part & { reload(): Promise<void> } => {
  const lists = new Map<string, Paged<Member>>();
  const listOf = (id: string): Paged<Member> => {
    const known = lists.get(id);
    if (known) return known;
    const list = new Paged<Member>(
      ctx,
      `members/${id}`,
      (cursor, limit) => ask('members', 'members', id)(id, { cursor, limit }),
      (writer, member) => {
        writer.put('member', `${id}/${member.userId}`, member);
        return member.userId;
      },
    );
    lists.set(id, list);
    return list;
  };
  return {
    async invite(_, id, users, words) {
      if (words !== undefined) requireText('words', words, WORDS);
      const run = ask('invite', 'invite', id);
      return batched(users, (some) => run(id, some, { words }));
    },
    async kick(_, id, users, { ban } = {}) {
      const run = ask('kick', ban ? 'ban' : 'kick', id);
      return batched(users, (some) => run(id, some, { ban }));
    },
    async unban(_, id, users) {
      const run = ask('unban', 'ban', id);
      return batched(users, (some) => run(id, some));
    },
    banned: async (_, id, cursor) => ask('banned', 'ban', id)(id, { cursor, limit: PAGE }),
    async setRole(_, id, users, role) {
      if (role !== 'admin' && role !== 'member') throw invalid('role', 'must be admin or member');
      const run = ask('setRole', 'set-role', id);
      return batched(users, (some) => run(id, some, role));
    },
    async mute(_, id, users, until) {
      if (!Number.isSafeInteger(until) || until < 0) throw invalid('until', 'must be milliseconds, or 0');
      const run = ask('mute', 'mute-member', id);
      return batched(users, (some) => run(id, some, until));
    },
    async exempt(_, id, users, exempt) {
      if (typeof exempt !== 'boolean') throw invalid('exempt', 'must be true or false');
      const run = ask('exempt', 'mute-member', id);
      return batched(users, (some) => run(id, some, exempt));
    },
    async updateMember(_, id, user, patch) {
      requireId('user', user);
      if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
      if (patch.card !== undefined && patch.card !== null) requireText('card', patch.card, 100);
      if (patch.fields !== undefined) requireFields('fields', patch.fields, 20);
      await ask('updateMember', user === ctx.userId ? 'edit-card' : 'edit-member', id)(id, user, patch);
    },
    async moreMembers(_, id) {
      requireId('id', id);
      return listOf(id).more();
    },
    async members(_, id, { cursor, ...query } = {}) {
      const { words } = query;
      if (words !== undefined) requireText('words', words, 100);
      return ask('members', words ? 'search-members' : 'members', id)(id, { ...query, cursor, limit: PAGE });
    },
    online: async (_, id) => ask('online', 'members', id)(id),
    async reload() {
      const held = [...ctx.store.entries()].flatMap(([key]) =>
        key.startsWith(LISTS) ? [key.slice(LISTS.length)] : [],
      );
      for (const id of held.slice(-MOST_LISTS)) listOf(id);
      for (const list of lists.values()) await list.reload();
    },
  };
};
