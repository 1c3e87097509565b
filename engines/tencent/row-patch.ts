import type { ConversationPatch } from '../../core/engine/index.js';
import type { UserId } from '../../core/model/index.js';
import { withAltered } from './altered.js';
import type { Link } from './link.js';
import { placeOf } from './places.js';
import { readRow } from './rows.js';
import type { SdkConversation } from './sdk.js';
import { unreadOf } from './unread.js';

/** A row with what was told beside it. undefined: it is none of ours. */
export const rowPatch = (
  link: Pick<Link, 'kept' | 'now'>,
  row: SdkConversation,
  self: UserId,
): ConversationPatch | undefined => {
  const read = readRow(row, self, unreadOf(link, row), link.now());
  if (!read) return undefined;
  const last = read.lastMessage && withAltered(link, read.lastMessage);
  return { ...read, ...placeOf(link, row), ...(last && { lastMessage: last }) };
};
