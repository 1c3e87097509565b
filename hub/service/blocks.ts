import type { Tx } from '../storage/port.js';
import { HubError } from './errors.js';
import { isDirect, peerOf } from './ids.js';
import { settingsOfUser } from './settings.js';

export const hasBlocked = async (tx: Tx, by: string, whom: string): Promise<boolean> =>
  (await tx.docs.get('block', by, whom)) !== undefined;

/** Has either of them blocked the other? */
export const areApart = async (tx: Tx, a: string, b: string): Promise<boolean> =>
  (await hasBlocked(tx, a, b)) || (await hasBlocked(tx, b, a));

export const blocked = (field: string): HubError => new HubError('blocked', `${field}: does not want it`, { field });

/**
 * May he say anything to the other one of a direct conversation? Throws `blocked`, or `forbidden` with the field
 * `contacts` where the other one lets contacts write alone. That a block is there is learnt from this refusal only.
 */
export const mayAddress = async (tx: Tx, user: string, key: string, desks: readonly string[]): Promise<void> => {
  if (!isDirect(key)) return;
  const peer = peerOf(key, user);
  if (await hasBlocked(tx, peer, user)) throw blocked('conversation');
  // A desk is there for everybody.
  if (desks.includes(peer)) return;
  const { only } = settingsOfUser(await tx.users.get(peer)).contacts;
  if (only && !(await tx.docs.get('contact', peer, user))) {
    throw new HubError('forbidden', 'conversation: only contacts may write to this person', { field: 'contacts' });
  }
};

/** Is what he does there of no concern to the other one? For what has no answer, such as typing. */
export const isUnheard = async (tx: Tx, user: string, key: string, desks: readonly string[]): Promise<boolean> => {
  try {
    await mayAddress(tx, user, key, desks);
    return false;
  } catch (error) {
    if (error instanceof HubError) return true;
    throw error;
  }
};
