import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImError, Message } from '../../core/model/index.js';
import { pagesOf } from '../../core/timeline/index.js';
import { rows, scripted, texts } from '../helpers/client.js';
import { BOB, held, page, text } from '../helpers/scripted-talk.js';

describe('own messages', () => {
  for (const first of ['echo', 'answer'] as const)
    it(`is one row for life when the ${first} comes first`, async () => {
      const { client, clock, engine, start } = scripted();
      await start();
      client.conversations.open(BOB);
      await clock.pass(0);
      const waiting = held(engine);
      const id = await client.messages.send(BOB, text('hi'));
      await clock.pass(0);
      const sent = engine.message(1, 'hi', { senderId: 'ann', clientId: id, serverId: 'm9' });
      const answer = () => waiting[0]?.({ serverId: 'm9', order: sent.order, sentAt: sent.sentAt });
      const echo = () => engine.emit([{ type: 'messages', origin: 'live', messages: [sent] }]);
      const states = [];
      for (const step of first === 'echo' ? [echo, answer, echo] : [answer, echo, echo]) {
        step();
        await clock.pass(0);
        states.push(rows(client, BOB).map((row) => [row.id, row.delivery.state]));
      }
      assert.deepEqual(states, Array(3).fill([[id, 'sent']]));
      assert.deepEqual(client.store.list(`pending/${BOB}`), []);
      assert.equal(client.store.get('conversation', BOB)?.lastMessageId, id);
      await client.session.stop();
    });

  for (const first of ['push', 'answer'] as const)
    it(`is one row where ids are not echoed and the ${first} comes first`, async () => {
      const { client, clock, engine, start } = scripted({}, { echo: 'none' });
      await start();
      client.conversations.open(BOB);
      await clock.pass(0);
      const waiting = held(engine);
      const id = await client.messages.send(BOB, text('hi'));
      await clock.pass(0);
      const sent = engine.message(1, 'hi', { senderId: 'ann' });
      const answer = () => waiting[0]?.({ serverId: 'm1', order: sent.order, sentAt: sent.sentAt });
      const push = () => engine.emit([{ type: 'messages', origin: 'live', messages: [sent] }]);
      for (const step of first === 'push' ? [push, answer] : [answer, push]) {
        step();
        await clock.pass(0);
        assert.deepEqual(
          rows(client, BOB).map((row) => row.id),
          [id],
        );
      }
      engine.emit([
        {
          type: 'message-changes',
          changes: [{ what: 'recalled', serverId: 'm1', conversationId: BOB, by: 'ann', at: 1 }],
        },
      ]);
      assert.equal(rows(client, BOB)[0]?.content.kind, 'recalled');
      await client.session.stop();
    });

  it('typed while offline wait in their order and go once', async () => {
    const { client, clock, engine, network, start } = scripted();
    await start();
    client.conversations.open(BOB);
    network.value = false;
    for (const words of ['one', 'two', 'three']) await client.messages.send(BOB, text(words));
    await clock.pass(1000);
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three']);
    assert.equal(engine.count('send'), 0);
    network.value = true;
    await clock.pass(5000);
    assert.deepEqual(
      rows(client, BOB).map(({ delivery }) => delivery.state),
      ['sent', 'sent', 'sent'],
    );
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three']);
    assert.equal(engine.count('send'), 3);
    await client.session.stop();
  });

  it('a file does not let the text after it overtake', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const blob = new Blob(['x'.repeat(20)], { type: 'text/plain' });
    const file = { name: 'a.txt', bytes: 20, mime: 'text/plain' };
    const both = [
      client.messages.send(BOB, { kind: 'file', file }, { blob }),
      client.messages.send(BOB, text('after')),
    ];
    await Promise.all(both);
    await clock.pass(3000);
    const sent = engine.asked
      .filter(({ what }) => what === 'send')
      .map(({ args }) => (args[0] as { content: { kind: string } }).content.kind);
    assert.deepEqual(sent, ['file', 'text']);
    await client.session.stop();
  });
});

