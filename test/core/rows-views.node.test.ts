import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActsHost } from '../../core/acts/host.js';
import { Book } from '../../core/client/book.js';
import type { Conversation, ConversationFilter, ConversationId, Mark } from '../../core/model/index.js';
import { targetOf } from '../../core/model/index.js';
import { createRows } from '../../core/rows/index.js';
import { Store, viewOf } from '../../core/store/index.js';
import { seeded } from '../faults/random.js';

/** A book of its own, and the rows family on it; nothing of it can be asked of a back end. */
const shelf = () => {
  const store = new Store();
  const book = new Book(store);
  const offline = () => {
    throw new Error('offline');
  };
  const ctx = { store, engine: {}, requireConnected: offline, connected: () => false, log: () => {} };
  const host = {
    ctx,
    book,
    events: { on: () => () => {} },
    unread: { refresh: async () => {} },
  } as unknown as ActsHost;
  const rows = createRows(host);
  /** Kept from now on; what is not held cannot be read. */
  const keep = (filter: ConversationFilter) =>
    assert.rejects(rows.conversations.view('t', filter), /offline/).then(() => viewOf(filter));
  return { store, book, host, keep };
};

const FILTERS: readonly ConversationFilter[] = [
  { kinds: ['direct'] },
  { kinds: ['group', 'system'], muted: false },
  { tag: 'a' },
  { tag: 'b', unread: true },
  { mark: 'star' },
  { mark: 'hidden' },
  { mark: 'folded', kinds: ['direct'] },
  { unread: true },
  { unread: false },
  { muted: true },
  { words: 'Ä' },
  { words: '1', kinds: ['direct'] },
];

/** The rule in other words. */
const lets = (filter: ConversationFilter, row: Conversation): boolean => {
  const marks: readonly Mark[] = row.marks ?? [];
  if (filter.mark !== 'hidden' && marks.includes('hidden')) return false;
  if (filter.mark && !marks.includes(filter.mark)) return false;
  if (filter.kinds && !filter.kinds.includes(row.kind)) return false;
  if (filter.tag && !(row.tags ?? []).includes(filter.tag)) return false;
  if (filter.unread !== undefined && filter.unread !== (row.unread > 0 || !!row.markedUnread)) return false;
  if (filter.muted !== undefined && filter.muted !== (row.notify === 'none')) return false;
  const name = `${row.title ?? ''} ${targetOf(row.id)}`.toLowerCase();
  return filter.words === undefined || name.includes(filter.words.toLowerCase());
};

