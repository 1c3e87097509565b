import type { ListPlace } from './port.js';
import type { ConversationRow, MemberRow, MessageRow } from './records.js';
import type { DocRow } from './small-records.js';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Longest member first. */
export const byLength = (a: Pick<MemberRow, 'joined' | 'user'>, b: Pick<MemberRow, 'joined' | 'user'>): number =>
  a.joined - b.joined || compare(a.user, b.user);

/** Pinned first, then the latest. */
export const byPlace = (a: ListPlace, b: ListPlace): number =>
  Number(b.pinned) - Number(a.pinned) || b.activity - a.activity || compare(a.key, b.key);

export const byRank = (a: Pick<DocRow, 'rank' | 'id'>, b: Pick<DocRow, 'rank' | 'id'>): number =>
  a.rank - b.rank || compare(a.id, b.id);

export interface ListRow {
  readonly member: MemberRow;
  readonly conversation: ConversationRow;
}

export const placeOf = ({ member, conversation }: ListRow): ListPlace => ({
  pinned: member.pinned,
  activity: conversation.activity,
  key: member.key,
});

/** The first `limit` of the rows behind `after`. Many rows are not sorted for the sake of a few. */
export const pageOf = (rows: readonly ListRow[], limit: number, after?: ListPlace): ListRow[] => {
  const first: { readonly row: ListRow; readonly place: ListPlace }[] = [];
  for (const row of rows) {
    const place = placeOf(row);
    if (after && byPlace(place, after) <= 0) continue;
    const last = first[limit - 1];
    if (last && byPlace(place, last.place) > 0) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = first[middle];
      if (there && byPlace(there.place, place) < 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, { row, place });
    if (first.length > limit) first.pop();
  }
  return first.map(({ row }) => row);
};

/** What a member can see begins above it. */
export const floorOf = ({ clearedSeq }: MemberRow): number => clearedSeq;

export const isFor = ({ audience, sender }: MessageRow, user: string): boolean =>
  !audience || sender === user || audience.includes(user);

export const names = ({ mentions, recalled }: MessageRow, user: string): boolean =>
  !recalled && (mentions?.all === true || mentions?.users?.includes(user) === true);

/** The last pinned first. */
export const byPin = (a: MessageRow, b: MessageRow): number =>
  (b.pinned?.at ?? 0) - (a.pinned?.at ?? 0) || b.seq - a.seq;

/** The newest first. */
export const byTime = (a: Found, b: Found): number => b.at - a.at || compare(b.key, a.key) || b.seq - a.seq;

type Found = Pick<MessageRow, 'at' | 'key' | 'seq'>;
