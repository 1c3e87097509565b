import type { FormerDoc, Tx } from '../storage/port.js';
import { HubError } from './errors.js';
import { groupKey, groupOf } from './ids.js';
import type { Work } from './work.js';

/*
 * Who was removed, banned, or left, is no member for any rule of the hub. What is kept of him is a locked row in his list,
 * and that he may read what he could read then: nothing that was said, or changed in words, afterwards.
 */

/** Rows of former groups that a person keeps; the oldest go first. */
export const MOST_FORMERS = 100;
/** Groups of whose open histories we know what he had deleted. */
const MOST_CLEARED = 1_000;

export const formerOf = async (tx: Tx, user: string, key: string): Promise<FormerDoc | undefined> =>
  key.startsWith('group:') ? tx.docs.get('former', user, groupOf(key)) : undefined;

export const keepFormer = async (work: Work, user: string, group: string, doc: FormerDoc): Promise<void> => {
  const { docs } = work.tx;
  await docs.put('former', user, group, doc, doc.activity);
  const spare = (await docs.count('former', user)) - MOST_FORMERS;
  for (const { id } of spare > 0 ? await docs.page('former', user, { limit: spare }) : []) {
    await dropFormer(work, user, groupKey(id));
  }
};

/** In a group whose history is open to newcomers he may be one again: what he had deleted does not come back then. */
export const noteCleared = async (work: Work, user: string, key: string, clearedSeq: number): Promise<void> => {
  if (clearedSeq === 0 || (await work.tx.groups.get(groupOf(key)))?.history !== 'all') return;
  const row = await work.user(user, 'user');
  const others = Object.entries(row.cleared ?? {}).filter(([one]) => one !== key);
  const cleared = Object.fromEntries([...others, [key, clearedSeq] as const].slice(-MOST_CLEARED));
  await work.tx.users.put({ ...row, cleared });
};

/** The row goes. False: there was none. */
export const dropFormer = async (work: Work, user: string, key: string): Promise<boolean> => {
  if (!(await formerOf(work.tx, user, key))) return false;
  await work.tx.docs.remove('former', user, groupOf(key));
  await work.tellRow(user, key, true);
  return true;
};

/** Why somebody who has no seat there cannot do it, where he had one. */
export const goneError = async (tx: Tx, user: string, key: string): Promise<HubError | undefined> => {
  const past = await formerOf(tx, user, key);
  if (!past) return undefined;
  const { why } = past;
  const code = why === 'banned' ? 'banned' : 'forbidden';
  return new HubError(code, `conversation: ${why}`, { field: 'conversation', latest: { locked: why } });
};
