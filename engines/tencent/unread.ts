import type { ConversationPatch, EngineEvent } from '../../core/engine/index.js';
import { noticeOf, TIP } from './content/notices.js';
import type { Link } from './link.js';
import { idOf, shieldedOf } from './rows.js';
import type { SdkConversation, SdkMessage } from './sdk.js';

type Kept = Pick<Link, 'kept'>;

/** The SDK's own objects, which know whether they are read. */
type Line = SdkMessage & { readonly isRead?: boolean; readonly isDeleted?: boolean };

const linesOf = (link: Kept) => link.kept('counted lines', () => new Map<string, Set<Line>>());
/** Each row is the same object for as long as it stands in the SDK's list. */
const rowsOf = (link: Kept) => link.kept('rows heard of', () => new Map<string, SdkConversation>());

/** Has it a row, of those that were read? */
export const isListed = (link: Kept, conversationID: string): boolean => rowsOf(link).has(conversationID);

/** After signing in anew the SDK has the service's numbers, in which these lines are not. */
export const forgetLines = (link: Kept): void => linesOf(link).clear();

/** The SDK counts lines of the service's as if somebody had written them: what is unread without them. */
export const unreadOf = (link: Kept, row: SdkConversation): number => {
  rowsOf(link).set(row.conversationID, row);
  const lines = linesOf(link).get(row.conversationID);
  if (!lines) return row.unreadCount;
  for (const line of lines) if (row.unreadCount === 0 || line.isRead || line.isDeleted) lines.delete(line);
  return Math.max(0, row.unreadCount - lines.size);
};

/** To be told of each message that comes. Answers what is to be told beside it. */
export const countLine = (link: Kept, message: SdkMessage): readonly EngineEvent[] => {
  const { conversationID, conversationType, flow, type } = message;
  if (conversationType !== 'GROUP' || flow !== 'in' || message._onlineOnlyFlag || message._isExcludedFromUnreadCount)
    return [];
  if (!noticeOf(message)) return [];
  const all = linesOf(link);
  all.set(conversationID, (all.get(conversationID) ?? new Set()).add(message));
  // The row comes after a tip, but before a message.
  const row = type === TIP ? undefined : rowsOf(link).get(conversationID);
  const id = row && idOf(row);
  if (!row || !id) return [];
  const changed: ConversationPatch[] = [{ id, unread: shieldedOf(row) ? 0 : unreadOf(link, row) }];
  return [{ type: 'conversations', changed }];
};
