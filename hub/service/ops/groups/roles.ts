import type { MemberRow } from '../../../storage/port.js';
import { id, object, oneOf } from '../../check.js';
import { HubError, notFound } from '../../errors.js';
import { groupKey } from '../../ids.js';
import type { OpTable, UserCall } from '../../op.js';
import { notice } from '../../posting.js';
import type { Work } from '../../work.js';
import { tellPending } from './applications.js';
import { settleStale } from './invitations.js';
import {
  change,
  changeGroup,
  changeMember,
  each,
  groupRow,
  mayOwn,
  people,
  placeFor,
  tooMany,
  touched,
} from './shared.js';

const MOST_ADMINS = 50;

const isUser = async (work: Work, user: string): Promise<boolean> => (await work.tx.users.get(user))?.kind === 'user';

/** Who follows an owner: whom he names, else an admin, else a person before any visitor; each the longest member. */
export const heirOf = async (
  work: Work,
  key: string,
  owner: string,
  admins: readonly string[] = [],
  named?: string,
): Promise<MemberRow | undefined> => {
  const wanted = named === undefined ? admins : [named];
  const rows: MemberRow[] = [];
  for (const user of wanted) {
    const row = user === owner ? undefined : await work.tx.members.get(key, user);
    if (row && (await isUser(work, user))) rows.push(row);
  }
  if (named !== undefined || rows.length > 0) return rows.sort((a, b) => a.joined - b.joined)[0];
  let first: MemberRow | undefined;
  for (let after: MemberRow | undefined; ; ) {
    const some: MemberRow[] = await work.tx.members.page(key, 100, after);
    const others = some.filter(({ user }) => user !== owner);
    first ??= others[0];
    const kinds = new Map(
      (await work.tx.users.getMany(others.map(({ user }) => user))).map((row) => [row.id, row.kind]),
    );
    const heir = others.find(({ user }) => kinds.get(user) === 'user');
    after = some.at(-1);
    if (heir || !after) return heir ?? first;
  }
};

/** Nobody silences an owner. */
const asOwner = ({ more, ...rest }: MemberRow): MemberRow => {
  const { mutedUntil: _, ...kept } = more ?? {};
  return { ...rest, role: 'owner', more: kept };
};

/** The old owner is a member like others from then on. */
export const handOver = async (work: Work, group: string, old: MemberRow, heir: MemberRow): Promise<void> => {
  const admins = (await work.tx.groups.get(group))?.admins?.filter((one) => one !== heir.user);
  await changeMember(work, { ...old, role: 'member' }, group);
  await changeMember(work, asOwner(heir), group);
  await changeGroup(work, group, { owner: heir.user, ...(admins && { admins }) });
  await notice(work, groupKey(group), 'owner-changed', [heir.user]);
  await tellPending(work, group, heir.user);
  await settleStale(work, group, heir.user);
};

const transfer = async (work: Work, { user, core }: UserCall, group: string, to: string): Promise<void> => {
  const name = `${group} ${to}`;
  const before = core.recent.find('transfer', user, name, work.now);
  // The same call again: it is his already.
  if (before && (await groupRow(work, group))?.owner === to) return;
  const place = await placeFor(work, user, group, 'transfer');
  const heir = await touched(work, place, to, 'transfer');
  if (!(await isUser(work, to))) throw new HubError('forbidden', 'to: not to visitors', { field: 'to' });
  await mayOwn(work, to, core.settings.ownedGroups, 'to');
  await handOver(work, group, place.member, heir);
  core.recent.keep('transfer', user, name, true, work.now);
};

const setRole = async (work: Work, by: string, group: string, users: readonly string[], role: 'admin' | 'member') => {
  const place = await placeFor(work, by, group, 'set-role');
  const done: string[] = [];
  const outcomes = await each(users, async (user) => {
    const member = await touched(work, place, user, 'set-role');
    if (member.role === role) return 'set' as const;
    if (role === 'admin' && !(await isUser(work, user))) throw notFound('users');
    const { admins = [] } = (await work.tx.groups.get(group)) ?? {};
    if (role === 'admin' && admins.length >= MOST_ADMINS) throw tooMany('users', MOST_ADMINS, 'admins');
    const others = admins.filter((one) => one !== user);
    await changeMember(work, { ...member, role }, group);
    await changeGroup(work, group, { admins: role === 'admin' ? [...others, user] : others });
    if (role === 'admin') await tellPending(work, group, user);
    done.push(user);
    return 'set' as const;
  });
  if (done.length > 0 && role === 'member') await settleStale(work, group, by);
  if (done.length > 0) await notice(work, place.key, role === 'admin' ? 'admin-set' : 'admin-unset', [by, ...done]);
  return outcomes;
};

export const roleOps: OpTable<'groups.set-role' | 'groups.transfer'> = {
  'groups.set-role': {
    auth: 'user',
    check: object({ group: id, users: people, role: oneOf('admin', 'member') }),
    run: (call, { group, users, role }) => change(call, (work) => setRole(work, call.user, group, users, role)),
  },
  'groups.transfer': {
    auth: 'user',
    check: object({ group: id, to: id }),
    run: (call, { group, to }) =>
      change(call, async (work) => {
        await transfer(work, call, group, to);
        return {};
      }),
  },
};
