import type { RoomFacet } from '../../../core/engine/index.js';
import { ImError, invalid, toImError, type UserId } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import { roomsOf } from '../rooms.js';

type Part = Pick<RoomFacet, 'members' | 'kick' | 'mute' | 'setRole' | 'muteAll'>;

/** Seconds: who is put out alone may come again after it. */
const PUT_OUT = 1;
/** In one call, says the manual. */
const BANNED_AT_ONCE = 20;
const MOST_MUTED_MS = 30 * 24 * 3_600_000;

export const roomPeople = (link: Link): Part => {
  /** Who may not at all hears it as a rejection. Throws `forbidden`. */
  const check = (id: string): void => {
    const room = roomsOf(link).get(id);
    if (!room || room.role === 'member' || !room.role)
      throw new ImError('forbidden', { field: 'id', message: 'id: its owner and admins alone do that' });
  };
  const each = async <T extends string>(
    parts: readonly (readonly UserId[])[],
    outcome: T,
    act: (users: readonly UserId[]) => Promise<unknown>,
  ): Promise<Map<UserId, T | ImError>> => {
    const outcomes = new Map<UserId, T | ImError>();
    for (const users of parts) {
      const error = await act(users).then(() => undefined, toImError);
      if (error?.code === 'not-connected' || error?.code === 'aborted') throw error;
      for (const user of users) outcomes.set(user, error ?? outcome);
    }
    return outcomes;
  };
  const partsOf = (users: readonly UserId[], size: number): UserId[][] =>
    Array.from({ length: Math.ceil(users.length / size) }, (_, n) => users.slice(n * size, (n + 1) * size));

  return {
    /** The newest alone, at most a thousand, where the app has bought it. */
    async members(groupID, { cursor, signal } = {}) {
      if (!roomsOf(link).has(groupID))
        throw new ImError('forbidden', { field: 'id', message: 'id: for those who are in the room' });
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      const query = { groupID, offset: Number(cursor ?? 0) };
      const { memberList, offset } = await link.call((sdk) => sdk.getGroupMemberList(query), { signal });
      return { items: memberList.map(({ userID }) => userID), ...(offset > 0 && { next: String(offset) }) };
    },
    /** The service keeps out for a time whom it puts out: without minutes for a second. */
    async kick(groupID, users, minutes, options) {
      check(groupID);
      const duration = minutes === undefined ? PUT_OUT : minutes * 60;
      return each(partsOf(users, BANNED_AT_ONCE), 'removed', (some) =>
        link.call((sdk) => sdk.deleteGroupMember({ groupID, userIDList: [...some], duration }), options),
      );
    },
    async mute(groupID, users, until, options) {
      check(groupID);
      const now = await link.call(async (sdk) => ({ data: sdk.getServerTime() }), options);
      if (until > now + MOST_MUTED_MS) throw invalid('until', 'is more than 30 days ahead');
      const muteTime = until === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1_000));
      return each(partsOf(users, 1), 'set', ([userID = '']) =>
        link.call((sdk) => sdk.setGroupMemberMuteTime({ groupID, userID, muteTime }), options),
      );
    },
    async setRole() {
      throw new ImError('unsupported', {
        field: 'role',
        message: 'role: the site’s own server names admins of a room',
      });
    },
    async muteAll(groupID, muteAllMembers, options) {
      const patch = { groupID, muteAllMembers };
      await link.call((sdk) => sdk.updateGroupProfile(patch), options, 'modify_group_base_info');
    },
  };
};
