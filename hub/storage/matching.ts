import { byTime } from './order.js';
import type { MessageRow, SearchHit, SearchQuery } from './port.js';

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
