import type { WireConversation, WireMessage } from '../protocol/index.js';
import type {
  ConversationRow,
  FormerDoc,
  ListFilter,
  ListPlace,
  MemberRow,
  MessagePage,
  MessageRow,
  Tx,
} from '../storage/port.js';
import { formerOf, MOST_FORMERS } from './former.js';
import { groupKey } from './ids.js';
import { wireMessage } from './wire.js';

/* What former members see of groups. */

const rowOf = (user: string, group: string, { seq, clearedSeq }: FormerDoc): MemberRow => ({
  ...{ key: groupKey(group), user, role: 'member', joined: 0, joinedSeq: clearedSeq },
  ...{ read: seq, shown: seq, delivered: seq, clearedSeq },
  ...{ pinned: false, hidden: false, notify: 'all' },
});

/** Words that changed since are new words; calls and growing texts change without a mark. */
const isAsThen = ({ edited, content }: MessageRow, at: number): boolean =>
  (edited?.at ?? 0) <= at && content.kind !== 'signal' && content.kind !== 'stream';

/** Storage knows members alone. */
export const couldSee = async (
  tx: Tx,
  row: MessageRow,
  user: string,
  { at, seq, clearedSeq }: FormerDoc,
): Promise<boolean> =>
  row.seq > clearedSeq &&
  row.seq <= seq &&
  (!row.audience || row.sender === user || row.audience.includes(user)) &&
  isAsThen(row, at) &&
  !(await tx.messages.hiders(row.key, row.seq)).includes(user);

/** What others did to it since is not his to know. */
const wirePast = async (tx: Tx, row: MessageRow, user: string): Promise<WireMessage> => {
  const { reactions: _r, extensions: _e, pinned: _p, replyTo, receipt: _t, ...rest } = row;
  const wire = await wireMessage(tx, rest, user);
  return replyTo ? { ...wire, replyTo: { id: replyTo.id } } : wire;
};

/** Pages of what he may still read. */
export const pastPage = async (
  tx: Tx,
  key: string,
  user: string,
  past: FormerDoc,
  {
    after = 0,
    before = Number.MAX_SAFE_INTEGER,
    ...range
  }: Pick<MessagePage, 'from' | 'limit'> & Partial<Pick<MessagePage, 'after' | 'before' | 'kinds' | 'listed'>>,
): Promise<MessageRow[]> => {
  const found: MessageRow[] = [];
  let [low, high] = [Math.max(after, past.clearedSeq), Math.min(before, past.seq + 1)];
  while (found.length < range.limit) {
    const rows = await tx.messages.page(key, { ...range, after: low, before: high });
    const kept: MessageRow[] = [];
    for (const row of rows) if (await couldSee(tx, row, user, past)) kept.push(row);
    if (range.from === 'start') found.push(...kept);
    else found.unshift(...kept);
    if (rows.length < range.limit) break;
    if (range.from === 'start') low = rows.at(-1)?.seq ?? high;
    else high = rows[0]?.seq ?? low;
  }
  return range.from === 'start' ? found.slice(0, range.limit) : found.slice(-range.limit);
};

export const wirePasts = async (tx: Tx, rows: readonly MessageRow[], user: string): Promise<WireMessage[]> => {
  const items: WireMessage[] = [];
  for (const row of rows) items.push(await wirePast(tx, row, user));
  return items;
};

/** The locked row. */
export const formerRow = async (tx: Tx, user: string, key: string): Promise<WireConversation | undefined> => {
  const past = await formerOf(tx, user, key);
  if (!past) return undefined;
  const { why, name, avatar, activity, seq } = past;
  const [last] = await pastPage(tx, key, user, past, { limit: 1, from: 'end', listed: true });
  return {
    ...{ id: key, activity, unread: 0, pinned: false, notify: 'all' },
    ...{ ...(name !== undefined && { title: name }), ...(avatar !== undefined && { avatar }) },
    ...(last && { last: await wirePast(tx, last, user) }),
    cursors: [{ conversation: key, user, read: seq, delivered: seq }],
    standing: { locked: why },
  };
};

interface ListRow {
  readonly member: MemberRow;
  readonly conversation: ConversationRow;
}
/** `past`: a locked one. */
export interface PastRow extends ListRow {
  readonly past?: FormerDoc;
}

/** None of them is pinned, tagged, marked, muted or unread. */
const mayStand = ({ kinds, tag, mark, muted, unread }: ListFilter): boolean =>
  tag === undefined && mark === undefined && !muted && !unread && (!kinds || kinds.includes('group:'));

/** A page of the list with the locked rows in their places. */
export const withFormers = async (
  tx: Tx,
  user: string,
  rows: readonly ListRow[],
  limit: number,
  byPlace: (a: ListPlace, b: ListPlace) => number,
  after?: ListPlace,
  filter: ListFilter = {},
): Promise<PastRow[]> => {
  if (!mayStand(filter)) return [...rows];
  const docs = await tx.docs.page('former', user, { limit: MOST_FORMERS });
  const place = ({ member: { pinned, key }, conversation: { activity } }: ListRow): ListPlace => ({
    ...{ pinned, activity, key },
  });
  const pasts = docs.map(({ id, doc }) => ({
    ...{ member: rowOf(user, id, doc), past: doc },
    conversation: { key: groupKey(id), seq: doc.seq, activity: doc.activity },
  }));
  const behind = pasts.filter((row) => !after || byPlace(place(row), after) > 0);
  return [...rows, ...behind].sort((a, b) => byPlace(place(a), place(b))).slice(0, limit);
};
