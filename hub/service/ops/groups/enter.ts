import type { Ops } from '../../../protocol/index.js';
import { allowed } from '../../../protocol/rights.js';
import { id, object, optional, string } from '../../check.js';
import { HubError, notFound } from '../../errors.js';
import { groupKey } from '../../ids.js';
import { isThere } from '../../living.js';
import type { OpTable, UserCall } from '../../op.js';
import { factsOf } from '../../standing.js';
import type { Work } from '../../work.js';
import { admit, mayHold } from './admit.js';
import { ask, pendingOf, settlePending, WORDS } from './applications.js';
import { change, changeGroup, changeMember, each, groupRow, mayInvite, people, placeFor } from './shared.js';

type State = Ops['groups.join']['result']['state'];

const banned = (): HubError =>
  new HubError('banned', 'group: closed to this person', { field: 'group', latest: { locked: 'banned' } });

const join = async (work: Work, { user, core }: UserCall, group: string, words?: string): Promise<State> => {
  if (await work.tx.members.get(groupKey(group), user)) return 'joined';
  const row = await groupRow(work, group);
  // A group that is not there answers like one that is closed.
  const closed = new HubError('forbidden', 'group: not open to you', { field: 'group' });
  if (!row || row.dismissed) throw closed;
  if (await work.tx.docs.get('group-ban', group, user)) throw banned();
  const pending = await pendingOf(work.tx, group, user);
  const inviter = pending?.doc.invitedBy;
  const invitedBy = inviter !== undefined && (await mayInvite(work, group, inviter)) ? inviter : undefined;
  // One that an older hub left behind.
  if (inviter !== undefined && invitedBy === undefined) await settlePending(work, group, user, 'refused', inviter);
  if (invitedBy === undefined && !allowed('join-group', factsOf(row))) throw closed;
  if (row.policy === 'apply' && invitedBy === undefined) {
    await ask(work, group, user, { words });
    return 'pending';
  }
  await mayHold(work, group, 1, core.settings.groupMembers);
  const empty = (await work.tx.members.count(groupKey(group))) === 0;
  await settlePending(work, group, user, 'accepted', user);
  await admit(work, group, [user], invitedBy ? 'invited' : 'joined', invitedBy ? [invitedBy, user] : [user]);
  const alone = empty ? await work.tx.members.get(groupKey(group), user) : undefined;
  // One of an older hub that everybody had left.
  if (alone) {
    await changeMember(work, { ...alone, role: 'owner' }, group);
    await changeGroup(work, group, { owner: user });
  }
  return 'joined';
};

const invite = async (work: Work, { user, core }: UserCall, { group, users, words }: Ops['groups.invite']['args']) => {
  const place = await placeFor(work, user, group, 'invite');
  const known = new Set((await work.tx.users.getMany(users)).filter(isThere).map((row) => row.id));
  const admitted: string[] = [];
  const outcomes = await each<State>(users, async (one) => {
    if (!known.has(one)) throw notFound('users');
    if (await work.tx.members.get(place.key, one)) return 'joined';
    if (await work.tx.docs.get('group-ban', group, one)) throw banned();
    if (await work.tx.docs.get('block', one, user)) throw new HubError('blocked', 'users: blocked', { field: 'users' });
    const pending = await pendingOf(work.tx, group, one);
    const applied = pending && pending.doc.invitedBy === undefined;
    if (place.group.invites === 'consent' && !(applied && allowed('answer-application', place.facts))) {
      await ask(work, group, one, { invitedBy: user, words });
      return 'pending';
    }
    await mayHold(work, group, admitted.length + 1, core.settings.groupMembers);
    await settlePending(work, group, one, 'accepted', user);
    admitted.push(one);
    return 'joined';
  });
  await admit(work, group, admitted, 'invited', [user, ...admitted]);
  return outcomes;
};

export const enterOps: OpTable<'groups.join' | 'groups.invite'> = {
  'groups.join': {
    auth: 'user',
    check: object({ group: id, words: optional(string(WORDS)) }),
    run: (call, { group, words }) =>
      change(call, async (work) => ({ state: await join(work, call, group, words || undefined) })),
  },
  'groups.invite': {
    auth: 'user',
    check: object({ group: id, users: people, words: optional(string(WORDS)) }),
    run: (call, args) => change(call, (work) => invite(work, call, args)),
  },
};
