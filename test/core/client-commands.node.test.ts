import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../core/model/index.js';
import { scripted, texts } from '../helpers/client.js';
import { BOB, held, page, text } from '../helpers/scripted-talk.js';

describe('typing', () => {
  it('of others ends after 6 s, with their message, and with the connection', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const typing = () => client.store.get('typing', BOB)?.users.length ?? 0;
    const bob = () => engine.emit([{ type: 'typing', conversationId: BOB, userId: 'bob', what: 'text' }]);
    bob();
    await clock.pass(4000);
    bob();
    await clock.pass(5999);
    assert.equal(typing(), 1);
    await clock.pass(1);
    assert.equal(typing(), 0);
    bob();
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'x')] }]);
    assert.equal(typing(), 0);
    bob();
    engine.emit([{ type: 'disconnected' }]);
    assert.equal(typing(), 0);
    await client.session.stop();
  });

  it('of ours is repeated every 3 s at most, ends when idle and when sent', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    for (let i = 0; i < 40; i++) {
      client.typing.set(BOB, 'text');
      await clock.pass(100);
    }
    const told = () => engine.asked.filter(({ what }) => what === 'typing').map(({ args }) => args[1]);
    assert.deepEqual(told(), ['text', 'text']);
    await clock.pass(5000);
    assert.deepEqual(told(), ['text', 'text', 'nothing']);
    client.typing.set(BOB, 'text');
    await clock.pass(0);
    await client.messages.send(BOB, text('x'));
    assert.deepEqual(told().slice(3), ['text', 'nothing']);
    await client.session.stop();
  });
});

