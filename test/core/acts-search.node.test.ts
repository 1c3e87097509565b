import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byKind } from '../../core/acts/by-kind.js';
import { searchMessages } from '../../core/acts/search.js';
import { MemoryCache } from '../../core/cache/index.js';
import type { Context } from '../../core/client/context.js';
import type { HistoryQuery, IncomingMessage, SearchQuery } from '../../core/engine/index.js';
import { type ConversationId, ImError, isImError, type Message } from '../../core/model/index.js';
import { Store } from '../../core/store/index.js';

const ROOM: ConversationId = 'group:room';
const BOB: ConversationId = 'direct:bob';
const NOW = 1_000_000;

const message = (id: ConversationId, seq: number, words: string, more: Partial<Message> = {}): Message => ({
  id: `s:${id}-${seq}`,
  serverId: `${id}-${seq}`,
  conversationId: id,
  senderId: seq % 2 ? 'bob' : 'ann',
  own: seq % 2 === 0,
  content: { kind: 'text', text: words },
  order: { seq, tie: '' },
  sentAt: seq * 1000,
  delivery: { state: 'sent' },
  counts: true,
  ...more,
});
const incoming = (seq: number, words: string): IncomingMessage => ({
  serverId: `r${seq}`,
  conversationId: ROOM,
  senderId: 'bob',
  content: { kind: 'text', text: words },
  order: { seq, tie: '' },
  sentAt: seq * 1000,
  counts: true,
});

/** A real store and a real cache; `cached` stand in the cache alone, `stored` in the store. */
const world = async (cached: readonly Message[], stored: readonly Message[] = [], engine: object = {}, on = false) => {
  const store = new Store();
  const cache = new MemoryCache();
  await cache.open();
  await cache.write(cached.map((one) => ({ key: `message/${one.id}` as const, after: one })));
  store.commit('local', (writer) => {
    for (const one of stored) writer.put('message', one.id, one);
    writer.list('conversations', [...new Set([...cached, ...stored].map((one) => one.conversationId))]);
  });
  const connection = { on };
  const ctx = {
    store,
    cache,
    userId: 'ann',
    env: { now: () => NOW, setTimeout: (run: () => void) => setTimeout(run, 0) },
    engine: { info: { limits: { historyPage: 50 } }, can: () => 'available', ...engine },
    now: () => NOW,
    connected: () => connection.on,
    requireConnected: () => {
      if (!connection.on) throw new ImError('not-connected');
    },
  } as unknown as Context;
  return { ctx, store, connection };
};
const words = (page: { readonly items: readonly Message[] }): string[] =>
  page.items.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
const refused = (field: string) => (error: unknown) =>
  isImError(error) && error.code === 'invalid' && error.field === field;

