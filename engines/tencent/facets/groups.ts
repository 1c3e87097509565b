import type { GroupFacet, GroupPatch } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { checkFace, draftFor, fieldList, waysIn } from '../group-drafts.js';
import { NAMELESS, readGroup } from '../groups.js';
import { groupOf, HIDDEN, tellGroup, valued } from '../groups-now.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';
import { AT_ALL } from '../messages.js';
import { goneFrom } from '../places.js';
import { findGroups } from './finding.js';
import { groupApplications } from './group-applications.js';
import { groupMembers } from './group-members.js';
import { groupValues } from './group-values.js';

const PAGE = 50;
const MOST = 100;
/** Bytes. */
const ANNOUNCEMENT = 400;
/** An own group has this id. */
const MINE: unknown = 10_025;
/** So many are asked for with their attributes and counters. */
const WHOLE = 5;
/** The SDK knows of no such group of ours. */
const NOT_IN: unknown = 2_623;
/** It is over, or was never there. */
const OVER: readonly unknown[] = [10_010, 10_015];

const unsaid = (field: string) =>
  new ImError('unsupported', { field, message: `${field}: Tencent does not change it`, engine: { name: 'tencent' } });

const patchFor = ({ name, avatar, introduction, history, listed, fields, ...ways }: GroupPatch) => {
  checkFace({ name, avatar, introduction });
  if (history !== undefined) throw unsaid('history');
  if (listed !== undefined) throw unsaid('listed');
  const custom = fieldList(fields);
  return {
    ...(name !== undefined && { name: name || NAMELESS }),
    ...(avatar !== undefined && { avatar: avatar ?? '' }),
    ...(introduction !== undefined && { introduction: introduction ?? '' }),
    ...waysIn(ways),
    ...(custom.length > 0 && { groupCustomField: custom }),
  };
};

/** @param searches with the vendor's cloud search */
export const groupFacet = (link: Link, searches: boolean): GroupFacet => {
  const update = async (groupID: string, patch: Readonly<Record<string, unknown>>, options?: object) => {
    const wire = { groupID, ...patch };
    await link.call((sdk) => sdk.updateGroupProfile(wire), options, 'modify_group_base_info');
  };
  /** One's other devices are told by the service, this one is not. */
  const out = (id: string, locked: 'left' | 'dismissed'): void => {
    link.emit([goneFrom(link, id, locked, 'owner'), { type: 'groups', changed: [], removed: [id] }]);
  };
  return {
    ...groupMembers(link, searches),
    ...groupApplications(link),
    ...groupValues(link),
    ...(searches && { directory: (query) => findGroups(link, query) }),
    async create(draft, options) {
      const wire = draftFor(draft);
      try {
        const { group } = await link.call((sdk) => sdk.createGroup(wire), options);
        return readGroup(group);
      } catch (error) {
        if (!(error instanceof ImError) || error.engine?.code !== MINE || !draft.id) throw error;
        return groupOf(link, draft.id, options);
      }
    },
    async fetch(ids, options) {
      if (ids.length <= WHOLE) for (const id of ids) valued(link).add(id);
      const found = await Promise.all(
        ids.map((id) =>
          groupOf(link, id, options).catch((error: ImError) => {
            if (HIDDEN.includes(error.engine?.code)) return undefined;
            throw error;
          }),
        ),
      );
      return found.flatMap((group) => (group?.kind === 'group' ? group : []));
    },
    async mine({ cursor, limit, signal }) {
      checkLimit(limit, MOST);
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      await link.settled({ signal });
      const { groupList } = await link.call((sdk) => sdk.getGroupList(), { signal });
      const all = groupList.map(readGroup).filter(({ kind, type }) => kind === 'group' && type);
      const from = Number(cursor ?? 0);
      const end = from + (limit ?? PAGE);
      return { items: all.slice(from, end), ...(end < all.length && { next: String(end) }) };
    },
    async dismiss(id, options) {
      await link
        .call((sdk) => sdk.dismissGroup(id), options)
        .catch((error: ImError) => {
          if (error.engine?.code !== 10_010) throw error;
        });
      out(id, 'dismissed');
    },
    async leave(groupID, { successor, signal } = {}) {
      const options = { signal };
      if (successor !== undefined && successor !== link.self()) {
        const who = { groupID, userIDList: [successor] };
        const { memberList } = await link.call((sdk) => sdk.getGroupMemberProfile(who), options);
        if (memberList.length === 0)
          throw new ImError('not-found', { field: 'successor', message: 'successor: is not in the group' });
        await link.call((sdk) => sdk.changeGroupOwner({ groupID, newOwnerID: successor }), options);
      }
      await link
        .call((sdk) => sdk.quitGroup(groupID), options)
        .catch((error: ImError) => {
          if (!OVER.includes(error.engine?.code) && error.engine?.code !== NOT_IN) throw error;
        });
      out(groupID, 'left');
    },
    update: (id, patch, options) => update(id, patchFor(patch), options),
    async announce(id, text, { notify, signal } = {}) {
      if (text && new TextEncoder().encode(text).length > ANNOUNCEMENT)
        throw new ImError('too-large', {
          field: 'text',
          limit: ANNOUNCEMENT,
          message: `text: at most ${ANNOUNCEMENT} bytes`,
        });
      await update(id, { notification: text ?? '' }, { signal });
      if (!text || !notify) return;
      const draft = { to: id, conversationType: 'GROUP', payload: { text, atUserList: [AT_ALL] } };
      await link.call((sdk) => sdk.sendMessage(sdk.createTextAtMessage(draft)), { signal });
    },
    async transfer(groupID, newOwnerID, options) {
      const before = await groupOf(link, groupID, options);
      if (before.ownerId === newOwnerID) return;
      await link.call((sdk) => sdk.changeGroupOwner({ groupID, newOwnerID }), options);
      await tellGroup(link, groupID, [link.self(), newOwnerID]);
    },
    muteAll: (id, muted, options) => update(id, { muteAllMembers: muted }, options),
  };
};
