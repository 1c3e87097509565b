import type { Action, CallOptions, GroupFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type Member, toImError, type UserId } from '../../../core/model/index.js';
import { fieldList, unsupported } from '../group-drafts.js';
import { allowedInGroup } from '../group-rights.js';
import { readMember, readType, roleFor } from '../groups.js';
import { membersOf, tellGroup } from '../groups-now.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';
import type { SdkMember } from '../sdk-groups.js';
import { findMembers } from './finding.js';

type Part = Required<
  Pick<GroupFacet, 'members' | 'join' | 'invite' | 'kick' | 'setRole' | 'mute' | 'updateMember' | 'online'>
>;

const PAGE = 50;
const MOST = 100;
const MOST_MUTED_MS = 30 * 24 * 3_600_000;
/** Bytes. */
const CARD = 50;

const isMuted = ({ mutedUntil }: Member): boolean => mutedUntil !== undefined;
const missing = () => new ImError('not-found', { field: 'users', message: 'users: is not in the group' });

/** @param searches with the vendor's cloud search */
export const groupMembers = (link: Link, searches = false): Part => {
  const page = async (groupID: string, offset: number, count: number, role?: string, options?: CallOptions) => {
    const query = { groupID, offset, count, ...(role && { role }) };
    const found = await link.call((sdk) => sdk.getGroupMemberList(query), options);
    const now = await link.call(async (sdk) => ({ data: sdk.getServerTime() }), options);
    const read = (one: SdkMember) => readMember(groupID, one, now);
    return { items: found.memberList.map(read), next: Number(found.offset) };
  };
  /** Who may not at all hears it as a rejection, not as an outcome of each. Throws `forbidden`. */
  const check = async (groupID: string, action: Action, options?: CallOptions): Promise<void> => {
    const { groupList } = await link.call((sdk) => sdk.getGroupList(), options);
    const type = readType(groupList.find((one) => one.groupID === groupID)?.type);
    const [own] = await membersOf(link, groupID, [link.self()], options);
    if (own && type && !allowedInGroup(action, { role: own.role, type }))
      throw new ImError('forbidden', { message: `${action}: not in this group`, engine: { name: 'tencent' } });
  };
  /** One after the other: the service takes one at a time. */
  const each = async <T extends string>(
    users: readonly UserId[],
    outcome: T,
    act: (user: UserId) => Promise<unknown>,
  ): Promise<Map<UserId, T | ImError>> => {
    const outcomes = new Map<UserId, T | ImError>();
    for (const user of users) {
      try {
        await act(user);
        outcomes.set(user, outcome);
      } catch (error) {
        const own = toImError(error);
        if (own.code === 'not-connected' || own.code === 'aborted') throw own;
        outcomes.set(user, own);
      }
    }
    return outcomes;
  };
  const there = async (groupID: string, users: readonly UserId[], options?: CallOptions): Promise<Set<UserId>> =>
    new Set((await membersOf(link, groupID, users, options)).map(({ userId }) => userId));

  return {
    /** The service lists by one role at most: more of them, and who is muted, are looked for page by page. */
    async members(groupID, { roles, words, muted, cursor, limit, signal }) {
      checkLimit(limit, MOST);
      if (words && !searches) throw unsupported('words', words);
      const fits = (one: Member) =>
        (!roles || roles.includes(one.role)) && (muted === undefined || isMuted(one) === muted);
      if (words) {
        const { ids, next } = await findMembers(link, groupID, words, { cursor, limit, signal });
        const found = await membersOf(link, groupID, ids, { signal });
        return { items: found.filter(fits), ...(next && { next }) };
      }
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      const options = { signal };
      // Of a group that it does not know the SDK answers nobody.
      await link.call((sdk) => sdk.getGroupProfile({ groupID }), options, 'get_group_self_member_info');
      const role = roles?.length === 1 && roles[0] ? roleFor(roles[0]) : undefined;
      let offset = Number(cursor ?? 0);
      for (;;) {
        const { items, next } = await page(groupID, offset, limit ?? PAGE, role, options);
        const found = items.filter(fits);
        offset = next;
        if (next > 0 && found.length === 0) continue;
        return { items: found, ...(next > 0 && { next: String(next) }) };
      }
    },
    async join(groupID, { words, signal } = {}) {
      const which = { groupID, ...(words && { applyMessage: words }) };
      const { status } = await link.call((sdk) => sdk.joinGroup(which), { signal });
      if (status === 'WaitAdminApproval') return 'pending';
      await tellGroup(link, groupID, [link.self()]);
      return 'joined';
    },
    async invite(groupID, users, { signal } = {}) {
      const options = { signal };
      await link.call((sdk) => sdk.getGroupProfile({ groupID }), options, 'get_group_self_member_info');
      const answer = await link.call((sdk) => sdk.addGroupMember({ groupID, userIDList: [...users] }), options);
      const joined = [...answer.successUserIDList, ...answer.existedUserIDList];
      const failed = new Map<UserId, ImError>([
        ...answer.failureUserIDList.map(
          (id) => [id, new ImError('not-found', { field: 'users', message: `users: there is no ${id}` })] as const,
        ),
        ...answer.overLimitUserIDList.map(
          (id) =>
            [id, new ImError('forbidden', { field: 'users', message: `users: ${id} is in too many groups` })] as const,
        ),
      ]);
      return new Map(users.map((id) => [id, failed.get(id) ?? (joined.includes(id) ? 'joined' : 'pending')]));
    },
    async kick(groupID, users, { ban, signal } = {}) {
      if (ban) throw unsupported('ban', 'ban');
      await check(groupID, 'kick', { signal });
      const members = await there(groupID, users, { signal });
      return each(users, 'removed', async (user) => {
        if (!members.has(user)) throw missing();
        await link.call((sdk) => sdk.deleteGroupMember({ groupID, userIDList: [user] }), { signal });
      });
    },
    async setRole(groupID, users, role, options) {
      await check(groupID, 'set-role', options);
      return each(users, 'set', async (userID) => {
        const which = { groupID, userID, role: role === 'admin' ? 'Admin' : 'Member' };
        await link.call((sdk) => sdk.setGroupMemberRole(which), options);
      });
    },
    async mute(groupID, users, until, options) {
      const now = await link.call(async (sdk) => ({ data: sdk.getServerTime() }), options);
      if (until > now + MOST_MUTED_MS) throw invalid('until', 'is more than 30 days ahead');
      await check(groupID, 'mute-member', options);
      const muteTime = until === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1_000));
      return each(users, 'set', (userID) =>
        link.call((sdk) => sdk.setGroupMemberMuteTime({ groupID, userID, muteTime }), options),
      );
    },
    async updateMember(groupID, userID, { card, fields }, options) {
      if (card && new TextEncoder().encode(card).length > CARD)
        throw new ImError('too-large', { field: 'card', limit: CARD, message: `card: at most ${CARD} bytes` });
      const memberCustomField = fieldList(fields);
      if (card !== undefined)
        await link.call((sdk) => sdk.setGroupMemberNameCard({ groupID, userID, nameCard: card ?? '' }), options);
      if (memberCustomField.length > 0)
        await link.call((sdk) => sdk.setGroupMemberCustomField({ groupID, userID, memberCustomField }), options);
      await tellGroup(link, groupID, [userID]);
    },
    online: async (id, options) => (await link.call((sdk) => sdk.getGroupOnlineMemberCount(id), options)).memberCount,
  };
};