describe('searching what this browser holds', () => {
  it('finds newest first, in the cache and in the store, each message once', async () => {
    const { ctx } = await world(
      [message(BOB, 1, 'red apple'), message(BOB, 2, 'green apple'), message(BOB, 3, 'a pear')],
      [message(BOB, 2, 'green apple'), message(BOB, 4, 'APPLE pie')],
    );
    const page = await searchMessages(ctx, { words: ['apple'], conversationId: BOB });
    assert.deepEqual(words(page), ['APPLE pie', 'green apple', 'red apple']);
    assert.equal(page.local, true);
    assert.equal(page.next, undefined);
  });

  it('asks for all words or any, whatever their case, width and script', async () => {
    const { ctx } = await world([
      message(BOB, 1, '周四可以发货,请确认地址'),
      message(BOB, 2, 'ＡＢＣ Straße'),
      message(BOB, 3, 'abc only'),
      message(BOB, 4, 'ΟΔΟΣ'),
    ]);
    const find = async (query: SearchQuery) => words(await searchMessages(ctx, { conversationId: BOB, ...query }));
    assert.deepEqual(await find({ words: ['发货'] }), ['周四可以发货,请确认地址']);
    assert.deepEqual(await find({ words: ['abc', 'STRASSE'] }), ['ＡＢＣ Straße']);
    assert.deepEqual(await find({ words: ['strasse', 'only'], match: 'any' }), ['abc only', 'ＡＢＣ Straße']);
    assert.deepEqual(await find({ words: ['οδος'] }), ['ΟΔΟΣ']);
    assert.deepEqual(await find({ words: ['nothing'] }), []);
  });

  it('narrows by sender, kind and time', async () => {
    const file = { name: 'apple.pdf', bytes: 1, mime: 'application/pdf', id: 'f' };
    const { ctx } = await world([
      message(BOB, 1, 'apple'),
      message(BOB, 2, 'apple'),
      message(BOB, 3, 'x', { content: { kind: 'file', file } }),
    ]);
    const find = async (query: Partial<SearchQuery>) =>
      (await searchMessages(ctx, { words: ['apple'], ...query })).items.map(({ order }) => order?.seq);
    assert.deepEqual(await find({ senders: ['ann'] }), [2]);
    assert.deepEqual(await find({ kinds: ['file'] }), [3]);
    assert.deepEqual(await find({ since: 2000, until: 2000 }), [2]);
    assert.deepEqual(await find({ since: 2001 }), [3]);
  });

  it('never finds what was recalled, has burnt, passes by, waits to be sent or is being deleted', async () => {
    const { ctx, store } = await world(
      [message(BOB, 1, 'apple 1'), message(BOB, 7, 'apple 7'), message(BOB, 8, 'apple 8')],
      [
        message(BOB, 2, 'apple 2', { recalled: { at: 1, by: 'bob' } }),
        message(BOB, 3, 'apple 3', { content: { kind: 'recalled' } }),
        message(BOB, 4, 'apple 4', { expire: { seconds: 1, at: NOW - 1 } }),
        message(BOB, 5, 'apple 5', { transient: true }),
        message(BOB, 6, 'apple 6', { order: undefined, delivery: { state: 'queued' } }),
        // Recalled meanwhile: what the store says counts, not what the cache still has.
        message(BOB, 1, '', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'bob' } }),
      ],
    );
    store.commit('local', (writer) =>
      writer.put('change', BOB, {
        changes: [{ id: 'c1', name: 'delete', args: { messages: [{ id: `s:${BOB}-7`, order: { seq: 7, tie: '' } }] } }],
      }),
    );
    assert.deepEqual(words(await searchMessages(ctx, { words: ['apple'] })), ['apple 8']);
  });

  it('pages through one conversation without a double or a loss', async () => {
    const cached = Array.from({ length: 470 }, (_, at) => message(BOB, at + 1, `${at % 3 ? 'apple' : 'pear'} ${at}`));
    const { ctx } = await world(cached.slice(0, 450), cached.slice(440));
    const found: (number | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchMessages(ctx, { words: ['apple'], conversationId: BOB, limit: 30, cursor });
      assert.ok(page.items.length <= 30);
      found.push(...page.items.map(({ order }) => order?.seq));
      cursor = page.next;
    } while (cursor);
    const expected = cached.filter((_, at) => at % 3).map(({ order }) => order?.seq);
    assert.deepEqual(found, expected.reverse());
  });

  it('pages over all conversations by time, and counts the hits of each with the first page', async () => {
    const cached = [
      ...Array.from({ length: 25 }, (_, at) => message(BOB, at * 2 + 1, 'apple')),
      ...Array.from({ length: 7 }, (_, at) => message(ROOM, at * 4 + 2, 'apple')),
      message(ROOM, 4, 'pear'),
    ];
    const { ctx } = await world(cached);
    const first = await searchMessages(ctx, { words: ['apple'], limit: 10 });
    assert.deepEqual(first.counts, [
      { conversationId: BOB, count: 25 },
      { conversationId: ROOM, count: 7 },
    ]);
    const found = [...first.items];
    let { next } = first;
    while (next) {
      const page = await searchMessages(ctx, { words: ['apple'], limit: 10, cursor: next });
      assert.equal(page.counts, undefined);
      found.push(...page.items);
      next = page.next;
    }
    assert.equal(found.length, 32);
    assert.equal(new Set(found.map(({ id }) => id)).size, 32);
    const times = found.map(({ sentAt }) => sentAt);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
  });

  it('names the field that is wrong', async () => {
    const { ctx } = await world([]);
    const bad = (query: unknown, field: string) =>
      assert.rejects(searchMessages(ctx, query as SearchQuery), refused(field), JSON.stringify(query));
    await bad({ words: [] }, 'words');
    await bad({ words: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'words');
    await bad({ words: ['x'.repeat(65)] }, 'words');
    await bad({ words: ['  '] }, 'words');
    await bad({ words: [7] }, 'words');
    await bad({ words: 'apple' }, 'words');
    await bad({ words: ['a'], match: 'some' }, 'match');
    await bad({ words: ['a'], conversationId: 'bob' }, 'id');
    await bad({ words: ['a'], senders: 'bob' }, 'senders');
    await bad({ words: ['a'], since: Number.NaN }, 'since');
    await bad({ words: ['a'], limit: 51 }, 'limit');
    await bad({ words: ['a'], cursor: 'local:x' }, 'cursor');
    await bad(null, 'query');
  });

  it('stops when told to', async () => {
    const { ctx } = await world([message(BOB, 1, 'apple')]);
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(searchMessages(ctx, { words: ['apple'], signal: stop.signal }), { name: 'AbortError' });
  });
});

