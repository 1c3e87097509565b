import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HistoryPage } from '../../core/engine/index.js';
import { type ConversationId, ImError, type Message } from '../../core/model/index.js';
import { pagesOf } from '../../core/timeline/index.js';
import { rows, scripted, texts } from '../helpers/client.js';

const BOB = 'direct:bob' as const;
const text = (words: string) => ({ kind: 'text', text: words }) as const;
const page = (items: HistoryPage['items'], hasOlder = false, hasNewer = false): HistoryPage => ({
  items,
  hasOlder,
  hasNewer,
});

describe('history', () => {
  it('a gap closes though what stood behind it is gone', async () => {
    const { client, clock, engine, start } = scripted();
    const at = (seq: number) => engine.message(seq, String(seq));
    let held = [1, 2, 3, 8, 9];
    engine.pages = (_, { before, after }) => {
      const range = held.filter((seq) => seq < (before?.order.seq ?? 99) && seq > (after?.order.seq ?? 0));
      return page(range.map(at));
    };
    await start();
    client.conversations.open(BOB);
    await clock.pass(10);
    engine.emit([{ type: 'sync', phase: 'started', full: true }]);
    engine.emit([{ type: 'messages', origin: 'live', messages: [at(20)] }]);
    held = [1, 2, 3, 8, 9];
    const pages = pagesOf(client.store, BOB);
    assert.equal(pages.length, 2);
    assert.equal(await client.messages.newer(BOB, pages[0]?.id as string), false);
    assert.deepEqual(
      pagesOf(client.store, BOB).map(({ gapBefore }) => gapBefore),
      [false],
    );
    assert.deepEqual(texts(client, BOB), ['1', '2', '3', '8', '9', '20']);
    await client.session.stop();
  });

  it('an answer from before a full resync is asked for again', async () => {
    const { client, clock, engine, start } = scripted();
    const at = (seq: number) => engine.message(seq, String(seq));
    await start();
    const answers: ((page: HistoryPage) => void)[] = [];
    engine.messages.history = () => new Promise((resolve) => answers.push(resolve));
    client.conversations.open(BOB);
    await clock.pass(10);
    assert.equal(answers.length, 1);
    engine.emit([{ type: 'sync', phase: 'started', full: true }], '9');
    answers[0]?.(page([at(1), at(2)]));
    await clock.pass(10);
    assert.equal(answers.length, 2);
    assert.notEqual(client.store.get('timeline', BOB)?.opened, true);
    answers[1]?.(page([at(1), at(2), at(3)]));
    await clock.pass(10);
    assert.deepEqual(texts(client, BOB), ['1', '2', '3']);
    await client.session.stop();
  });

  it('holds the timelines of those shown last, and of those on a screen', async () => {
    const { client, clock, engine, cache, visible, start } = scripted();
    engine.pages = (conversationId) =>
      page(
        [1, 2].map((seq) => engine.message(seq, `${seq}`, { conversationId, serverId: `${conversationId}-${seq}` })),
      );
    await start();
    client.conversations.open('direct:stays');
    const all = Array.from({ length: 24 }, (_, index) => `direct:u${index}` as ConversationId);
    for (const id of all) {
      const close = client.conversations.open(id);
      await clock.pass(100);
      close();
    }
    const held = [...client.store.entries()].filter(([key]) => key.startsWith('timeline/'));
    assert.ok(held.length <= 21, String(held.length));
    assert.deepEqual(texts(client, 'direct:stays'), ['1', '2']);
    // A page that is hidden keeps what it has at once.
    visible.value = false;
    await clock.pass(10);
    assert.ok(await cache.get('timeline/direct:u0'));
    const close = client.conversations.open('direct:u0');
    await clock.pass(100);
    assert.deepEqual(texts(client, 'direct:u0'), ['1', '2']);
    close();
    await client.session.stop();
  });
});

