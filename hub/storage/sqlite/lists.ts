import type { ListFilter, ListPlace } from '../port.js';
import type { Db, Value } from './db.js';

type Found = Readonly<Record<string, unknown>>;

export interface ListAsked {
  readonly limit: number;
  readonly after?: ListPlace;
  readonly filter?: ListFilter;
}

const holds = (list: 'marks' | 'tags', value: string): string =>
  `EXISTS (SELECT 1 FROM json_each(m.more, '$.${list}') WHERE value = ${value})`;

const tests = ({ kinds, tag, mark, muted, unread }: ListFilter): string[] => [
  kinds ? `(${kinds.map((_, n) => `substr(n.key, 1, length(:kind${n})) = :kind${n}`).join(' OR ')})` : '',
  tag === undefined ? '' : holds('tags', ':tag'),
  mark === undefined ? '' : holds('marks', ':mark'),
  mark === 'hidden' ? '' : `(m.more IS NULL OR NOT ${holds('marks', "'hidden'")})`,
  muted === undefined ? '' : `(n.notify = 'none') = ${Number(muted)}`,
  unread === undefined
    ? ''
    : unread
      ? '(m.marked_unread = 1 OR c.seq > max(m.read, m.cleared_seq))'
      : 'm.marked_unread = 0',
];

/** Where the rows that come into question are found; what an index has of them is tested before they are read. */
const NARROW = 'members n INDEXED BY members_by_activity';
const WIDE = 'members n INDEXED BY members_wide';
const MORE = 'members n INDEXED BY members_with_more';

const SOURCES = {
  [NARROW]: { test: 'n.activity IS NOT NULL', activity: 'n.activity' },
  [WIDE]: { test: 'n.activity IS NULL', activity: 'c.activity' },
  [MORE]: { test: 'n.more IS NOT NULL', activity: 'c.activity' },
} as const;

const listSql = (from: keyof typeof SOURCES, filter: ListFilter, beyond: boolean): string => {
  const { test, activity } = SOURCES[from];
  const all = [
    `n.user = :user AND n.hidden = 0 AND n.pinned = :pinned AND ${test}`,
    beyond ? `${activity} <= :activity AND (${activity} < :activity OR n.key > :key)` : '',
    ...tests(filter),
  ];
  return `SELECT m.*, c.seq, c.activity AS shown_activity
    FROM ${from} CROSS JOIN members m ON m.key = n.key AND m.user = n.user CROSS JOIN conversations c ON c.key = n.key
    WHERE ${all.filter((one) => one !== '').join(' AND ')} ORDER BY ${activity} DESC, n.key LIMIT :limit`;
};

const byActivity = (a: Found, b: Found): number =>
  (b.shown_activity as number) - (a.shown_activity as number) || ((a.key as string) < (b.key as string) ? -1 : 1);

/** Columns of members, `seq` and `shown_activity`: pinned ones first, each in the order of activity. */
export const listOf = (db: Db, user: string, { limit, after, filter = {} }: ListAsked): Found[] => {
  if (filter.kinds?.length === 0) return [];
  const sources = filter.tag !== undefined || filter.mark !== undefined ? ([MORE] as const) : ([NARROW, WIDE] as const);
  const found: Found[] = [];
  for (const pinned of after && !after.pinned ? [0] : [1, 0]) {
    const left = limit - found.length;
    if (left === 0) break;
    const place = after && Number(after.pinned) === pinned ? { activity: after.activity, key: after.key } : undefined;
    const asked: Record<string, Value> = {
      ...{ user, pinned, limit: left, ...place },
      ...Object.fromEntries(filter.kinds?.map((kind, n) => [`kind${n}`, kind]) ?? []),
      ...(filter.tag !== undefined && { tag: filter.tag }),
      ...(filter.mark !== undefined && { mark: filter.mark }),
    };
    const rows = sources.flatMap((from) => db.all(listSql(from, filter, place !== undefined), asked));
    found.push(...rows.sort(byActivity).slice(0, left));
  }
  return found;
};