const sorted = (store: Store, filter: ConversationFilter): readonly string[] => {
  const rows = [...store.entries()].flatMap(([key, value]) =>
    key.startsWith('conversation/') && lets(filter, value as Conversation) ? [value as Conversation] : [],
  );
  const top = (row: Conversation): boolean => (filter.tag ? !!row.pinnedIn?.includes(filter.tag) : !!row.pinned);
  return rows
    .sort((a, b) => Number(top(b)) - Number(top(a)) || b.activity - a.activity || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
};

const sums = (store: Store) => {
  const total = { count: 0, muted: 0, kinds: {} as Record<string, number>, tags: {} as Record<string, number> };
  for (const [key, value] of store.entries()) {
    const { unread, notify, kind, tags = [], marks } = value as Conversation;
    if (!key.startsWith('conversation/') || unread === 0 || marks?.includes('hidden')) continue;
    if (notify === 'none') total.muted += unread;
    else {
      total.count += unread;
      total.kinds[kind] = (total.kinds[kind] ?? 0) + unread;
      for (const tag of tags) total.tags[tag] = (total.tags[tag] ?? 0) + unread;
    }
  }
  return total;
};

describe('filtered lists', () => {
  for (const seed of [1, 2, 3, 4])
    it(`equal a filter and a sort of the whole after any course of changes (seed ${seed})`, async () => {
      const random = seeded(seed);
      const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
      const some = <T>(all: readonly T[]): T[] | undefined => {
        const few = all.filter(() => random() < 0.4);
        return few.length > 0 ? few : undefined;
      };
      const { store, book, keep } = shelf();
      const ids = Array.from(
        { length: 40 },
        (_, n): ConversationId => `${pick(['direct', 'group', 'system'] as const)}:${n}`,
      );
      const any = (id: ConversationId): Conversation => ({
        ...{ id, kind: id.split(':')[0] as 'direct', activity: Math.floor(random() * 20), mentions: [] },
        ...{ unread: pick([0, 0, 1, 5]), notify: pick(['all', 'none', 'me']), markedUnread: pick([undefined, true]) },
        ...{ pinned: pick([undefined, true, false]), title: pick([undefined, 'Ära', 'b1', 'äther']) },
        ...{ tags: some(['a', 'b']), pinnedIn: some(['a', 'b']), marks: some(['star', 'folded', 'hidden']) },
      });
      const same = (step: number): void => {
        assert.deepEqual(
          store.list('conversations').filter((id) => id),
          sorted(store, {}),
          `whole list, step ${step}`,
        );
        for (const filter of kept)
          assert.deepEqual(store.list(viewOf(filter)), sorted(store, filter), `${viewOf(filter)}, step ${step}`);
        const { count, muted, kinds, tags } = store.get('unread', 'total') ?? {};
        assert.deepEqual({ count, muted, kinds, tags }, sums(store), `sums, step ${step}`);
      };
      const kept: ConversationFilter[] = [];
      store.commit('remote', (writer) => book.rebuild(writer));
      for (let step = 0; step < 400; step++) {
        const next = FILTERS[kept.length];
        if (next && step % 12 === 0) {
          await keep(next);
          kept.push(next);
        }
        store.commit('remote', (writer) => {
          for (let n = pick([1, 1, 1, 3]); n > 0; n--) {
            const id = pick(ids);
            const row = any(id);
            if (random() < 0.1) book.remove(writer, id);
            else if (random() < 0.5) book.put(writer, row);
            else {
              const field = pick([
                'activity',
                'pinned',
                'unread',
                'tags',
                'marks',
                'notify',
                'title',
                'pinnedIn',
              ] as const);
              book.patch(writer, id, { [field]: row[field] });
            }
          }
        });
        if (step % 50 === 25) store.commit('remote', (writer) => book.rebuild(writer));
        same(step);
      }
    });

  it('stand still for readers where nothing of them changed', async () => {
    const { store, book, keep } = shelf();
    const row = (id: ConversationId, activity: number): Conversation => ({
      ...{ id, kind: 'direct', activity, unread: 1, notify: 'all', mentions: [] },
    });
    store.commit('remote', (writer) => {
      book.put(writer, row('direct:a', 2));
      book.put(writer, row('direct:b', 1));
    });
    const name = await keep({ unread: true });
    const before = store.list(name);
    store.commit('remote', (writer) => book.patch(writer, 'direct:b', { unread: 2, title: 'B' }));
    assert.equal(store.list(name), before);
    store.commit('remote', (writer) => book.patch(writer, 'direct:b', { unread: 0 }));
    assert.deepEqual(store.list(name), ['direct:a']);
  });

  it('find people by what one calls them, each once, whatever becomes of the remark', async () => {
    const { store, book, keep } = shelf();
    const row: Conversation = {
      ...{ id: 'direct:ann', kind: 'direct', activity: 1, title: 'Ann', unread: 0, notify: 'all', mentions: [] },
    };
    const turn = (remark: string | undefined, patch: Partial<Conversation>) =>
      store.commit('remote', (writer) => {
        writer.put('contact', 'ann', { userId: 'ann', groups: [], since: 0, ...(remark && { remark }) });
        book.patch(writer, 'direct:ann', patch);
      });
    store.commit('remote', (writer) => book.put(writer, row));
    turn('The Boss', {});
    const view = await keep({ words: 'boss' });
    assert.deepEqual(store.list(view), ['direct:ann']);
    turn(undefined, { title: 'Boss Ann', activity: 2 });
    assert.deepEqual(store.list(view), ['direct:ann'], 'by name now');
    turn(undefined, { title: 'Ann', activity: 3 });
    assert.deepEqual(store.list(view), []);
    turn('boss', { activity: 4 });
    assert.deepEqual(store.list(view), ['direct:ann']);
  });

  it('follow a remark that changes while nothing else does', async () => {
    const { store, book, keep } = shelf();
    const row: Conversation = {
      ...{ id: 'direct:ann', kind: 'direct', activity: 1, title: 'Ann', unread: 0, notify: 'all', mentions: [] },
    };
    store.commit('remote', (writer) => book.put(writer, row));
    const view = await keep({ words: 'boss' });
    const unread = await keep({ unread: false });
    const before = store.list(unread);
    assert.deepEqual(store.list(view), []);
    const call = (remark: string) =>
      store.commit('remote', (writer) => writer.put('contact', 'ann', { userId: 'ann', groups: [], since: 0, remark }));
    call('The Boss');
    await Promise.resolve();
    assert.deepEqual(store.list(view), ['direct:ann']);
    call('Annie');
    await Promise.resolve();
    assert.deepEqual(store.list(view), []);
    assert.equal(store.list(unread), before, 'lists without words are left alone');
  });

  it('are twenty at most: the one that nobody asked for longest is let go', async () => {
    const { store, keep } = shelf();
    for (let n = 0; n < 20; n++) await keep({ words: `w${n}` });
    await keep({ words: 'w0' });
    await keep({ words: 'one more' });
    const has = (words: string): boolean => store.has(`list/${viewOf({ words })}`);
    assert.deepEqual([has('w0'), has('w1'), has('w2'), has('one more')], [true, false, true, true]);
  });

  it('are taken over from the tab that kept them, and let nothing else in', async () => {
    const { store, book, host, keep } = shelf();
    const name = await keep({ mark: 'star' });
    createRows(host);
    const row = { kind: 'direct', activity: 1, unread: 0, notify: 'all', mentions: [] } as const;
    store.commit('remote', (writer) => {
      book.put(writer, { ...row, id: 'direct:a', marks: ['star'] });
      book.put(writer, { ...row, id: 'direct:b' });
    });
    assert.deepEqual(store.list(name), ['direct:a']);
    for (const filter of [{ kinds: ['x'] }, { mark: 'x' }, { unread: 1 }, { words: 'x'.repeat(101) }, null])
      await assert.rejects(createRows(host).conversations.view('t', filter as never), { code: 'invalid' });
  });
});