describe('commands', () => {
  it('pin and notify show at once and come back when refused', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    engine.emit([
      {
        type: 'conversations',
        changed: [
          { id: BOB, activity: 1 },
          { id: 'direct:cat', activity: 2 },
        ],
      },
    ]);
    assert.deepEqual(client.store.list('conversations'), ['direct:cat', BOB]);
    const pinning = client.conversations.pin(BOB, true);
    await clock.pass(0);
    await pinning;
    assert.deepEqual(client.store.list('conversations'), [BOB, 'direct:cat']);
    engine.failing = new ImError('timeout');
    await assert.rejects(client.conversations.pin('direct:cat', true), { code: 'timeout' });
    await assert.rejects(client.conversations.remove(BOB), { code: 'timeout' });
    await assert.rejects(client.conversations.notify(BOB, 'none'), { code: 'timeout' });
    assert.deepEqual(client.store.list('conversations'), [BOB, 'direct:cat']);
    assert.equal(client.store.get('conversation', BOB)?.notify, 'all');
    await assert.rejects(client.conversations.notify(BOB, 'loud' as never), { code: 'invalid', field: 'level' });
    await client.session.stop();
  });

  it('asks for people once, in batches, and not again for strangers', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    client.users.want(['bob', 'cat']);
    client.users.want(['bob', 'nobody']);
    await clock.pass(0);
    assert.deepEqual(
      engine.asked.filter(({ what }) => what === 'users').map(({ args }) => args[0]),
      [['bob', 'cat'], ['nobody']],
    );
    client.users.want(['bob', 'nobody']);
    assert.deepEqual(
      (await client.users.get(['nobody', 'bob'])).map(({ name }) => name),
      ['BOB'],
    );
    assert.equal(engine.count('users'), 2);
    await clock.pass(60_000);
    client.users.want(['nobody']);
    await clock.pass(0);
    assert.equal(engine.count('users'), 3);
    await client.session.stop();
  });

  it('asks for an address again when it runs out, and downloads with progress', async () => {
    const bytes = new Uint8Array(10).fill(65);
    const { client } = scripted({
      environment: {
        fetch: (async () => new Response(bytes, { headers: { 'content-length': '10' } })) as typeof fetch,
      },
    });
    const file = { id: 'f1', name: 'a', bytes: 10, mime: 'text/plain' };
    await client.session.start();
    const [one, two] = [await client.media.url(file), await client.media.url(file)];
    assert.deepEqual(one, two);
    const seen: number[] = [];
    const blob = await client.media.download(file, { onProgress: (part) => seen.push(part) });
    assert.equal(await blob.text(), 'A'.repeat(10));
    assert.equal(seen.at(-1), 1);
    await client.session.stop();
  });

  it('older pages are one call, and offline gives what the cache has', async () => {
    const { client, clock, engine, network, start } = scripted();
    await start();
    const all = Array.from({ length: 50 }, (_, at) => engine.message(at + 1, `${at + 1}`));
    engine.pages = (_, { before, limit = 20 }) => {
      const some = all.filter(({ order }) => order.seq < (before?.order.seq ?? 1e9)).slice(-limit);
      return page(some, (some[0]?.order.seq ?? 1) > 1);
    };
    client.conversations.open(BOB);
    await clock.pass(0);
    const both = [client.messages.older(BOB), client.messages.older(BOB)];
    assert.deepEqual(await Promise.all(both), [true, true]);
    assert.equal(engine.count('history'), 2);
    assert.equal(await client.messages.older(BOB), false);
    assert.equal(texts(client, BOB).length, 50);
    assert.equal(await client.messages.older(BOB), false);
    network.value = false;
    assert.equal(await client.messages.older(BOB), false);
    await assert.rejects(client.messages.around(BOB, 'nothing'), { code: 'not-found' });
    assert.equal(await client.messages.around(BOB, 's:m7'), 's:m7');
    await client.session.stop();
  });

  it('what follows a place is fetched by the place, and leaves a gap to what is held', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const all = Array.from({ length: 300 }, (_, at) => engine.message(at + 1, `${at + 1}`));
    engine.pages = (_, { after, before, limit = 20 }) => {
      const low = after?.order.seq ?? 0;
      const range = all.filter(({ order }) => order.seq > low && order.seq < (before?.order.seq ?? 1e9));
      const some = after ? range.slice(0, limit) : range.slice(-limit);
      return page(some, (some[0]?.order.seq ?? 1) > 1, (some.at(-1)?.order.seq ?? 300) < 300);
    };
    client.conversations.open(BOB);
    await clock.pass(0);
    assert.equal(await client.messages.around(BOB, { after: { seq: 40, tie: '' } }), 's:m41');
    const pages = client.store.get('timeline', BOB)?.pages ?? [];
    assert.deepEqual(
      pages.map(({ gapBefore }) => gapBefore),
      [true, true],
    );
    assert.equal(client.store.list(`page/${pages[0]?.id}`)[0], 's:m21');
    await assert.rejects(client.messages.around(BOB, { after: { seq: 300, tie: '' } }), { code: 'not-found' });
    await client.session.stop();
  });

  it('recall may be asked for own, placed, recent messages only', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    const waiting = held(engine);
    const id = await client.messages.send(BOB, text('x'));
    await clock.pass(0);
    assert.equal(client.can('recall', id), 'unavailable');
    await assert.rejects(client.messages.recall(id), { code: 'conflict' });
    waiting[0]?.(engine.place(id));
    await clock.pass(0);
    assert.equal(client.can('recall', id), 'available');
    await clock.pass(121_000);
    assert.equal(client.can('recall', id), 'unavailable');
    await assert.rejects(client.messages.recall(id), { code: 'too-late', field: 'recallSeconds', limit: 120 });
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(5, 'y')] }]);
    await assert.rejects(client.messages.recall('s:m5'), { code: 'forbidden' });
    await assert.rejects(client.messages.recall('nothing'), { code: 'not-found' });
    await client.session.stop();
  });

  it('a draft is kept after a moment and survives a new start', async () => {
    const { client, clock, cache, start } = scripted();
    await start();
    for (const words of ['h', 'he', 'hel']) client.conversations.draft(BOB, words);
    await clock.pass(299);
    assert.equal(client.store.get('draft', BOB), undefined);
    await clock.pass(1);
    assert.equal(client.store.get('draft', BOB)?.text, 'hel');
    client.conversations.draft(BOB, 'hello');
    await clock.pass(0);
    await client.session.stop();
    const later = scripted({ cache });
    await later.start();
    assert.equal(later.client.store.get('draft', BOB)?.text, 'hello');
    later.client.conversations.draft(BOB, '');
    await later.clock.pass(0);
    assert.equal(later.client.store.get('draft', BOB), undefined);
    await later.client.session.stop();
  });

  it('a draft keeps who is named in it, and the edit that was begun beside it', async () => {
    const { client, clock, cache, start } = scripted();
    await start();
    const marks = [{ at: 0, length: 4, user: 'bob' }];
    const editing = { messageId: 's:m2', text: 'better', base: { at: 7 } };
    client.conversations.draft(BOB, '', undefined, { editing });
    client.conversations.draft(BOB, '@Bob', undefined, { marks, editing });
    await clock.pass(300);
    await client.session.stop();
    const { client: later, clock: time, start: again } = scripted({ cache });
    await again();
    const draft = () => later.store.get('draft', BOB);
    assert.deepEqual([draft()?.text, draft()?.marks, draft()?.editing], ['@Bob', marks, editing]);
    // Who knows nothing of the edit takes nothing away.
    later.conversations.draft(BOB, '');
    await time.pass(300);
    assert.deepEqual([draft()?.text, draft()?.marks, draft()?.editing], ['', undefined, editing]);
    later.conversations.draft(BOB, '', undefined, {});
    await time.pass(300);
    assert.equal(draft(), undefined);
    await later.session.stop();
  });

  it('shows what was kept before there is a connection', async () => {
    const { client, clock, engine, cache, start } = scripted();
    await start();
    engine.pages = () => page([1, 2, 3].map((seq) => engine.message(seq, `${seq}`)));
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(3, '3')] }], '4');
    client.conversations.open(BOB);
    await clock.pass(100);
    await client.session.stop();
    const later = scripted({ cache });
    later.network.value = false;
    void later.client.session.start();
    later.client.conversations.open(BOB);
    await later.clock.pass(10);
    assert.deepEqual(later.client.store.list('conversations'), [BOB]);
    assert.equal(later.client.store.get('conversation', BOB)?.unread, 1);
    assert.deepEqual(texts(later.client, BOB), ['1', '2', '3']);
    later.network.value = true;
    await later.clock.pass(10);
    assert.equal(later.engine.asked.find(({ what }) => what === 'connect')?.args[0], '4');
    await later.client.session.stop();
  });
});
