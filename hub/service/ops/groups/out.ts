import type { FormerDoc, MemberRow } from '../../../storage/port.js';
import { boolean, id, integer, object, optional, string } from '../../check.js';
import { invalid, notFound } from '../../errors.js';
import { keepFormer, noteCleared } from '../../former.js';
import { groupKey } from '../../ids.js';
import type { OpTable } from '../../op.js';
import { notice } from '../../posting.js';
import type { Work } from '../../work.js';
import { settlePending } from './applications.js';
import { settleStale } from './invitations.js';
import { handOver, heirOf } from './roles.js';
import {
  change,
  changeGroup,
  conversationOf,
  each,
  type Place,
  people,
  placeFor,
  placeOf,
  tellGroup,
  touched,
} from './shared.js';

/** Of a group, who left it. Those whose time ends first go first. */
const MOST_MUTED = 1_000;

/** Who was muted is so still when he comes again. */
const noteMute = async (
  { tx, now }: Work,
  { user, more: { mutedUntil: until = 0 } = {} }: MemberRow,
  group: string,
) => {
  if (until <= now) return;
  await tx.docs.put('group-mute', group, user, { until }, until);
  if ((await tx.docs.count('group-mute', group)) <= MOST_MUTED) return;
  for (const { id: one } of await tx.docs.page('group-mute', group, { limit: 1 })) {
    await tx.docs.remove('group-mute', group, one);
  }
};

/** His seat is gone; his row stays, locked. The others are told by the caller of this. */
const unseat = async (work: Work, member: MemberRow, group: string, why: FormerDoc['why']): Promise<void> => {
  const { key, user, clearedSeq } = member;
  const [row, { seq, activity }] = [await work.tx.groups.get(group), await conversationOf(work, key)];
  await noteCleared(work, user, key, clearedSeq);
  await noteMute(work, member, group);
  await work.tx.members.remove(key, user);
  await work.tx.events.unlisten(user, key, await work.tx.events.head());
  const face = {
    ...(row?.name !== undefined && { name: row.name }),
    ...(row?.avatar !== undefined && { avatar: row.avatar }),
    ...(row?.avatar !== undefined && (await work.tx.docs.get('face', row.avatar, key)) && { face: true }),
  };
  // What he had hidden does not come back for that.
  if (member.hidden) await work.tellRow(user, key, true);
  else await keepFormer(work, user, group, { why, at: work.now, seq, activity, clearedSeq, ...face });
  if (!member.hidden) await work.tellRow(user, key);
  await work.tellUser(user, { t: 'member-removed', group, user }, `gone:${group}`);
  await work.tell(key, { t: 'member-removed', group, user }, `member:${user}`);
  const { admins } = row ?? {};
  if (admins?.includes(user)) await changeGroup(work, group, { admins: admins.filter((one) => one !== user) });
};

/** Over, for all: what was said stays with those who are in it. */
export const dismiss = async (work: Work, group: string, by: string): Promise<void> => {
  const key = groupKey(group);
  for (const { id: user } of await work.tx.docs.page('group-pending', group, { limit: 1_000 })) {
    await settlePending(work, group, user, 'refused', by);
  }
  await notice(work, key, 'dismissed', [by]);
  await changeGroup(work, group, { dismissed: { at: work.now, by } });
};

export const leave = async (work: Work, user: string, group: string, successor?: string): Promise<void> => {
  const { key, member, group: row } = await placeOf(work, user, group);
  const owns = member.role === 'owner' && !row.dismissed;
  if (successor !== undefined && !owns) throw invalid('successor', 'only an owner names one');
  const heir = owns ? await heirOf(work, key, user, row.admins, successor) : undefined;
  if (successor !== undefined && !heir) throw notFound('successor');
  if (owns && !heir) await dismiss(work, group, user);
  if (heir) await handOver(work, group, member, heir);
  await unseat(work, (await work.tx.members.get(key, user)) ?? member, group, 'left');
  await settleStale(work, group, user);
  if ((await work.tx.members.count(key)) === 0) return;
  if (!row.dismissed) await notice(work, key, 'left', [user]);
  await tellGroup(work, group);
};

