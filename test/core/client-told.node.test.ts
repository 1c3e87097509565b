import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scripted } from '../helpers/client.js';
import { BOB, page } from '../helpers/scripted-talk.js';

describe('what is told beside messages', () => {
  it('a row tells of its last message in outline, and takes away nothing that was known of it', async () => {
    const { client, engine, start } = scripted();
    await start();
    const reactions = [{ emoji: '👍', count: 1, mine: false, users: ['bob'] }];
    const whole = engine.message(1, 'a', { reactions, extensions: { done: 'yes' } });
    engine.emit([{ type: 'messages', origin: 'live', messages: [whole] }]);
    const outline = { ...engine.message(1, 'b'), edited: { at: 5 }, outline: true };
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, unread: 1, lastMessage: outline }] }]);
    const held = client.store.get('message', 's:m1');
    assert.deepEqual([held?.reactions, held?.extensions], [reactions, { done: 'yes' }]);
    assert.deepEqual([held?.content, held?.edited], [{ kind: 'text', text: 'b' }, { at: 5 }]);
    assert.equal(Reflect.get(held ?? {}, 'outline'), undefined);
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, lastMessage: engine.message(1, 'b') }] }]);
    assert.equal(client.store.get('message', 's:m1')?.reactions, undefined, 'said whole: there are none');
    await client.session.stop();
  });

  it('cursors only grow, and reading counts down at once', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    engine.pages = () => page([1, 2, 3].map((seq) => engine.message(seq, `${seq}`)));
    engine.emit([
      { type: 'messages', origin: 'live', messages: [1, 2, 3].map((seq) => engine.message(seq, `${seq}`)) },
    ]);
    client.conversations.open(BOB);
    await clock.pass(0);
    await client.conversations.markRead(BOB, 's:m2');
    const unread = () => client.store.get('conversation', BOB)?.unread;
    assert.equal(unread(), 1);
    engine.emit([
      { type: 'receipts', cursors: [{ conversationId: BOB, userId: 'ann', read: 1, delivered: 1, unread: 2 }] },
    ]);
    assert.equal(unread(), 1);
    engine.emit([{ type: 'receipts', cursors: [{ conversationId: BOB, userId: 'bob', read: 5, delivered: 5 }] }]);
    engine.emit([{ type: 'receipts', cursors: [{ conversationId: BOB, userId: 'bob', read: 2, delivered: 9 }] }]);
    const { read, delivered } = client.store.get('cursor', `${BOB}/bob`) as { read: number; delivered: number };
    assert.deepEqual([read, delivered], [5, 9]);
    client.receipts.seen(BOB, ['s:m3', 's:m1']);
    await clock.pass(300);
    assert.equal(unread(), 0);
    await clock.pass(1000);
    const marks = engine.asked
      .filter(({ what }) => what === 'markRead')
      .map(({ args }) => (args[1] as { order: { seq: number } }).order.seq);
    assert.deepEqual(marks, [2, 3]);
    await client.session.stop();
  });

  it('tells of delivery in one call, after the cache has the messages', async () => {
    const { client, clock, engine, cache, start } = scripted();
    await start();
    const kept: unknown[] = [];
    const { delivered } = engine.receipts as { delivered: unknown } as { delivered: (marks: never) => Promise<void> };
    Object.assign(engine.receipts as object, {
      delivered: async (marks: never) => {
        kept.push(await cache.get('message/s:m3'));
        await delivered(marks);
      },
    });
    for (const seq of [1, 2, 3])
      engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(seq, 'x')] }]);
    await clock.pass(300);
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(
      engine.asked.filter(({ what }) => what === 'delivered').map(({ args }) => args[0]),
      [[{ conversationId: BOB, upTo: 3 }]],
    );
    assert.equal(kept.length, 1);
    assert.ok(kept[0]);
    await client.session.stop();
  });

  it('tells whoever reads the session that other things can be done now', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    let told = 0;
    client.store.subscribe(['session/self'], () => {
      told += 1;
    });
    engine.emit([{ type: 'abilities' }]);
    await clock.pass(100);
    assert.deepEqual([told, client.store.get('session', 'self')?.abilities], [1, 1]);
    await client.session.stop();
  });
});