describe('refusals before anything is stored', () => {
  const blob = (size: number, type = 'text/plain') => new Blob(['x'.repeat(size)], { type });
  const file = (name: string, mime = 'text/plain') => ({ kind: 'file', file: { name, bytes: 1, mime } }) as const;
  const cases: readonly (readonly [
    string,
    string,
    string,
    Parameters<ReturnType<typeof scripted>['client']['messages']['send']>,
  ])[] = [
    ['an id that is none', 'invalid', 'id', ['bob' as never, text('x')]],
    ['a kind of conversation it has not', 'unsupported', 'id', ['room:r', text('x')]],
    ['no content', 'invalid', 'content', [BOB, undefined as never]],
    ['an unknown kind', 'invalid', 'content', [BOB, { kind: 'dance' } as never]],
    ['an empty text', 'invalid', 'text', [BOB, text(' \n ')]],
    ['a long text', 'too-large', 'textGraphemes', [BOB, text('12345678901')]],
    ['much content', 'too-large', 'contentBytes', [BOB, { kind: 'custom', type: 't', data: 'x'.repeat(2000) }]],
    ['a file without bytes', 'invalid', 'blob', [BOB, file('a')]],
    ['an empty file', 'invalid', 'blob', [BOB, file('a'), { blob: blob(0) }]],
    ['a large file', 'too-large', 'fileBytes', [BOB, file('a'), { blob: blob(101) }]],
    [
      'a large image',
      'too-large',
      'imageBytes',
      [BOB, { kind: 'image', file: { name: 'a.png', bytes: 1, mime: 'image/png' } }, { blob: blob(51, 'image/png') }],
    ],
    ['a refused ending', 'rejected-content', 'refusedFiles', [BOB, file('A.EXE'), { blob: blob(5) }]],
    ['a refused type', 'rejected-content', 'refusedFiles', [BOB, file('a'), { blob: blob(5, 'text/html; charset=x') }]],
    ['a file on a text', 'invalid', 'blob', [BOB, text('x'), { blob: blob(5) }]],
    ['a quote of nothing', 'not-found', 'id', [BOB, text('x'), { replyTo: 'nothing' }]],
    ['mentions that are no list', 'invalid', 'mentions', [BOB, text('x'), { mentions: { users: 'bob' as never } }]],
  ];
  for (const [what, code, field, args] of cases)
    it(`${what}: ${code} ${field}`, async () => {
      const { client, start } = scripted();
      await start();
      const before = new Map(client.store.entries());
      await assert.rejects(client.messages.send(...args), (error: ImError) => {
        assert.deepEqual([error.code, error.field], [code, field]);
        return true;
      });
      assert.deepEqual(new Map(client.store.entries()), before);
      await client.session.stop();
    });

  it('twelve people in one emoji are one character', async () => {
    const { client, start } = scripted();
    await start();
    await client.messages.send(BOB, text('👨‍👩‍👧‍👦'.repeat(10)));
    await client.session.stop();
  });

  it('says forbidden where the engine says not here, unsupported where never', async () => {
    const { client, engine, start } = scripted();
    await start();
    engine.allowed = 'unavailable';
    await assert.rejects(client.messages.send(BOB, text('x')), { code: 'forbidden' });
    engine.allowed = 'unsupported';
    await assert.rejects(client.conversations.pin(BOB, true), { code: 'unsupported' });
    await client.session.stop();
  });
});

