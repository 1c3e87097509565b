import type { CallOptions, EngineEvent } from '../../core/engine/index.js';
import type { Group, ImError, Member, Standing, UserId } from '../../core/model/index.js';
import { readGroup, readMember } from './groups.js';
import type { Link } from './link.js';
import { places } from './places.js';

/** It is not for strangers, or not there. */
export const HIDDEN: readonly unknown[] = [10_007, 10_010, 10_015];
const AT_ONCE = 50;

type Asking = Pick<Link, 'call' | 'kept'>;
type Telling = Asking & Pick<Link, 'emit'>;

/** Groups whose attributes and counters somebody has asked for: the SDK then keeps them, and so are they told. */
export const valued = (link: Pick<Link, 'kept'>): Set<string> => link.kept('valued groups', () => new Set<string>());

const valuesOf = async (link: Asking, groupID: string, options?: CallOptions): Promise<Partial<Group>> => {
  if (!valued(link).has(groupID)) return {};
  const [all, counted] = await Promise.all([
    link
      .call((sdk) => sdk.getGroupAttributes({ groupID, keyList: [] }), options, 'get_group_attr')
      .catch(() => undefined),
    link.call((sdk) => sdk.getGroupCounters({ groupID }), options, 'get_group_counter').catch(() => undefined),
  ]);
  const [attributes, counters] = [all?.groupAttributes ?? {}, counted?.counters ?? {}];
  return {
    ...(Object.keys(attributes).length > 0 && { attributes: { ...attributes } }),
    ...(Object.keys(counters).length > 0 && { counters: { ...counters } }),
  };
};

const PROFILE = 'get_group_self_member_info';

/** As a member sees it, or else a stranger. Rejects `not-found`. */
export const groupOf = async (link: Asking, groupID: string, options?: CallOptions): Promise<Group> => {
  const own = await link
    .call((sdk) => sdk.getGroupProfile({ groupID }), options, PROFILE)
    .catch((error: ImError) => {
      if (HIDDEN.includes(error.engine?.code)) return undefined;
      throw error;
    });
  if (own) return { ...readGroup(own.group), ...(await valuesOf(link, groupID, options)) };
  const { group } = await link.call((sdk) => sdk.searchGroupByID(groupID), options);
  return readGroup(group);
};

/** The SDK follows what it is told of its own groups, and answers from memory: the service takes few questions a second. */
const heldGroup = async (link: Asking, groupID: string): Promise<Group> => {
  const { groupList } = await link.call((sdk) => sdk.getGroupList());
  const own = groupList.find((one) => one.groupID === groupID);
  if (!own?.ownerID || typeof own.memberCount !== 'number') return groupOf(link, groupID);
  return { ...readGroup(own), ...(await valuesOf(link, groupID)) };
};

/** Some of the members. */
export const membersOf = async (
  link: Pick<Link, 'call'>,
  groupID: string,
  users: readonly UserId[],
  options?: CallOptions,
): Promise<Member[]> => {
  const found: Member[] = [];
  for (let n = 0; n < users.length; n += AT_ONCE) {
    const userIDList = users.slice(n, n + AT_ONCE);
    const { memberList } = await link.call((sdk) => sdk.getGroupMemberProfile({ groupID, userIDList }), options);
    const now = await link.call(async (sdk) => ({ data: sdk.getServerTime() }), options);
    found.push(...memberList.map((one) => readMember(groupID, one, now)));
  }
  return found;
};

/** What one may there. */
export const standingIn = ({ mutedAll }: Pick<Group, 'mutedAll'>, own: Member): Standing => {
  const { role, mutedUntil } = own;
  if (mutedUntil !== undefined) return { role, locked: 'muted', until: mutedUntil };
  return mutedAll && role === 'member' ? { role, locked: 'muted-all' } : { role };
};

/** One's own place, as the service has it. */
export const placeIn = async (link: Link, groupID: string): Promise<Standing | undefined> => {
  const [group, [own]] = [await heldGroup(link, groupID), await membersOf(link, groupID, [link.self()])];
  return own && standingIn(group, own);
};

/** How a group, some of its people and one's own place there are now. */
export const tellGroup = async (
  link: Telling & { readonly self: UserId | (() => UserId) },
  id: string,
  users: readonly UserId[],
  mutes: ReadonlyMap<UserId, number> = new Map(),
) => {
  const self = typeof link.self === 'function' ? link.self() : link.self;
  const group = await heldGroup(link, id);
  if (group.kind !== 'group') return;
  // The SDK does not take over that somebody is muted no more: what was just told holds.
  const all = (await membersOf(link, id, [...new Set([self, ...users])])).map((one) => {
    const until = mutes.get(one.userId);
    return until === undefined ? one : { ...one, mutedUntil: until || undefined };
  });
  const own = all.find(({ userId }) => userId === self);
  const changed = all.filter(({ userId }) => users.includes(userId));
  const events: EngineEvent[] = [{ type: 'groups', changed: [group] }];
  if (changed.length > 0) events.push({ type: 'members', changed });
  if (own) {
    places(link).set(id, standingIn(group, own));
    const { name: title, avatar, memberCount } = group;
    const face = {
      ...(title && { title }),
      ...(avatar && { avatar }),
      ...(memberCount !== undefined && { memberCount }),
    };
    events.push({ type: 'conversations', changed: [{ id: `group:${id}`, ...face, standing: standingIn(group, own) }] });
  }
  link.emit(events);
};