/** Out, by somebody who may; and out of reach, with a ban. */
const putOut = async (work: Work, place: Place, user: string, ban: boolean): Promise<boolean> => {
  const { id: group } = place.group;
  const by = place.member.user;
  const action = ban ? 'ban' : 'kick';
  const there = await work.tx.members.get(place.key, user);
  if (there) await unseat(work, await touched(work, place, user, action), group, ban ? 'banned' : 'removed');
  else if (!(await work.tx.users.get(user))) throw notFound('users');
  const past = await work.tx.docs.get('former', user, group);
  if (!there && !past && !ban) throw notFound('users');
  if (!ban) return there !== undefined;
  await settlePending(work, group, user, 'refused', by);
  if (!(await work.tx.docs.get('group-ban', group, user))) {
    await work.tx.docs.put('group-ban', group, user, { at: work.now, by }, work.now);
  }
  if (past && past.why !== 'banned') {
    await work.tx.docs.put('former', user, group, { ...past, why: 'banned' }, past.activity);
    await work.tellRow(user, place.key);
  }
  return there !== undefined;
};

const kick = async (work: Work, by: string, group: string, users: readonly string[], ban: boolean) => {
  const place = await placeFor(work, by, group, ban ? 'ban' : 'kick');
  const gone: string[] = [];
  const outcomes = await each(users, async (user) => {
    if (await putOut(work, place, user, ban)) gone.push(user);
    return 'removed' as const;
  });
  if (gone.length === 0) return outcomes;
  await settleStale(work, group, by);
  await tellGroup(work, group);
  await notice(work, place.key, 'removed', [by, ...gone]);
  return outcomes;
};

/** Whoever is named may come in again; his locked row says so. */
const unban = async (work: Work, user: string, group: string, users: readonly string[]) => {
  const { key } = await placeFor(work, user, group, 'ban');
  return each(users, async (one) => {
    await work.tx.docs.remove('group-ban', group, one);
    const past = await work.tx.docs.get('former', one, group);
    if (past?.why === 'banned') {
      await work.tx.docs.put('former', one, group, { ...past, why: 'removed' }, past.activity);
      await work.tellRow(one, key);
    }
    return 'removed' as const;
  });
};

const readPlace = (cursor: string) => {
  const [, rank, user] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (user === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { rank: Number(rank), id: user };
};

export const outOps: OpTable<'groups.leave' | 'groups.kick' | 'groups.unban' | 'groups.banned'> = {
  'groups.leave': {
    auth: 'user',
    check: object({ group: id, successor: optional(id) }),
    run: ({ core, user }, { group, successor }) =>
      core.write(async (work) => {
        // Gone already: the same call again.
        if ((await work.tx.docs.get('former', user, group))?.why !== 'left') await leave(work, user, group, successor);
        return {};
      }),
  },
  'groups.kick': {
    auth: 'user',
    check: object({ group: id, users: people, ban: optional(boolean) }),
    run: (call, { group, users, ban = false }) => change(call, (work) => kick(work, call.user, group, users, ban)),
  },
  'groups.unban': {
    auth: 'user',
    check: object({ group: id, users: people }),
    run: (call, { group, users }) => change(call, (work) => unban(work, call.user, group, users)),
  },
  'groups.banned': {
    auth: 'user',
    check: object({ group: id, cursor: optional(string(100, 1)), limit: optional(integer(1, 200)) }),
    run: ({ core, user }, { group, cursor, limit = 50 }) =>
      core.read(async (tx) => {
        await placeFor({ tx }, user, group, 'ban');
        const after = cursor === undefined ? undefined : readPlace(cursor);
        const rows = await tx.docs.page('group-ban', group, { limit: limit + 1, ...(after && { after }) });
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return {
          items: rows.slice(0, limit).map((row) => row.id),
          ...(last && { next: `${last.rank}.${last.id}` }),
        };
      }),
  },
};
