import type { MessageRow, StoredEvent } from '../storage/port.js';
import type { Work } from './work.js';

/** To those who can see the message: of a directed one, nobody else's log knows anything. */
export const tellOf = async (
  work: Work,
  { key, sender, audience }: Pick<MessageRow, 'key' | 'sender' | 'audience'>,
  event: StoredEvent,
  subject?: string,
): Promise<void> => {
  if (!audience) return work.tell(key, event, subject);
  for (const user of new Set([sender, ...audience])) await work.tellUser(user, event, subject);
};