describe('what others write', () => {
  it('is counted once, whichever way it comes twice', async () => {
    const { client, engine, start } = scripted();
    await start();
    const messages = [engine.message(1, 'a'), engine.message(2, 'b')];
    for (let i = 0; i < 3; i++) engine.emit([{ type: 'messages', origin: i ? 'catch-up' : 'live', messages }], `${i}`);
    assert.equal(client.store.get('conversation', BOB)?.unread, 2);
    assert.deepEqual(client.store.get('unread', 'total'), { count: 2, muted: 0 });
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, unread: 3, lastMessage: engine.message(3, 'c') }] }]);
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(3, 'c')] }]);
    assert.equal(client.store.get('conversation', BOB)?.unread, 3);
    await client.session.stop();
  });

  it('is told to the page only when it is live', async () => {
    const { client, engine, start } = scripted();
    await start();
    const heard: string[] = [];
    client.on('message', ({ id }) => heard.push(id));
    engine.emit([
      { type: 'messages', origin: 'catch-up', messages: [engine.message(1, 'old')] },
      {
        type: 'messages',
        origin: 'live',
        messages: [engine.message(2, 'new'), engine.message(3, 'own', { senderId: 'ann' })],
      },
    ]);
    assert.deepEqual(heard, ['s:m2']);
    await client.session.stop();
  });

  it('is told to the page once, also where its row came first', async () => {
    const { client, engine, start } = scripted();
    await start();
    const heard: string[] = [];
    client.on('message', ({ serverId }) => void heard.push(serverId ?? ''));
    const message = engine.message(1, 'new');
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, unread: 1, lastMessage: message }] }]);
    for (let times = 0; times < 2; times++) engine.emit([{ type: 'messages', origin: 'live', messages: [message] }]);
    assert.deepEqual(heard, [message.serverId]);
    assert.equal(client.store.get('conversation', BOB)?.unread, 1);
    await client.session.stop();
  });

  it('keeps its cursor in the commit of its batch, and a bad event takes no other with it', async () => {
    const { client, engine, start } = scripted();
    await start();
    const commits: string[][] = [];
    client.store.tap(({ changes }) => commits.push(changes.map(({ key }) => key)));
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'a')] }], '7');
    assert.ok(commits[0]?.includes('meta/cursor') && commits[0].includes('message/s:m1'));
    engine.emit(
      [
        { type: 'messages', origin: 'live', messages: [null as never] },
        { type: 'messages', origin: 'live', messages: [engine.message(2, 'b')] },
      ],
      '8',
    );
    assert.ok(client.store.has('message/s:m2'));
    assert.equal(client.store.get('meta', 'cursor')?.value, '8');
    await client.session.stop();
  });

  it('repairs a hole that live messages leave in an open conversation', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const all = [1, 2, 3, 4, 5, 6].map((seq) => engine.message(seq, `${seq}`));
    engine.pages = () => page(all.slice(0, 2));
    client.conversations.open(BOB);
    await clock.pass(0);
    engine.pages = (_, { after }) =>
      page(
        all.filter((one) => one.order.seq > (after?.order.seq ?? 0)),
        true,
      );
    engine.emit([{ type: 'messages', origin: 'live', messages: [all[5] as never] }]);
    await clock.pass(0);
    assert.deepEqual(texts(client, BOB), ['1', '2', '3', '4', '5', '6']);
    assert.ok(pagesOf(client.store, BOB).every((one) => !one.gapBefore));
    await client.session.stop();
  });

  it('after a full resync reloads what is open, with a gap before it that can be filled', async () => {
    const { client, clock, engine, session, start } = scripted();
    await start();
    const all = Array.from({ length: 200 }, (_, at) => engine.message(at + 1, `${at + 1}`));
    const history = (_: unknown, { before, after, limit = 20 }: Parameters<typeof engine.pages>[1]) => {
      const lo = after?.order.seq ?? 0;
      const hi = before?.order.seq ?? 1e9;
      const range = all.slice(0, shown).filter(({ order }) => order.seq > lo && order.seq < hi);
      const some = after ? range.slice(0, limit) : range.slice(-limit);
      return page(some, (some[0]?.order.seq ?? 1) > 1, (some.at(-1)?.order.seq ?? 0) < shown);
    };
    let shown = 10;
    engine.pages = history;
    client.conversations.open(BOB);
    await clock.pass(0);
    assert.equal(texts(client, BOB).length, 10);
    shown = 200;
    engine.emit([{ type: 'disconnected' }]);
    await clock.pass(1000);
    engine.emit(
      [
        { type: 'sync', phase: 'started', full: true },
        { type: 'sync', phase: 'finished' },
      ],
      '9',
    );
    assert.equal(session()?.sync, 'started');
    await clock.pass(100);
    assert.equal(session()?.sync, 'finished');
    assert.equal(texts(client, BOB).at(-1), '200');
    for (;;) {
      const pages = pagesOf(client.store, BOB);
      const at = pages.findIndex((one, index) => index > 0 && one.gapBefore);
      if (at < 1) break;
      await client.messages.newer(BOB, (pages[at - 1] as { id: string }).id);
    }
    assert.deepEqual(
      texts(client, BOB),
      all.map(({ order }) => `${order.seq}`),
    );
    await client.session.stop();
  });

  it('a recall takes words, quotes, mention and unread with it, once', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    engine.pages = () => page([]);
    client.conversations.open(BOB);
    await clock.pass(0);
    const recalled = { what: 'recalled', serverId: 'm1', conversationId: BOB, by: 'bob', at: 5 } as const;
    engine.emit([
      {
        type: 'messages',
        origin: 'live',
        messages: [
          engine.message(1, 'secret', { mentions: { users: ['ann'] } }),
          engine.message(2, 'answer', { replyTo: { serverId: 'm1', preview: 'secret' } }),
        ],
      },
    ]);
    assert.deepEqual(client.store.get('conversation', BOB)?.mentions, [
      { messageId: 's:m1', serverId: 'm1', order: { seq: 1, tie: '' }, of: 'me' },
    ]);
    for (let i = 0; i < 2; i++) engine.emit([{ type: 'message-changes', changes: [recalled] }]);
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'secret')] }]);
    const [first, second] = rows(client, BOB) as [Message, Message];
    assert.equal(first.content.kind, 'recalled');
    assert.deepEqual([second.replyTo?.preview, second.replyTo?.gone], [undefined, 'recalled']);
    const row = client.store.get('conversation', BOB);
    assert.deepEqual([row?.unread, row?.mentions], [1, []]);
    assert.ok(!JSON.stringify([...client.store.entries()]).includes('secret'));
    await client.session.stop();
  });

  it('a recall reaches what only the cache holds', async () => {
    const { client, clock, engine, cache, start } = scripted();
    await start();
    const kept = {
      ...engine.message(1, 'secret'),
      id: 's:m1',
      own: false,
      delivery: { state: 'sent' },
    } as unknown as Message;
    await cache.write([{ key: 'message/s:m1', after: kept }]);
    engine.emit([
      {
        type: 'message-changes',
        changes: [{ what: 'recalled', serverId: 'm1', conversationId: BOB, by: 'bob', at: 5 }],
      },
    ]);
    await clock.pass(10);
    await client.session.stop();
    await cache.open({ engine: 'scripted', app: '', userId: 'ann' });
    assert.equal(((await cache.get('message/s:m1')) as Message).content.kind, 'recalled');
  });
});
