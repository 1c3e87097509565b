import { floorOf, isFor } from '../order.js';
import type { MessageRow } from '../records.js';
import { type Data, pair } from './data.js';

export const canSee = (data: Data, message: MessageRow, user: string): boolean => {
  const member = data.members.get(pair(message.key, user));
  if (!member || message.seq <= floorOf(member) || !isFor(message, user)) return false;
  return data.hidden.get(pair(message.key, message.seq))?.has(user) !== true;
};
