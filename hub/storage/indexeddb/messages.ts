import type { MessageRow, MessageTable, SearchTable } from '../port.js';
import { startsWith } from './people.js';
import type { StoredMessage, Transaction, Words } from './schema.js';

const toRow = (stored: StoredMessage | undefined): MessageRow | undefined => {
  if (!stored) return undefined;
  const { unread: _unread, ...row } = stored;
  return row;
};

/** A field that is undefined is a field, to an index. */
const toStored = (row: MessageRow): StoredMessage => {
  const { clientId, ...rest } = row;
  const counted = row.counts && !row.recalled;
  return { ...rest, ...(clientId !== undefined && { clientId }), ...(counted && { unread: row.key }) };
};

export const messageTable = (t: Transaction): MessageTable => {
  const [store, words] = [t.objectStore('messages'), t.objectStore('words')];

  const fromEnd = async (range: IDBKeyRange, limit: number): Promise<StoredMessage[]> => {
    const rows: StoredMessage[] = [];
    for (let at = await store.openCursor(range, 'prev'); at && rows.length < limit; at = await at.continue()) {
      rows.push(at.value);
    }
    return rows.reverse();
  };

  return {
    async put(message) {
      await store.put(toStored(message));
    },
    async get(key, id) {
      const row = toRow(await store.index('id').get(id));
      return row?.key === key ? row : undefined;
    },
    at: async (key, seq) => toRow(await store.get([key, seq])),
    bySending: async (sender, clientId) => toRow(await store.index('sending').get([sender, clientId])),
    async page(key, { after, before = Number.MAX_SAFE_INTEGER, limit, from }) {
      if (before <= after + 1 || limit < 1) return [];
      const range = IDBKeyRange.bound([key, after], [key, before], true, true);
      const rows = from === 'start' ? await store.getAll(range, limit) : await fromEnd(range, limit);
      return rows.map((row) => toRow(row) as MessageRow);
    },
    /** Counts in pieces of `cap`, all keys less those of the user, so that a long conversation costs no more. */
    async unread(key, user, after, cap) {
      let count = 0;
      for (let from = after; count < cap; ) {
        const all = IDBKeyRange.bound([key, from], [key, Number.MAX_SAFE_INTEGER], true);
        const piece = await store.index('unread').getAllKeys(all, cap);
        const last = piece.at(-1)?.[1];
        if (last === undefined) break;
        const own = IDBKeyRange.bound([key, user, from], [key, user, last], true);
        count += piece.length - (await store.index('unreadBySender').count(own));
        if (piece.length < cap) break;
        from = last;
      }
      return Math.min(count, cap);
    },
    async remove(key, seq) {
      await store.delete([key, seq]);
      await words.delete([key, seq]);
    },
    count: () => store.count(),
  };
};

export const searchTable = (t: Transaction): SearchTable => {
  const [store, members, messages] = [t.objectStore('words'), t.objectStore('members'), t.objectStore('messages')];
  const inOne = async (user: string, key: string, wanted: string): Promise<Words[]> => {
    const member = await members.get([key, user]);
    if (!member) return [];
    const texts = await store.getAll(startsWith(key));
    return texts.filter(({ seq, text }) => seq > member.joinedSeq && text.includes(wanted));
  };

  return {
    async put(key, seq, text) {
      await store.put({ key, seq, text: text.toLowerCase() });
    },
    remove: (key, seq) => store.delete([key, seq]),
    async find(user, words, limit, only) {
      const keys = only === undefined ? (await members.index('user').getAll(user)).map(({ key }) => key) : [only];
      const found: { readonly key: string; readonly seq: number; readonly at: number }[] = [];
      for (const key of keys) {
        for (const { seq } of await inOne(user, key, words.toLowerCase())) {
          found.push({ key, seq, at: (await messages.get([key, seq]))?.at ?? 0 });
        }
      }
      return found
        .sort((a, b) => b.at - a.at || b.seq - a.seq)
        .slice(0, limit)
        .map(({ key, seq }) => ({ key, seq }));
    },
  };
};
