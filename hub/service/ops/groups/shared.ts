import type { WireOutcomes } from '../../../protocol/groups.js';
import { allowed, type GroupAction, type RightFacts } from '../../../protocol/rights.js';
import type { ConversationRow, GroupRow, MemberRow } from '../../../storage/port.js';
import { type Check, id, list } from '../../check.js';
import { HubError, invalid, notFound } from '../../errors.js';
import { groupKey, groupOf } from '../../ids.js';
import type { UserCall } from '../../op.js';
import { demand, factsOf, refuse } from '../../standing.js';
import type { Work } from '../../work.js';

/** People in one call. */
export const people: Check<readonly string[]> = (value, field) => [...new Set(list(id, 100, 1)(value, field))];

/** A group as its caller finds it. */
export interface Place {
  readonly group: GroupRow;
  readonly key: string;
  readonly member: MemberRow;
  readonly facts: RightFacts;
}

export const noVisitors = ({ session }: UserCall): void => {
  if (session.kind === 'visitor') throw new HubError('forbidden', 'not for visitors');
};

/** A change to a group: not of visitors, and not too many of them. */
export const change = <T>(call: UserCall, run: (work: Work) => Promise<T>): Promise<T> => {
  noVisitors(call);
  call.core.groups.take(call.user, call.core.clock.now());
  return call.core.write(run);
};

/** No room, no channel. */
export const groupRow = async (work: Pick<Work, 'tx'>, group: string): Promise<GroupRow | undefined> => {
  const row = await work.tx.groups.get(group);
  return row && (row.kind ?? 'group') === 'group' ? row : undefined;
};

/** The caller's group; `not-found` where he is no member. */
export const placeOf = async (work: Pick<Work, 'tx'>, user: string, group: string): Promise<Place> => {
  const [row, key] = [await groupRow(work, group), groupKey(group)];
  const member = row && (await work.tx.members.get(key, user));
  if (!row || !member) throw notFound('group');
  return { group: row, key, member, facts: factsOf(row, member) };
};

/** The same, of a caller who may. */
export const placeFor = async (work: Pick<Work, 'tx'>, user: string, group: string, action: GroupAction) => {
  const place = await placeOf(work, user, group);
  demand(action, place.facts);
  return place;
};

/** Nobody comes in on the word of who may invite no more. */
export const mayInvite = async (work: Pick<Work, 'tx'>, group: string, inviter: string): Promise<boolean> => {
  const row = await groupRow(work, group);
  const member = row && (await work.tx.members.get(groupKey(group), inviter));
  return !!row && !!member && allowed('invite', factsOf(row, member));
};

export const conversationOf = async (work: Work, key: string): Promise<ConversationRow> => {
  const row = await work.tx.conversations.get(key);
  if (!row) throw notFound('group');
  return row;
};

/** What changed of it, as it is now; all members are told. `aside`: nothing that a row of the list shows. */
export const changeGroup = async (work: Work, group: string, patch: Partial<GroupRow>, aside?: true): Promise<void> => {
  const row = await work.tx.groups.get(group);
  if (!row) throw notFound('group');
  await work.tx.groups.put({ ...row, ...patch });
  await tellGroup(work, group, aside);
};

export const tellGroup = (work: Work, group: string, aside?: true): Promise<void> =>
  work.tell(groupKey(group), { t: 'group', group, ...(aside && { aside }) }, aside ? 'group-aside' : 'group');

export const changeMember = async (work: Work, member: MemberRow, group: string): Promise<void> => {
  await work.tx.members.put(member);
  await work.tell(member.key, { t: 'member', group, user: member.user }, `member:${member.user}`);
};

export const tooMany = (field: string, limit: number, what: string): HubError =>
  new HubError('too-large', `${field}: at most ${limit} ${what}`, { field, limit });

/** Throws where somebody owns as many groups as one may. */
export const mayOwn = async ({ tx }: Pick<Work, 'tx'>, user: string, most: number, field: string): Promise<void> => {
  const owned = (await tx.members.of(user)).filter(({ key, role }) => role === 'owner' && key.startsWith('group:'));
  if (owned.length < most) return;
  let alive = 0;
  for (const { key } of owned) if (!(await tx.groups.get(groupOf(key)))?.dismissed) alive += 1;
  if (alive >= most) throw tooMany(field, most, 'groups of one owner');
};

/** Each by himself: what fails of one does not stop the others. */
export const each = async <T extends string>(
  users: readonly string[],
  run: (user: string) => Promise<T>,
): Promise<WireOutcomes<T>> => {
  const outcomes: WireOutcomes<T>['outcomes'][number][] = [];
  for (const user of users) {
    try {
      outcomes.push({ user, state: await run(user) });
    } catch (error) {
      if (!(error instanceof HubError) || error.code === 'internal') throw error;
      outcomes.push({ user, error: error.toWire() });
    }
  }
  return { outcomes };
};

/** A member whom the caller may touch so. Nobody touches himself. */
export const touched = async (work: Work, { key, facts, member }: Place, user: string, action: GroupAction) => {
  if (user === member.user) throw invalid('users', 'must not name yourself');
  const other = await work.tx.members.get(key, user);
  if (!other) throw notFound('users');
  const whole = { ...facts, other: other.role };
  if (!allowed(action, whole)) throw refuse(action, whole);
  return other;
};

/** A dictionary after a patch: null takes away. Throws where there would be too much. */
export const patched = (
  before: Readonly<Record<string, string>> | undefined,
  patch: Readonly<Record<string, string | null>>,
  field: string,
  most: number,
): Readonly<Record<string, string>> | undefined => {
  const left = Object.entries({ ...before, ...patch }).filter((pair): pair is [string, string] => pair[1] !== null);
  if (left.length > most) throw tooMany(field, most, 'entries');
  const size = left.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (size > MOST_CHARS) throw tooMany(field, MOST_CHARS, 'characters in all');
  return left.length === 0 ? undefined : Object.fromEntries(left);
};

/** All keys and values of a dictionary together: it travels whole with each change. */
const MOST_CHARS = 65_536;
