import type { Client, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { openDirect } from '../member-list/acts.js';
import type { Translator } from '../shared/translator.js';

/** Somebody's profile; answers whether one went on to a conversation with him. */
export async function showProfile(
  user: UserId,
  from: { readonly client: Client; readonly translator: Translator; readonly host: HTMLElement },
): Promise<boolean> {
  const { client, host } = from;
  let message = false;
  await asked(host, 'im-profile-request', { userId: user }, async ({ userId }) => {
    const { openProfile } = await import('../profile/index.js');
    message = await openProfile(client, userId, host);
  });
  if (message) await openDirect(user, { ...from, group: '' });
  return message;
}