describe('clocks that are set', () => {
  it('back by a day: the heart goes on beating, nobody writes for a day', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    engine.emit([{ type: 'typing', conversationId: BOB, userId: 'bob', what: 'text' }]);
    clock.skew = -86_400_000;
    await clock.pass(10_000);
    assert.equal(client.store.get('typing', BOB), undefined);
    await clock.pass(30_000);
    assert.ok(engine.count('ping') >= 1);
    await client.session.stop();
  });

  it('back by a day: an address that has ended is not given out', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const server = clock.now();
    const file = { id: 'f', name: 'f', mime: 'text/plain', bytes: 1 };
    await client.media.url(file);
    clock.skew = -86_400_000;
    engine.emit([{ type: 'clock', offset: 86_400_000 + 120_000 }]);
    assert.ok(client.session.now() > server + 60_000);
    await client.media.url(file);
    assert.equal(engine.count('url'), 2);
    await client.session.stop();
  });
});

describe('what is refused', () => {
  it('a recall that waited: the page is told', async () => {
    const { client, clock, engine, network, start } = scripted();
    await start();
    client.conversations.open(BOB);
    const id = await client.messages.send(BOB, text('hi'));
    await clock.pass(100);
    network.value = false;
    await client.messages.recall(id);
    const told: unknown[] = [];
    client.on('recall-failed', (detail) => told.push(detail));
    (engine as { recall: unknown }).recall = { recall: () => Promise.reject(new ImError('too-late')) };
    network.value = true;
    await clock.pass(5000);
    assert.deepEqual(told, [{ conversationId: BOB, messageId: id, code: 'too-late' }]);
    assert.equal(rows(client, BOB)[0]?.content.kind, 'text');
    await client.session.stop();
  });

  it('a token for somebody else ends the session and says so', async () => {
    const { client, clock, engine } = scripted();
    engine.connect = async () => ({ id: 'eve' });
    const started = assert.rejects(client.session.start(), { code: 'unauthorized', field: 'credentials.userId' });
    await clock.pass(5000);
    await started;
    assert.equal(client.store.get('session', 'self')?.state, 'unauthorized');
    await client.session.stop();
  });

  it('a back end that asks for patience gets it', async () => {
    const { client, clock, engine } = scripted();
    engine.fates = [new ImError('too-many', { retryAfter: 20_000 })];
    void client.session.start();
    await clock.pass(19_000);
    assert.equal(engine.count('connect'), 1);
    await clock.pass(2000);
    assert.equal(engine.count('connect'), 2);
    await client.session.stop();
  });
});

describe('counts and drafts', () => {
  it('a message that comes while the sums are asked for is counted', async () => {
    const { client, clock, engine, start } = scripted();
    engine.conversations.list = async () => ({ items: [{ id: 'direct:x', unread: 0 }], next: 'more' });
    const sums = [
      { count: 3, muted: 0 },
      { count: 4, muted: 0 },
    ];
    let asked = 0;
    engine.conversations.unread = async () => {
      const answer = sums[Math.min(asked++, 1)];
      if (asked === 1) engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'now')] }]);
      return answer as (typeof sums)[0];
    };
    await start();
    await clock.pass(1000);
    assert.equal(client.store.get('unread', 'total')?.count, 4);
    await client.session.stop();
  });

  it('a draft goes in the transaction that keeps its message', async () => {
    const { client, clock, cache, start } = scripted();
    await start();
    client.conversations.draft(BOB, 'hi');
    await clock.pass(1000);
    assert.ok(client.store.get('draft', BOB));
    let together = false;
    const put = cache.outbox.put;
    cache.outbox.put = (entry, changes = []) => {
      together ||= changes.some(({ key, after }) => key === `draft/${BOB}` && after === undefined);
      return put(entry, changes);
    };
    await client.messages.send(BOB, text('hi'), { clearDraft: true });
    assert.equal(together, true);
    assert.equal(client.store.get('draft', BOB), undefined);
    await client.session.stop();
  });

  it('a row that was sent while its list was kept is not shown twice', async () => {
    const { client, cache, start } = scripted();
    const row = (id: string, more: Partial<Message>) =>
      ({
        id,
        conversationId: BOB,
        senderId: 'ann',
        own: true,
        content: text(id),
        sentAt: 1,
        counts: true,
        ...more,
      }) as Message;
    await cache.write([
      {
        key: 'message/x',
        after: row('x', { serverId: 'm1', order: { seq: 1, tie: '' }, delivery: { state: 'sent' } }),
      },
      { key: `list/pending/${BOB}`, after: ['x'] },
    ]);
    await start();
    assert.deepEqual(client.store.list(`pending/${BOB}`), []);
    await client.session.stop();
  });
});
