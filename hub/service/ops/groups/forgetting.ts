import type { ApplicationDoc } from '../../../storage/port.js';
import type { Work } from '../../work.js';
import { MOST_PENDING, pendingOf, putApplication, settlePending, tellApplication } from './applications.js';

/** His words, and reasons that he gave, of all there are. */
const forgetWords = async (work: Work, user: string): Promise<void> => {
  const { docs } = work.tx;
  for (;;) {
    const marks = await docs.page('application-words', user, { limit: MOST_PENDING });
    for (const { id: appId, doc: mark } of marks) {
      const kind = mark.invitation ? 'group-invitation' : 'group-application';
      const known = await docs.get(kind, mark.of, appId);
      await docs.remove('application-words', user, appId);
      if (!known) continue;
      const { words, reason, ...rest } = known;
      const asker = known.invitedBy ?? known.user;
      const left = {
        ...rest,
        ...(words !== undefined && asker !== user && { words }),
        ...(reason !== undefined && known.answeredBy !== user && { reason }),
      };
      await putApplication(work.tx, appId, left);
      await tellApplication(work, appId, left);
    }
    if (marks.length < MOST_PENDING) return;
  }
};

/** Of who is erased nothing waits any more, and his words are gone from it. */
export const forgetPending = async (work: Work, user: string): Promise<void> => {
  await forgetWords(work, user);
  for (;;) {
    const groups = await work.tx.docs.owners('group-pending', user, MOST_PENDING);
    for (const group of groups) {
      const pending = await pendingOf(work.tx, group, user);
      const { words: _, ...doc } = pending?.doc ?? {};
      if (pending) await putApplication(work.tx, pending.id, doc as ApplicationDoc);
      await settlePending(work, group, user, 'refused', user);
      await work.tx.docs.remove('group-pending', group, user);
    }
    if (groups.length < MOST_PENDING) break;
  }
  await work.tx.docs.clear('group-invitation', user);
  await work.tx.docs.clear('applications-read', user);
};
