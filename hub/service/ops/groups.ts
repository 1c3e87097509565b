import type { Ops, WireGroup } from '../../protocol/index.js';
import type { GroupRow, MemberRow, UserRow } from '../../storage/port.js';
import { findSeat, type Seat } from '../access.js';
import { id, integer, list, object, oneOf, optional, string } from '../check.js';
import type { Core } from '../core.js';
import { HubError, invalid, notFound } from '../errors.js';
import { groupKey } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { notice, seat } from '../posting.js';
import { wireGroup, wireMember } from '../wire.js';
import type { Work } from '../work.js';
import { ADDRESS, NAME } from './users.js';

type Outcome = Ops['groups.invite']['result']['outcomes'][number];

const own = async (work: Work, user: string, group: string): Promise<Seat> => {
  const found = await findSeat(work, user, groupKey(group));
  if (!found) throw notFound('group');
  return found;
};

const noVisitors = ({ session }: UserCall): void => {
  if (session.kind === 'visitor') throw new HubError('forbidden', 'not for visitors');
};

/** Seats people who are not there yet and says so, in one line. */
const admit = async (work: Work, group: string, users: readonly string[], event: string, by?: string) => {
  const key = groupKey(group);
  const conversation = await work.tx.conversations.get(key);
  if (!conversation || users.length === 0) return;
  const row = await work.tx.groups.get(group);
  for (const user of users) {
    await seat(work, conversation, user, 'member', row?.history);
    await work.tell(key, { t: 'member', group, user }, `member:${user}`);
  }
  await work.tell(key, { t: 'group', group }, 'group');
  const others = by === undefined ? undefined : { members: users.join(', ') };
  await notice(work, key, event, by === undefined ? users : [by], others);
};

const full = async (work: Work, group: string, more: number, limit: number): Promise<boolean> =>
  (await work.tx.members.count(groupKey(group))) + more > limit;

const tooMany = (limit: number): HubError =>
  new HubError('too-large', `a group has at most ${limit} members`, { field: 'members', limit });

const create = async (work: Work, { user, core }: UserCall, args: Ops['groups.create']['args']): Promise<WireGroup> => {
  const group = args.id ?? work.newId();
  const key = groupKey(group);
  const known = await work.tx.groups.get(group);
  // The same call again, after an answer that got lost.
  const again = known?.owner === user && args.id !== undefined && (await work.tx.members.get(key, user));
  if (known && again) return wireGroup(work.tx, known);
  if (known) throw new HubError('conflict', 'id: already used', { field: 'id' });
  const others = [...new Set(args.members)].filter((member) => member !== user);
  if (others.length + 1 > core.settings.groupMembers) throw tooMany(core.settings.groupMembers);
  const found = await work.tx.users.getMany(others);
  if (found.length < others.length) throw notFound('members');
  const { name, avatar, policy = 'invite', history } = args;
  const row: GroupRow = {
    id: group,
    name,
    avatar,
    policy,
    ...(history && { history }),
    owner: user,
    createdAt: work.now,
  };
  await work.tx.groups.put(row);
  const conversation = { key, seq: 0, activity: work.now };
  await work.tx.conversations.put(conversation);
  await seat(work, conversation, user, 'owner');
  await work.tell(key, { t: 'member', group, user }, `member:${user}`);
  for (const member of others) {
    await seat(work, conversation, member);
    await work.tell(key, { t: 'member', group, user: member }, `member:${member}`);
  }
  await work.tell(key, { t: 'group', group }, 'group');
  await notice(work, key, 'group-created', [user], name === undefined ? undefined : { name });
  return wireGroup(work.tx, row);
};

const join = async (work: Work, call: UserCall, group: string): Promise<void> => {
  const limit = call.core.settings.groupMembers;
  if (await work.tx.members.get(groupKey(group), call.user)) return;
  const row = await work.tx.groups.get(group);
  // A group that is not there answers like one that is closed.
  if (!row || row.policy === 'invite') {
    throw new HubError('forbidden', 'group: not open to you', { field: 'group' });
  }
  if (row.policy === 'apply') throw new HubError('unsupported', 'group: applications do not exist yet');
  if (await full(work, group, 1, limit)) throw tooMany(limit);
  const empty = (await work.tx.members.count(groupKey(group))) === 0;
  await admit(work, group, [call.user], 'member-joined');
  if (empty) await succeed(work, group);
};

/** The longest member, a user before any visitor. */
const heirOf = async (work: Work, key: string): Promise<MemberRow | undefined> => {
  const [first] = await work.tx.members.page(key, 1);
  for (let after: MemberRow | undefined; ; ) {
    const some = await work.tx.members.page(key, 100, after);
    const users = new Map((await work.tx.users.getMany(some.map(({ user }) => user))).map((row) => [row.id, row.kind]));
    const heir = some.find(({ user }) => users.get(user) === 'user');
    after = some.at(-1);
    if (heir || !after) return heir ?? first;
  }
};

