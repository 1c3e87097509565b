import type { IDBPObjectStore } from 'idb';
import type { HubSchema, Store } from './schema.js';
import { between, END } from './seen.js';

interface Asked {
  /** Exclusive. */
  readonly from: number;
  readonly cap: number;
  /** Messages above it that do not count for the user. */
  readonly hidden: ReadonlySet<number>;
}

type Messages = IDBPObjectStore<HubSchema, Store[], 'messages', 'readwrite'>;

/** In pieces of `cap`, all keys less those of the user, so that a long conversation costs no more. */
const toAll = async (store: Messages, key: string, user: string, { from: start, cap, hidden }: Asked) => {
  let count = 0;
  for (let from = start; count < cap; ) {
    const piece = await store.index('unread').getAllKeys(between([key], from, END), cap);
    const last = piece.at(-1)?.[1];
    if (last === undefined) break;
    const own = await store.index('unreadBySender').getAllKeys(between([key, user], from, last));
    const mine = new Set(own.map(([, seq]) => seq));
    count += piece.filter(([, seq]) => !mine.has(seq) && !hidden.has(seq)).length;
    if (piece.length < cap) break;
    from = last;
  }
  return count;
};

export const unreadOf = async (store: Messages, key: string, user: string, asked: Asked): Promise<number> => {
  const directed = await store.index('unreadTo').getAllKeys(between([key, user], asked.from, END));
  const count = directed.filter(([, seq]) => !asked.hidden.has(seq)).length;
  return Math.min(count + (await toAll(store, key, user, asked)), asked.cap);
};
