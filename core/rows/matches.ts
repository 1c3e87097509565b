import { inOrder, type Rank } from '../client/ranks.js';
import { type Conversation, type ConversationFilter, targetOf } from '../model/index.js';
import { isLost } from '../places/lost.js';

/** As names are compared: letter case and compatibility forms told apart no more. */
const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');

const names = ({ title = '', id }: Conversation, words: string, remark = ''): boolean =>
  fold(`${title}\n${targetOf(id)}\n${remark}`).includes(fold(words));

/** Does the filter let the row through? `remark`: what the reader calls the other one of two; `mutes`: is it counted apart. */
export const matches = (
  filter: ConversationFilter,
  row: Conversation,
  remark?: string,
  mutes = (one: Conversation): boolean => one.notify === 'none',
): boolean => {
  const { kinds, tag, mark, unread, muted, words = '' } = filter;
  return (
    !isLost(row) &&
    (kinds && kinds.length > 0 ? kinds.includes(row.kind) : row.kind !== 'channel' && row.kind !== 'room') &&
    (!tag || row.tags?.includes(tag) === true) &&
    (mark ? row.marks?.includes(mark) === true : true) &&
    (mark === 'hidden' || row.marks?.includes('hidden') !== true) &&
    (unread === undefined || (row.unread > 0 || row.markedUnread === true) === unread) &&
    (muted === undefined || mutes(row) === muted) &&
    (words === '' || names(row, words, remark))
  );
};

/** Within a tag those pinned there stand first, in the place of those pinned in the whole list. */
export const orderOf = ({ tag }: ConversationFilter): typeof inOrder => {
  if (!tag) return inOrder;
  const rank = ({ id, activity, pinnedIn }: Rank): Rank => ({ id, activity, pinned: pinnedIn?.includes(tag) });
  return (a, b) => inOrder(rank(a), rank(b));
};
