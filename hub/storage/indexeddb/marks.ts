import type { MessageRow } from '../records.js';
import type { Marks, StoredMessage } from './schema.js';

/** In the index of mentions: everybody. No id is empty. */
export const ALL = '';

const marksOf = (row: MessageRow): Marks => {
  const { key, seq, sender, audience, mentions, recalled } = row;
  const at = (user: string): [string, string, number] => [key, user, seq];
  const counted = row.counts && !recalled;
  const named = recalled ? [] : [...(mentions?.users ?? []), ...(mentions?.all ? [ALL] : [])];
  const readers = counted ? audience?.filter((user) => user !== sender) : undefined;
  return {
    ...(counted && !audience && { unread: key }),
    ...(readers && { unreadTo: readers.map(at) }),
    ...(named.length > 0 && { named: named.map(at) }),
    ...(row.receipt && { asks: key }),
    ...(row.expire && row.expire.at === undefined && { burning: key }),
    ...(!recalled && { author: sender }),
  };
};

/** A field that is undefined is a field, to an index. */
export const toStored = (row: MessageRow): StoredMessage => {
  const { clientId, ...rest } = toRow(row);
  return { ...rest, ...(clientId !== undefined && { clientId }), ...marksOf(row) };
};

export const toRow = (stored: StoredMessage): MessageRow => {
  const { unread: _u, unreadTo: _t, named: _n, asks: _a, burning: _b, author: _s, ...row } = stored;
  return row;
};
