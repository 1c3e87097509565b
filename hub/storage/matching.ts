import { byTime, floorOf } from './order.js';
import type {
  ConversationRow,
  ListFilter,
  MemberRow,
  MessageRow,
  Readers,
  SearchHit,
  SearchQuery,
  UserRow,
} from './port.js';
import type { GroupRow } from './records.js';

/** Letters as names are compared: compatibility forms and case told apart no more. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');

const namesOf = ({ id, name }: { readonly id: string; readonly name?: string }): string => fold(`${name ?? ''}\n${id}`);

/** What people are found by; undefined of those who are not. */
export const userNames = (user: UserRow): string | undefined =>
  user.kind === 'user' && user.mergedInto === undefined ? namesOf(user) : undefined;

/** The directory that a group is listed in, and what it is found by there. */
export const listingOf = (group: GroupRow): { readonly kind: 'group' | 'room'; readonly names: string } | undefined =>
  group.listed && !group.dismissed ? { kind: group.kind ?? 'group', names: namesOf(group) } : undefined;

export const isBehind = (member: MemberRow, { seq }: ConversationRow): boolean =>
  seq > Math.max(member.read, floorOf(member));

/** Does the row, which is not hidden, stand in the list? */
export const isListed = (
  { kinds, tag, mark, muted, unread }: ListFilter,
  member: MemberRow,
  conversation: ConversationRow,
): boolean => {
  const { key, notify, markedUnread = false, more } = member;
  return (
    (!kinds || kinds.some((kind) => key.startsWith(kind))) &&
    (tag === undefined || more?.tags?.includes(tag) === true) &&
    (mark === undefined || more?.marks?.includes(mark) === true) &&
    (mark === 'hidden' || more?.marks?.includes('hidden') !== true) &&
    (muted === undefined || (notify === 'none') === muted) &&
    (unread === undefined || (unread ? markedUnread || isBehind(member, conversation) : !markedUnread))
  );
};

/** For storages that look into texts one by one. What they hold of a text is in lower case. */
export const matcher = ({ words, match }: Pick<SearchQuery, 'words' | 'match'>): ((text: string) => boolean) => {
  const wanted = words.map((word) => word.toLowerCase());
  if (wanted.length === 0) return () => false;
  if (match === 'all') return (text) => wanted.every((word) => text.includes(word));
  return (text) => wanted.some((word) => text.includes(word));
};

export const passes = (
  { senders, kinds, since, until }: Pick<SearchQuery, 'senders' | 'kinds' | 'since' | 'until'>,
  { sender, content, at }: MessageRow,
): boolean =>
  (!senders || senders.includes(sender)) &&
  (!kinds || kinds.includes(content.kind)) &&
  at >= (since ?? at) &&
  at <= (until ?? at);

export const hitsOf = (found: MessageRow[], { after, limit }: Pick<SearchQuery, 'after' | 'limit'>): SearchHit[] =>
  found
    .sort(byTime)
    .filter((row) => !after || byTime(row, after) > 0)
    .slice(0, limit)
    .map(({ key, seq }) => ({ key, seq }));

/** Most first, at most 100. */
export const countsOf = (found: readonly MessageRow[]): { key: string; count: number }[] => {
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, 100);
};

/** For storages that hold all members at hand. */
export const readersOf = (
  { seq, sender }: Pick<MessageRow, 'seq' | 'sender'>,
  members: readonly MemberRow[],
): Readers => {
  const all = members.filter(({ user, joinedSeq }) => user !== sender && joinedSeq < seq);
  return { all: all.length, read: all.filter(({ shown }) => shown >= seq).length };
};