describe('searching at the back end', () => {
  const engineOf = (answer: () => unknown) => {
    const asked: unknown[] = [];
    const search = {
      messages: async (query: unknown) => {
        asked.push(query);
        return answer();
      },
    };
    return { asked, engine: { search } };
  };

  it('asks it where it can, and gives what it found local ids', async () => {
    const { asked, engine } = engineOf(() => ({
      items: [{ ...incoming(1, 'apple'), senderId: 'ann', clientId: 'mine' }],
      next: 'n',
      counts: [],
    }));
    const { ctx, store } = await world([], [], engine, true);
    const page = await searchMessages(ctx, { words: [' apple '], limit: 5 });
    assert.deepEqual(asked, [{ words: ['apple'], limit: 5 }]);
    assert.equal(page.items[0]?.id, 'mine');
    assert.equal(page.next, 'n');
    assert.equal(page.local, undefined);
    assert.equal(store.get('alias', 'r1')?.messageId, 'mine');
  });

  it('looks here when it is out of reach, but never mixes the pages of both', async () => {
    const { engine } = engineOf(() => {
      throw new ImError('timeout');
    });
    const { ctx, connection } = await world([message(BOB, 1, 'apple')], [], engine, true);
    assert.deepEqual(words(await searchMessages(ctx, { words: ['apple'] })), ['apple']);
    connection.on = false;
    assert.equal((await searchMessages(ctx, { words: ['apple'] })).local, true);
    await assert.rejects(searchMessages(ctx, { words: ['apple'], cursor: 'n' }), { code: 'not-connected' });
  });

  it('looks here where the site turns out not to have bought it', async () => {
    const { engine } = engineOf(() => {
      throw new ImError('unsupported');
    });
    const { ctx } = await world([message(BOB, 1, 'apple')], [], engine, true);
    const page = await searchMessages(ctx, { words: ['apple'] });
    assert.deepEqual([words(page), page.local], [['apple'], true]);
  });

  it('tells of a refusal', async () => {
    const { engine } = engineOf(() => {
      throw new ImError('too-many');
    });
    const { ctx } = await world([message(BOB, 1, 'apple')], [], engine, true);
    await assert.rejects(searchMessages(ctx, { words: ['apple'] }), { code: 'too-many' });
  });
});

describe('messages by kind', () => {
  const file = (seq: number): Partial<Message> => ({
    content: { kind: 'file', file: { id: `f${seq}`, name: `${seq}.pdf`, bytes: 1, mime: 'application/pdf' } },
  });

  it('pages through what is held, newest first', async () => {
    const all = Array.from({ length: 100 }, (_, at) => message(ROOM, at + 1, 'x', at % 2 ? file(at) : {}));
    const { ctx } = await world(all.slice(0, 90), all.slice(80));
    const found: (number | undefined)[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await byKind(ctx, ROOM, ['file'], before);
      found.push(...page.items.map(({ order }) => order?.seq));
      before = page.items.at(-1)?.id;
      if (!page.hasOlder) break;
    }
    assert.deepEqual(
      found,
      all
        .filter((_, at) => at % 2)
        .map(({ order }) => order?.seq)
        .reverse(),
    );
  });

  it('asks the back end for these kinds, and goes on from what it answered', async () => {
    const asked: HistoryQuery[] = [];
    const history = async (_: string, query: HistoryQuery) => {
      asked.push(query);
      return query.before
        ? { items: [incoming(1, 'a')], hasOlder: false, hasNewer: true }
        : { items: [incoming(2, 'b'), incoming(3, 'c')], hasOlder: true, hasNewer: false };
    };
    const { ctx, store } = await world([], [], { messages: { history } }, true);
    const first = await byKind(ctx, ROOM, ['text']);
    assert.deepEqual(words(first), ['c', 'b']);
    assert.ok(store.has('message/s:r2'));
    const second = await byKind(ctx, ROOM, ['text'], first.items.at(-1)?.id);
    assert.deepEqual(words(second), ['a']);
    assert.equal(second.hasOlder, false);
    assert.deepEqual(asked[1]?.before, { serverId: 'r2', order: { seq: 2, tie: '' } });
    assert.deepEqual(asked[0]?.kinds, ['text']);
  });

  it('names what is wrong', async () => {
    const { ctx } = await world([]);
    await assert.rejects(byKind(ctx, ROOM, []), refused('kinds'));
    await assert.rejects(byKind(ctx, 'room' as ConversationId, ['file']), refused('id'));
    await assert.rejects(byKind(ctx, ROOM, ['file'], 'nobody'), { code: 'not-found', field: 'before' });
  });
});
