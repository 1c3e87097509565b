import { byPin } from '../order.js';
import type { MessagePage, MessageRow, MessageTable } from '../port.js';
import { sent } from './held.js';
import { ALL, toRow, toStored } from './marks.js';
import type { StoredMessage, Transaction } from './schema.js';
import { between, END, floorIn, hiddenTo, sightOf, startsWith } from './seen.js';
import { unreadOf } from './unread.js';

type Test = (message: MessageRow) => boolean;

const rowsOf = (stored: readonly StoredMessage[]): MessageRow[] => stored.map(toRow);
const bySeq = (a: MessageRow, b: MessageRow): number => a.seq - b.seq;

/** Rows of several ranges, each of which gave as many as are wanted, as if they were one. Ascending. */
const merged = (rows: readonly MessageRow[], limit: number, from: 'start' | 'end'): MessageRow[] => {
  const all = [...new Map(rows.map((row) => [row.seq, row])).values()].sort(bySeq);
  return from === 'start' ? all.slice(0, limit) : all.slice(Math.max(all.length - limit, 0));
};

export const messageTable = (t: Transaction): MessageTable => {
  const [store, words, hidden] = [t.objectStore('messages'), t.objectStore('words'), t.objectStore('hidden')];

  const intact = new Map<string, Promise<boolean>>();
  /** Has nobody deleted any of it for himself? Hardly anybody does, and then nothing is asked of each message. */
  const isIntact = (key: string): Promise<boolean> => {
    const known =
      intact.get(key) ??
      hidden
        .index('message')
        .getKey(startsWith(key))
        .then((first) => first === undefined);
    intact.set(key, known);
    return known;
  };

  const walk = async (
    from: 'start' | 'end',
    range: IDBKeyRange | undefined,
    limit: number,
    test: Test,
    index?: 'kind' | 'named',
  ): Promise<MessageRow[]> => {
    if (!range) return [];
    const rows: MessageRow[] = [];
    const way = from === 'start' ? 'next' : 'prev';
    let at = await (index ? store.index(index).openCursor(range, way) : store.openCursor(range, way));
    for (; at && rows.length < limit; at = await at.continue()) if (test(at.value)) rows.push(toRow(at.value));
    return rows;
  };

  const testOf = async (key: string, { after, viewer, listed }: MessagePage): Promise<Test> => {
    const canSee = viewer === undefined ? () => true : await sightOf(t, key, viewer, after);
    return (message) => canSee(message) && !(listed && message.unlisted);
  };

  return {
    async put(message) {
      sent(t, store.put(toStored(message)));
    },
    async get(key, id) {
      const row = await store.index('id').get(id);
      return row?.key === key ? toRow(row) : undefined;
    },
    async at(key, seq) {
      const row = await store.get([key, seq]);
      return row && toRow(row);
    },
    async bySending(sender, clientId) {
      const row = await store.index('sending').get([sender, clientId]);
      return row && toRow(row);
    },
    async page(key, page) {
      const { after, before = END, limit, from, viewer, kinds, listed } = page;
      const range = (...parts: string[]) => between(parts, after, before - 1);
      const whole = range(key);
      if (limit < 1 || !whole) return [];
      if (from === 'start' && viewer === undefined && !kinds && !listed)
        return rowsOf(await store.getAll(whole, limit));
      const test = await testOf(key, page);
      if (!kinds) return merged(await walk(from, whole, limit, test), limit, from);
      const rows: MessageRow[] = [];
      for (const kind of kinds) rows.push(...(await walk(from, range(key, kind), limit, test, 'kind')));
      return merged(rows, limit, from);
    },
    async pinned(key, viewer) {
      const rows = rowsOf(await store.index('pinned').getAll(startsWith(key)));
      return rows.filter(viewer === undefined ? () => true : await sightOf(t, key, viewer, 0)).sort(byPin);
    },
    async requested(key, after, upTo, sender) {
      const range = between([key], after, upTo);
      const rows = range ? rowsOf(await store.index('asks').getAll(range)) : [];
      return rows.filter((row) => (sender ?? row.sender) === row.sender);
    },
    async mentioning(key, user, after, limit) {
      const canSee = await sightOf(t, key, user, after);
      const test: Test = (message) => message.sender !== user && canSee(message);
      const rows: MessageRow[] = [];
      for (const named of [user, ALL])
        rows.push(...(await walk('end', between([key, named], after, END), limit, test, 'named')));
      return merged(rows, limit, 'end');
    },
    expired: async (at, limit) => rowsOf(await store.index('expires').getAll(IDBKeyRange.upperBound(at), limit)),
    async burning(key, reader, after, upTo) {
      const range = between([key], after, upTo);
      const rows = range ? rowsOf(await store.index('burning').getAll(range)) : [];
      return rows.filter((row) => row.sender !== reader && (row.audience?.includes(reader) ?? true));
    },
    async nextExpiry() {
      const first = await store.index('expires').openKeyCursor();
      return first?.key;
    },
    ofSender: async (sender, limit) => rowsOf(await store.index('author').getAll(sender, limit)),
    async hide(key, seq, user) {
      intact.delete(key);
      await hidden.put({ key, user, seq });
    },
    async hiders(key, seq) {
      if (await isIntact(key)) return [];
      return (await hidden.index('message').getAllKeys([key, seq])).map(([, user]) => user);
    },
    async unread(key, user, after, cap) {
      const floor = await floorIn(t, key, user);
      if (floor === undefined) return 0;
      const from = Math.max(floor, after);
      return unreadOf(store, key, user, { from, cap, hidden: await hiddenTo(t, key, user, from) });
    },
    async counted(key, after, limit) {
      const range = between([key], after, END);
      const rows = await walk('start', range, limit, ({ counts, recalled }) => counts && !recalled);
      const gone = range ? await hidden.index('message').getAll(range) : [];
      const deleted = new Set(gone.map(({ seq }) => seq));
      return rows.map(({ seq, sender, audience }) => ({
        ...{ seq, sender, some: audience !== undefined || deleted.has(seq) },
      }));
    },
    async remove(key, seq) {
      await store.delete([key, seq]);
      await words.delete([key, seq]);
      for (const gone of await hidden.index('message').getAllKeys([key, seq])) await hidden.delete(gone);
    },
    count: () => store.count(),
  };
};
