import type { CallOptions, GroupDraft, GroupFacet } from '../../../core/engine/index.js';
import { type Group, ImError, invalid, type Member } from '../../../core/model/index.js';
import { inviteFor, joinFor, NAMELESS, readGroup, readMember, roleFor, typeFor } from '../groups.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';
import type { SdkMember } from '../sdk-groups.js';

const PAGE = 50;
const MOST = 100;
/** Bytes. */
const LONGEST = { name: 100, introduction: 400, avatar: 500 } as const;
/** An own group has this id. */
const MINE: unknown = 10_025;
/** It is not for strangers, or not there. */
const HIDDEN: readonly unknown[] = [10_007, 10_010, 10_015];

const unsupported = (field: string, what: string): ImError =>
  new ImError('unsupported', {
    field,
    message: `${field}: Tencent has no "${what}" there`,
    engine: { name: 'tencent' },
  });

/** Throws `too-large`. */
export const checkFace = (face: Readonly<Partial<Record<keyof typeof LONGEST, string | null>>>): void => {
  for (const [field, most] of Object.entries(LONGEST)) {
    const text = face[field as keyof typeof LONGEST];
    if (!text || new TextEncoder().encode(text).length <= most) continue;
    throw new ImError('too-large', { field, limit: most, message: `${field}: at most ${most} bytes` });
  }
};

export const fieldList = (fields: Readonly<Record<string, string | null>> | undefined) =>
  Object.entries(fields ?? {}).map(([key, value]) => ({ key, value: value ?? '' }));

/** Throws `unsupported` what the vendor has no word for. */
export const waysIn = ({ policy, invites }: Pick<GroupDraft, 'policy' | 'invites'>) => {
  const [joinOption, inviteOption] = [policy && joinFor(policy), invites && inviteFor(invites)];
  if (invites && !inviteOption) throw unsupported('invites', invites);
  return { ...(joinOption && { joinOption }), ...(inviteOption && { inviteOption }) };
};

/** What the type alone says of who invites, as with other back ends. */
const INVITES = { work: 'members', discussion: 'members', public: 'admins', meeting: 'members' } as const;

const draftFor = (draft: GroupDraft) => {
  const { id, name, avatar, introduction, type = 'work', members = [], history, fields } = draft;
  checkFace({ name, avatar, introduction });
  if (type !== 'public' && draft.policy && draft.policy !== (type === 'meeting' ? 'open' : 'invite'))
    throw unsupported('policy', draft.policy);
  if (history && history !== (type === 'meeting' ? 'all' : 'joined')) throw unsupported('history', history);
  const custom = fieldList(fields);
  const { joinOption = 'NeedPermission', inviteOption } = waysIn({ ...draft, invites: draft.invites ?? INVITES[type] });
  return {
    ...{ type: typeFor(type), name: name || NAMELESS, inviteOption },
    ...(id && { groupID: id }),
    ...(avatar && { avatar }),
    ...(introduction && { introduction }),
    ...(type === 'public' && { joinOption }),
    ...(members.length > 0 && { memberList: members.map((userID) => ({ userID })) }),
    ...(custom.length > 0 && { groupCustomField: custom }),
  };
};

/** As a member sees it, or else a stranger. Rejects `not-found`. */
export const groupOf = async (link: Link, groupID: string, options?: CallOptions): Promise<Group> => {
  const own = await link
    .call((sdk) => sdk.getGroupProfile({ groupID }), options)
    .catch((error: ImError) => {
      if (HIDDEN.includes(error.engine?.code)) return undefined;
      throw error;
    });
  if (own) return readGroup(own.group);
  const { group } = await link.call((sdk) => sdk.searchGroupByID(groupID), options);
  return readGroup(group);
};

const isMuted = ({ mutedUntil }: Member): boolean => mutedUntil !== undefined;

export const groupFacet = (link: Link): GroupFacet => {
  const page = async (groupID: string, offset: number, count: number, role?: string, options?: CallOptions) => {
    const query = { groupID, offset, count, ...(role && { role }) };
    const found = await link.call((sdk) => sdk.getGroupMemberList(query), options, 'get_group_member_info');
    const now = await link.call(async (sdk) => ({ data: sdk.getServerTime() }), options);
    const read = (one: SdkMember) => readMember(groupID, one, now);
    return { items: found.memberList.map(read), next: found.offset };
  };
  return {
    async create(draft, options) {
      const wire = draftFor(draft);
      try {
        const { group } = await link.call((sdk) => sdk.createGroup(wire), options, 'create_group');
        return readGroup(group);
      } catch (error) {
        if (!(error instanceof ImError) || error.engine?.code !== MINE || !draft.id) throw error;
        return groupOf(link, draft.id, options);
      }
    },
    async fetch(ids, options) {
      const found = await Promise.all(
        ids.map((id) =>
          groupOf(link, id, options).catch((error: ImError) => {
            if (HIDDEN.includes(error.engine?.code)) return undefined;
            throw error;
          }),
        ),
      );
      return found.flatMap((group) => (group && group.kind === 'group' ? group : []));
    },
    async mine({ cursor, limit, signal }) {
      checkLimit(limit, MOST);
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      await link.settled({ signal });
      const { groupList } = await link.call((sdk) => sdk.getGroupList(), { signal });
      const all = groupList.map(readGroup).filter(({ kind, type }) => kind === 'group' && type);
      const [from, count] = [Number(cursor ?? 0), limit ?? PAGE];
      const end = from + count;
      return { items: all.slice(from, end), ...(end < all.length && { next: String(end) }) };
    },
    /** The service lists by one role at most: more of them, and who is muted, are looked for page by page. */
    async members(groupID, { roles, words, muted, cursor, limit, signal }) {
      checkLimit(limit, MOST);
      if (words) throw unsupported('words', words);
      if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalid('cursor', 'is not one that this engine gave');
      const options = { signal };
      // Of a group that it does not know the SDK answers nobody.
      await link.call((sdk) => sdk.getGroupProfile({ groupID }), options);
      const role = roles?.length === 1 && roles[0] ? roleFor(roles[0]) : undefined;
      const items: Member[] = [];
      let offset = Number(cursor ?? 0);
      for (;;) {
        const { items: some, next } = await page(groupID, offset, limit ?? PAGE, role, options);
        items.push(
          ...some.filter(
            (one) => (!roles || roles.includes(one.role)) && (muted === undefined || isMuted(one) === muted),
          ),
        );
        offset = next;
        if (next === 0 || items.length > 0) break;
      }
      return { items, ...(offset > 0 && { next: String(offset) }) };
    },
    async join(groupID, { words, signal } = {}) {
      const which = { groupID, ...(words && { applyMessage: words }) };
      const { status } = await link.call((sdk) => sdk.joinGroup(which), { signal });
      return status === 'WaitAdminApproval' ? 'pending' : 'joined';
    },
  };
};
