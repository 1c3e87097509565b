import { groupKey } from '../../ids.js';
import { notice, seat } from '../../posting.js';
import type { Work } from '../../work.js';
import { conversationOf, tellGroup, tooMany } from './shared.js';

/** Throws where so many more are too many. */
export const mayHold = async (work: Work, group: string, more: number, most: number): Promise<void> => {
  if ((await work.tx.members.count(groupKey(group))) + more > most)
    throw tooMany('members', most, 'members in a group');
};

/** What was left of his mute when he went. */
const muteAgain = async ({ tx, now }: Work, group: string, user: string): Promise<void> => {
  const { until: mutedUntil } = (await tx.docs.get('group-mute', group, user)) ?? {};
  if (mutedUntil === undefined) return;
  await tx.docs.remove('group-mute', group, user);
  const member = await tx.members.get(groupKey(group), user);
  if (member && mutedUntil > now) await tx.members.put({ ...member, more: { ...member.more, mutedUntil } });
};

/** Seats people who are not there yet and says so, in one line. */
export const admit = async (
  work: Work,
  group: string,
  users: readonly string[],
  event: 'joined' | 'invited',
  actors: readonly string[],
): Promise<void> => {
  if (users.length === 0) return;
  const key = groupKey(group);
  const row = await work.tx.groups.get(group);
  for (const user of users) {
    await work.tx.docs.remove('former', user, group);
    await seat(work, await conversationOf(work, key), user, 'member', row?.history);
    await muteAgain(work, group, user);
    await work.tell(key, { t: 'member', group, user }, `member:${user}`);
  }
  await tellGroup(work, group);
  await notice(work, key, event, actors);
};
