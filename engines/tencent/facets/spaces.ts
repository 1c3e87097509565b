import type { Action, CallOptions, SpaceFace, SpaceFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type UserId } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import { checkFace } from '../group-drafts.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';
import { communityFor } from '../space-ids.js';
import { allowedInSpace, SPACE_ACTIONS } from '../space-rights.js';
import { placesIn } from '../spaces.js';
import { channelsOf, requireSpaces, rowsOf, spaceNow, spacesNow, tellSpace, topicsNow } from '../spaces-now.js';
import { groupMembers } from './group-members.js';
import { spaceChannels } from './space-channels.js';

const PAGE = 50;
const MOST = 100;
/** Bytes of an id, with what all of them begin with. */
const MOST_ID = 48;
/** People who come in with one call. */
const AT_ONCE = 100;
/** An own group has this id; it is over, or was never there; the SDK knows of no such group of ours. */
const MINE: unknown = 10_025;
const OVER: readonly unknown[] = [10_010, 10_015, 2_623];

/** Members of an open one bring others in by themselves, those of another ask owner or admins. */
const waysIn = (policy: 'invite' | 'open') =>
  policy === 'open'
    ? { joinOption: 'FreeAccess', inviteOption: 'FreeAccess' }
    : { joinOption: 'DisableApply', inviteOption: 'NeedPermission' };

/** Throws `too-large`. */
const checkId = (groupID: string): void => {
  if (new TextEncoder().encode(groupID).length <= MOST_ID) return;
  const limit = MOST_ID - communityFor('').length;
  throw new ImError('too-large', { field: 'id', limit, message: `id: at most ${limit} bytes` });
};

const waits = (id: UserId): ImError =>
  new ImError('forbidden', { field: 'users', message: `users: owner or admins have to let ${id} in` });

export const spaceFacet = (link: Link): SpaceFacet => {
  const people = groupMembers(link);
  const gone = (space: string, why: 'left' | 'dismissed'): void => {
    placesIn(link).delete(communityFor(space));
    link.emit([{ type: 'spaces', changed: [], removed: [space], why }]);
  };
  const now = async (space: string, options?: CallOptions): Promise<SpaceFace> => {
    const face = await spaceNow(link, communityFor(space), link.self(), options);
    if (!face) throw new ImError('not-found', { field: 'id', message: 'id: this community has no channels' });
    return face;
  };
  const invite = async (groupID: string, users: readonly UserId[], options?: CallOptions) => {
    const outcomes = await people.invite(groupID, users, options);
    return new Map([...outcomes].map(([id, state]) => [id, state === 'pending' ? waits(id) : state] as const));
  };
  /** Who may not at all hears it as a rejection, not as an outcome of each. Throws `forbidden`. */
  const check = async (space: string, action: Action, options?: CallOptions): Promise<void> => {
    if (allowedInSpace(action, await now(space, options))) return;
    throw new ImError('forbidden', { message: `${action}: not in this space`, engine: { name: 'tencent' } });
  };
  /** Who runs it after its owner: the longest admin, else the longest member. */
  const heir = async (groupID: string, options?: CallOptions): Promise<UserId | undefined> => {
    for (const roles of [['admin'], ['member']] as const) {
      const { items } = await people.members(groupID, { roles, limit: MOST, ...options });
      const [first] = [...items].sort((a, b) => (a.joinedAt ?? 0) - (b.joinedAt ?? 0));
      if (first) return first.userId;
    }
    return undefined;
  };
  const dismiss = async (space: string, options?: CallOptions): Promise<void> => {
    await link.call((sdk) => sdk.dismissGroup(communityFor(space)), options).catch(unlessOver);
    gone(space, 'dismissed');
  };

  return {
    async list({ cursor, limit, signal } = {}) {
      checkLimit(limit, MOST);
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      const all = await unlessRefused(link, SPACE_ACTIONS, spacesNow(link, link.self(), { signal }));
      const from = Number(cursor ?? 0);
      const end = from + (limit ?? PAGE);
      return { items: all.slice(from, end), ...(end < all.length && { next: String(end) }) };
    },
    async channels(space, options) {
      const topics = await topicsNow(link, communityFor(space), [], options);
      return { items: channelsOf(link, topics), rows: await rowsOf(link, topics, link.self(), options) };
    },
    async create(id, { name, avatar, introduction, policy = 'invite', members = [] }, options) {
      await requireSpaces(link, options);
      const groupID = communityFor(id);
      checkId(groupID);
      checkFace({ name, avatar, introduction });
      const draft = {
        ...{ type: 'Community', isSupportTopic: true, groupID, name, ...waysIn(policy) },
        ...(avatar && { avatar }),
        ...(introduction && { introduction }),
      };
      await link
        .call((sdk) => sdk.createGroup(draft), options)
        .catch((error: ImError) => {
          // Asked for once more, it is done already.
          if (error.engine?.code !== MINE) throw error;
        });
      link.emit([{ type: 'spaces', changed: [await now(id, options)] }]);
      const others = members.filter((one) => one !== link.self());
      // With the draft, somebody whom nobody knows would keep all others out.
      for (let n = 0; n < others.length; n += AT_ONCE) await invite(groupID, others.slice(n, n + AT_ONCE), options);
      return now(id, options);
    },
    async update(space, { name, avatar, introduction, policy }, options) {
      checkFace({ name, avatar, introduction });
      const groupID = communityFor(space);
      const patch = {
        groupID,
        ...(name !== undefined && { name }),
        ...(avatar !== undefined && { avatar: avatar ?? '' }),
        ...(introduction !== undefined && { introduction: introduction ?? '' }),
        ...(policy && waysIn(policy)),
      };
      await link.call((sdk) => sdk.updateGroupProfile(patch), options, 'modify_group_base_info');
      tellSpace(link, groupID, link.self());
    },
    async join(space, options) {
      await requireSpaces(link, options);
      const { status } = await link.call((sdk) => sdk.joinGroup({ groupID: communityFor(space) }), options);
      if (status === 'WaitAdminApproval') throw waits(link.self());
      link.emit([{ type: 'spaces', changed: [await now(space, options)] }]);
    },
    async leave(space, options) {
      const groupID = communityFor(space);
      const { ownerId } = await now(space, options);
      if (ownerId === link.self()) {
        const newOwnerID = await heir(groupID, options);
        if (newOwnerID === undefined) return dismiss(space, options);
        await link.call((sdk) => sdk.changeGroupOwner({ groupID, newOwnerID }), options);
      }
      await link.call((sdk) => sdk.quitGroup(groupID), options).catch(unlessOver);
      gone(space, 'left');
    },
    remove: dismiss,
    invite: (space, users, options) => invite(communityFor(space), users, options),
    async kick(space, users, options) {
      await check(space, 'kick', options);
      return people.kick(communityFor(space), users, options ?? {});
    },
    async setRole(space, users, role, options) {
      await check(space, 'set-role', options);
      return people.setRole(communityFor(space), users, role, options);
    },
    async members(space, options = {}) {
      const { items, next } = await people.members(communityFor(space), options);
      return { items: items.map(({ userId, role }) => ({ userId, role })), ...(next && { next }) };
    },
    async markRead(space, options) {
      for (const { topicID, unreadCount } of await topicsNow(link, communityFor(space), [], options))
        if (unreadCount > 0)
          await link.call((sdk) => sdk.setMessageRead({ conversationID: `GROUP${topicID}` }), options);
    },
    ...spaceChannels(link, people),
  };
};

const unlessOver = (error: ImError): void => {
  if (!OVER.includes(error.engine?.code)) throw error;
};
