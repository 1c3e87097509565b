import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../core/model/index.js';
import { scripted, texts } from '../helpers/client.js';
import { BOB, page, text } from '../helpers/scripted-talk.js';

type Bench = ReturnType<typeof scripted>;

const turns = async ({ clock }: Bench, ms = 0) => {
  for (let i = 0; i < 40; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    await clock.pass(ms);
  }
};
/** Until the cache has written: its timer is a real one. */
const written = () => new Promise((resolve) => setTimeout(resolve, 80));
const three = ({ engine }: Bench) => [engine.message(1, 'one'), engine.message(2, 'two'), engine.message(3, 'three')];

/** Three messages of bob's in an open conversation. */
const talk = async (bench = scripted()) => {
  const { client, clock, engine, start } = bench;
  await start();
  client.conversations.open(BOB);
  await clock.pass(0);
  engine.emit([{ type: 'messages', origin: 'live', messages: three(bench) }], '2');
  await written();
  return bench;
};

/** The same browser later, out of reach of the back end. */
const offline = async (cache: Bench['cache']) => {
  const bench = scripted({ cache });
  bench.engine.fate = 'hang';
  void bench.client.session.start();
  bench.client.conversations.open(BOB);
  await turns(bench);
  return bench;
};

describe('what was deleted for oneself', () => {
  it('does not come back with history, the row or a reload while the back end is still to be told', async () => {
    const bench = await talk();
    const { client, engine, cache, clock } = bench;
    Object.assign(engine.deletion as object, { delete: () => new Promise(() => {}) });
    await client.messages.delete(BOB, ['s:m3', 's:m1']);
    engine.pages = () => page(three(bench), false, false);
    await client.messages.around(BOB, { serverId: 'm1' }).catch(() => undefined);
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, lastMessage: engine.message(3, 'three') }] }]);
    assert.deepEqual(texts(client, BOB), ['two']);
    await cache.write(three(bench).map((one) => ({ key: `message/s:${one.serverId}`, after: stored(one) })));
    await client.session.stop();
    await clock.pass(0);
    const later = await offline(cache);
    await later.client.messages.older(BOB);
    assert.deepEqual(texts(later.client, BOB), ['two']);
    await later.client.session.stop();
  });

  it('does not come back when it is told once more after a lost connection', async () => {
    const bench = await talk();
    const { client, engine } = bench;
    Object.assign(engine.deletion as object, { delete: () => new Promise(() => {}) });
    await client.messages.delete(BOB, ['s:m2']);
    const unread = client.store.get('conversation', BOB)?.unread;
    engine.emit([{ type: 'messages', origin: 'catch-up', messages: three(bench) }], '3');
    assert.deepEqual(texts(client, BOB), ['one', 'three']);
    assert.equal(client.store.get('conversation', BOB)?.unread, unread);
    await client.session.stop();
  });

  it('stays gone when something is told of it at that moment', async () => {
    const { client, engine, cache } = await talk();
    await client.messages.delete(BOB, ['s:m3']);
    engine.emit([
      {
        type: 'message-changes',
        changes: [{ what: 'reacted', serverId: 'm3', conversationId: BOB, reactions: [] }],
      },
    ]);
    await written();
    assert.equal(await cache.get('message/s:m3'), undefined);
    assert.equal(client.store.has('message/s:m3'), false);
    await client.session.stop();
  });
});

const stored = (one: ReturnType<Bench['engine']['message']>): Message =>
  ({ ...one, id: `s:${one.serverId}`, own: false, delivery: { state: 'sent' } }) as unknown as Message;

describe('what was cleared', () => {
  it('on another device does not come back out of a cache that could not be emptied', async () => {
    const bench = await talk();
    const { client, engine, cache } = bench;
    engine.emit([{ type: 'cleared', conversationId: BOB, upTo: { seq: 2, tie: '\uffff' } }], '3');
    await turns(bench);
    await client.session.stop();
    await cache.write(three(bench).map((one) => ({ key: `message/s:${one.serverId}`, after: stored(one) })));
    const later = await offline(cache);
    assert.equal(await later.client.messages.older(BOB), false);
    assert.deepEqual(texts(later.client, BOB), ['three']);
    const found = await later.client.messages.search({ words: ['o'] });
    assert.deepEqual(
      found.items.map(({ id }) => id),
      [],
    );
    await later.client.session.stop();
  });

  it('does not come back with a page of history that was asked for before', async () => {
    const bench = await talk();
    const { client, engine } = bench;
    Object.assign(engine.deletion as object, { clear: () => new Promise(() => {}) });
    let answer = (): void => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    Object.assign(engine.messages, { history: () => gate.then(() => page(three(bench), true, false)) });
    const asked = client.messages.around(BOB, { serverId: 'm0' }).catch(() => undefined);
    await client.messages.clear(BOB, 's:m2');
    answer();
    await asked;
    await client.messages.older(BOB);
    assert.deepEqual(texts(client, BOB), ['three']);
    await client.session.stop();
  });
});

it('several changes of a message that only the cache holds all count', async () => {
  const bench = await talk();
  await bench.client.session.stop();
  const later = scripted({ cache: bench.cache });
  await later.start();
  const of = { serverId: 'm1', conversationId: BOB } as const;
  later.engine.emit([
    {
      type: 'message-changes',
      changes: [
        { ...of, what: 'edited', content: text('1'), at: 1 },
        { ...of, what: 'recalled', by: 'bob', at: 2 },
      ],
    },
  ]);
  await turns(later);
  await written();
  assert.equal(((await bench.cache.get('message/s:m1')) as Message).recalled?.by, 'bob');
  await later.client.session.stop();
});

describe('what burns after reading', () => {
  it('while the page is closed is not there when it comes again, though the back end cannot be reached', async () => {
    const bench = scripted();
    await talk(bench);
    const { engine, client, cache } = bench;
    const secret = engine.message(4, 'secret', { expire: { seconds: 5, at: 1_600_000_000_000 } });
    await client.session.stop();
    await cache.write([{ key: 'message/s:m4', after: stored(secret) }]);
    const pages = (await cache.get(`timeline/${BOB}`)) as { pages: { id: string }[] };
    await cache.write([{ key: `list/page/${pages.pages[0]?.id}`, after: ['s:m1', 's:m2', 's:m3', 's:m4'] }]);
    const later = await offline(cache);
    assert.deepEqual(texts(later.client, BOB), ['one', 'two', 'three']);
    assert.equal((await later.client.messages.search({ words: ['secret'] })).items.length, 0);
    await later.client.session.stop();
  });

  it('is in no quote any more, and a clock that is set right does not delay it', async () => {
    const bench = await talk();
    const { engine, client, clock } = bench;
    const replyTo = { serverId: 'm4', preview: 'secret', kind: 'text' };
    const due = clock.now() + 3_600_000;
    engine.emit([
      {
        type: 'messages',
        origin: 'live',
        messages: [
          engine.message(4, 'secret', { expire: { seconds: 5, at: due } }),
          engine.message(5, 'what?', { replyTo }),
        ],
      },
    ]);
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 5));
    engine.emit([{ type: 'clock', offset: 3_600_000 }]);
    await turns(bench, 1);
    assert.deepEqual(texts(client, BOB), ['one', 'two', 'three', 'what?']);
    assert.equal(client.store.get('message', 's:m5')?.replyTo?.preview, undefined);
    await client.session.stop();
  });
});
