import type { Work } from '../../work.js';
import { MOST_PENDING, pendingOf, settlePending } from './applications.js';
import { mayInvite } from './shared.js';

/** Invitations that wait end with the right they came from; `by`: who took it away. */
export const settleStale = async (work: Work, group: string, by: string): Promise<void> => {
  const verdicts = new Map<string, boolean>();
  for (const { id: user } of await work.tx.docs.page('group-pending', group, { limit: MOST_PENDING })) {
    const { invitedBy } = (await pendingOf(work.tx, group, user))?.doc ?? {};
    if (invitedBy === undefined) continue;
    const may = verdicts.get(invitedBy) ?? (await mayInvite(work, group, invitedBy));
    verdicts.set(invitedBy, may);
    if (!may) await settlePending(work, group, user, 'refused', by);
  }
};