/** Somebody follows an owner who leaves. */
const succeed = async (work: Work, group: string): Promise<void> => {
  const key = groupKey(group);
  const [row, heir] = [await work.tx.groups.get(group), await heirOf(work, key)];
  if (!row || !heir) return;
  await work.tx.groups.put({ ...row, owner: heir.user });
  await work.tx.members.put({ ...heir, role: 'owner' });
  await work.tell(key, { t: 'member', group, user: heir.user }, `member:${heir.user}`);
  await notice(work, key, 'owner-changed', [heir.user]);
};

/** Groups of whose open histories we know what he had deleted. */
const MOST_CLEARED = 1_000;

/** In a group whose history is open to newcomers he may be one again. */
const noteCleared = async (work: Work, { key, user, clearedSeq }: MemberRow, group: string): Promise<void> => {
  if (clearedSeq === 0 || (await work.tx.groups.get(group))?.history !== 'all') return;
  const row = await work.user(user, 'user');
  const others = Object.entries(row.cleared ?? {}).filter(([one]) => one !== key);
  const cleared = Object.fromEntries([...others, [key, clearedSeq] as const].slice(-MOST_CLEARED));
  await work.tx.users.put({ ...row, cleared });
};

export const leave = async (work: Work, user: string, group: string): Promise<void> => {
  const { key, member } = await own(work, user, group);
  await noteCleared(work, member, group);
  await work.tx.members.remove(key, user);
  await work.tx.events.unlisten(user, key, await work.tx.events.head());
  await work.tellRow(user, key, true);
  await work.tell(key, { t: 'member-removed', group, user }, `member:${user}`);
  await notice(work, key, 'member-left', [user]);
  if (member.role === 'owner') await succeed(work, group);
  await work.tell(key, { t: 'group', group }, 'group');
};

const invite = async (work: Work, { user, core }: UserCall, group: string, users: readonly string[]) => {
  const { key } = await own(work, user, group);
  const outcomes: Outcome[] = [];
  const admitted: string[] = [];
  const known = new Map((await work.tx.users.getMany(users)).map((row): [string, UserRow] => [row.id, row]));
  for (const one of users) {
    const limit = core.settings.groupMembers;
    if (!known.has(one)) outcomes.push({ user: one, error: notFound('users').toWire() });
    else if (await work.tx.members.get(key, one)) outcomes.push({ user: one, state: 'joined' });
    else if (await full(work, group, admitted.length + 1, limit)) {
      outcomes.push({ user: one, error: tooMany(limit).toWire() });
    } else {
      outcomes.push({ user: one, state: 'joined' });
      admitted.push(one);
    }
  }
  await admit(work, group, admitted, 'members-invited', user);
  return { outcomes };
};

const readPlace = (cursor: string): Pick<MemberRow, 'joined' | 'user'> => {
  const [, joined, user] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (user === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { joined: Number(joined), user };
};

const members = async (core: Core, user: string, args: Ops['groups.members']['args']) =>
  core.write(async (work) => {
    const { group, cursor, limit = 50 } = args;
    const { key } = await own(work, user, group);
    const after = cursor === undefined ? undefined : readPlace(cursor);
    const rows = await work.tx.members.page(key, limit + 1, after);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const items = rows.slice(0, limit).map(wireMember);
    return last ? { items, next: `${last.joined}.${last.user}` } : { items };
  });

export const groupOps: OpTable<
  'groups.create' | 'groups.get' | 'groups.join' | 'groups.leave' | 'groups.invite' | 'groups.members'
> = {
  'groups.create': {
    auth: 'user',
    check: object({
      id: optional(id),
      name: optional(string(NAME, 1)),
      avatar: optional(string(ADDRESS, 1)),
      policy: optional(oneOf('invite', 'apply', 'open')),
      history: optional(oneOf('joined', 'all')),
      members: optional(list(id, 1_000)),
    }),
    async run(call, args) {
      noVisitors(call);
      return call.core.write((work) => create(work, call, args));
    },
  },
  'groups.get': {
    auth: 'user',
    check: object({ ids: list(id, 100) }),
    run: ({ core, user, session }, { ids }) =>
      core.read(async (tx) => {
        const items = [];
        for (const one of new Set(ids)) {
          const row = await tx.groups.get(one);
          const open = row?.policy === 'open' && session.kind === 'user';
          if (row && (open || (await tx.members.get(groupKey(one), user)))) items.push(await wireGroup(tx, row));
        }
        return { items };
      }),
  },
  'groups.join': {
    auth: 'user',
    check: object({ group: id }),
    async run(call, { group }) {
      noVisitors(call);
      await call.core.write((work) => join(work, call, group));
      return { state: 'joined' };
    },
  },
  'groups.leave': {
    auth: 'user',
    check: object({ group: id }),
    async run({ core, user }, { group }) {
      await core.write((work) => leave(work, user, group));
      return {};
    },
  },
  'groups.invite': {
    auth: 'user',
    check: object({ group: id, users: list(id, 100, 1) }),
    async run(call, { group, users }) {
      noVisitors(call);
      return call.core.write((work) => invite(work, call, group, [...new Set(users)]));
    },
  },
  'groups.members': {
    auth: 'user',
    check: object({ group: id, cursor: optional(string(100, 1)), limit: optional(integer(1, 200)) }),
    run: ({ core, user }, args) => members(core, user, args),
  },
};
