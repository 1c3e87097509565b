import type { WireConversation, WireFilter, WireSettings } from '../protocol/index.js';
import type { ListFilter, ListPlace, Tx } from '../storage/port.js';
import { invalid } from './errors.js';
import { isFull } from './fit.js';
import { groupOf, isDirect, peerOf } from './ids.js';
import { levelOf } from './level.js';
import { formerRow, type PastRow as Row, withFormers } from './past.js';
import { settingsOfUser } from './settings.js';
import { faceOf, unreadOf, wireConversation } from './wire.js';

type Levels = WireSettings['notify'];

interface Page {
  readonly items: readonly WireConversation[];
  readonly next?: string;
}

/** A tag has no more conversations than these. */
const MOST_TAGGED = 1_000;
/** Rows looked at for one page: a page may be short, or empty, before the end. */
const MOST_LOOKED = 1_000;
const CHUNK = 200;

const writePlace = ({ pinned, activity, key }: ListPlace): string => `${pinned ? 1 : 0}.${activity}.${key}`;

const readPlace = (cursor: string): ListPlace => {
  const [, pinned, activity, key] = /^([01])\.(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (key === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { pinned: pinned === '1', activity: Number(activity), key };
};

const placeOf = ({ member, conversation }: Row): ListPlace => ({
  pinned: member.pinned,
  activity: conversation.activity,
  key: member.key,
});

/** Within a tag those pinned there stand first. */
const placeIn =
  (tag: string) =>
  (row: Row): ListPlace => ({ ...placeOf(row), pinned: row.member.more?.pinnedIn?.includes(tag) === true });

const byPlace = (a: ListPlace, b: ListPlace): number =>
  Number(b.pinned) - Number(a.pinned) || b.activity - a.activity || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** As names are looked through. */
export const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');

/** What storage does not look at. */
const holds = async (
  tx: Tx,
  { unread, muted, words = '' }: WireFilter,
  { member, past }: Row,
  levels: Levels,
): Promise<boolean> => {
  if (muted !== undefined && (!past && levelOf(member, levels) === 'none') !== muted) return false;
  if (unread !== undefined) {
    const has = !past && (member.markedUnread === true || (await unreadOf(tx, member)) > 0);
    if (has !== unread) return false;
  }
  if (words === '') return true;
  const { key, user } = member;
  const target = isDirect(key) ? peerOf(key, user) : groupOf(key);
  const { name = '' } = past ?? (await faceOf(tx, key, user)) ?? {};
  // What one calls him oneself.
  const { remark = '' } = (isDirect(key) && (await tx.docs.get('contact', user, target))) || {};
  return fold(`${name}\n${target}\n${remark}`).includes(fold(words));
};

/** Channels and live rooms stand only in the list that asks for them. */
export const LISTED = ['direct', 'group', 'system'] as const;

/** Storage knows what was chosen for each row, and nothing of wider levels. */
const isWide = ({ all, kinds }: Levels): boolean => [all, ...Object.values(kinds)].includes('none');

const storageFilter = ({ kinds, tag, mark, muted, unread }: WireFilter): ListFilter => ({
  kinds: (kinds ?? LISTED).map((kind) => `${kind}:`),
  ...{ ...(tag !== undefined && { tag }), ...(mark !== undefined && { mark }) },
  ...{ ...(muted !== undefined && { muted }), ...(unread !== undefined && { unread }) },
});

/** Rows in the order of the list after a place, some at a time. */
type More = (after: ListPlace | undefined, limit: number) => Promise<readonly Row[]>;

const inOrder = (tx: Tx, user: string, filter: WireFilter): { readonly more: More; at(row: Row): ListPlace } => {
  const { tag } = filter;
  const wanted = storageFilter(filter);
  if (tag === undefined) {
    return {
      async more(after, limit) {
        const rows = await tx.members.list(user, limit, after, wanted);
        return withFormers(tx, user, rows, limit, byPlace, after, wanted);
      },
      at: placeOf,
    };
  }
  const at = placeIn(tag);
  let sorted: Promise<readonly Row[]> | undefined;
  const all = async () => {
    const rows = await tx.members.list(user, MOST_TAGGED, undefined, wanted);
    return [...rows].sort((a, b) => byPlace(at(a), at(b)));
  };
  return {
    async more(after, limit) {
      sorted ??= all();
      return (await sorted).filter((row) => !after || byPlace(at(row), after) > 0).slice(0, limit);
    },
    at,
  };
};

const wireRow = async (tx: Tx, user: string, { member, conversation, past }: Row): Promise<WireConversation> =>
  (past && (await formerRow(tx, user, member.key))) || wireConversation(tx, member, conversation);

/** A page of one's rows that the filter lets through. */
export const listRows = async (
  tx: Tx,
  user: string,
  filter: WireFilter,
  cursor: string | undefined,
  limit: number,
): Promise<Page> => {
  const { notify: levels } = settingsOfUser(await tx.users.get(user));
  const wide = filter.muted !== undefined && isWide(levels);
  const { muted: _, ...narrow } = filter;
  const { more, at } = inOrder(tx, user, wide ? narrow : filter);
  const looks = wide || filter.unread !== undefined || (filter.words ?? '') !== '';
  const items: WireConversation[] = [];
  let after = cursor === undefined ? undefined : readPlace(cursor);
  for (let [size, looked] = [0, 0]; looked < MOST_LOOKED; ) {
    const chunk = looks ? CHUNK : limit - items.length + 1;
    const rows = await more(after, chunk);
    for (const row of rows) {
      const full = items.length >= limit || (items.length > 0 && isFull(size));
      if (full) return { items, ...(after && { next: writePlace(after) }) };
      looked++;
      if (await holds(tx, filter, row, levels)) {
        const item = await wireRow(tx, user, row);
        size += JSON.stringify(item).length;
        items.push(item);
      }
      after = at(row);
    }
    if (rows.length < chunk) return { items };
  }
  return { items, ...(after && { next: writePlace(after) }) };
};
