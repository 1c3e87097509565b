import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationPatch } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { scripted } from '../helpers/client.js';

/** A back end with `count` conversations, each with one unread, in pages of two. */
const listed = (count: number) => {
  const world = scripted();
  const all: ConversationPatch[] = Array.from({ length: count }, (_, at) => ({
    id: `direct:p${at}`,
    activity: 1000 - at,
    unread: 1,
    notify: at === 0 ? 'none' : 'all',
  }));
  const lists: (string | undefined)[] = [];
  /** How often the total was asked for. */
  const sums: number[] = [];
  Object.assign(world.engine.conversations, {
    list: async ({ cursor }: { cursor?: string }) => {
      lists.push(cursor);
      const from = Number(cursor ?? 0);
      const next = from + 2 < all.length ? String(from + 2) : undefined;
      return { items: all.slice(from, from + 2), next };
    },
    unread: async () => {
      sums.push(all.length);
      return {
        count: all.filter(({ notify }) => notify !== 'none').length,
        muted: all.filter(({ notify }) => notify === 'none').length,
      };
    },
  });
  const ids = () => world.client.store.list('conversations');
  const total = () => {
    const { count, muted } = world.client.store.get('unread', 'total') ?? {};
    return { count, muted };
  };
  return { ...world, all, lists, sums, ids, total };
};
const full = [
  { type: 'sync', phase: 'started', full: true },
  { type: 'sync', phase: 'finished' },
] as const;

describe('the list of conversations', () => {
  it('comes in pages, each once, to its end; the total counts what is not loaded', async () => {
    const { client, ids, lists, sums, total, start } = listed(5);
    await start();
    assert.deepEqual(ids(), ['direct:p0', 'direct:p1']);
    assert.deepEqual(total(), { count: 4, muted: 1 });
    const asked = sums.length;
    assert.deepEqual(await Promise.all([client.conversations.more(), client.conversations.more()]), [true, true]);
    assert.equal(ids().length, 4);
    assert.deepEqual(total(), { count: 4, muted: 1 });
    assert.equal(await client.conversations.more(), false);
    assert.equal(await client.conversations.more(), false);
    assert.deepEqual(lists, [undefined, '2', '4']);
    assert.deepEqual(total(), { count: 4, muted: 1 });
    assert.equal(sums.length, asked, 'no page asks for the total anew');
    await client.session.stop();
  });

  it('asks for its first page once, though it is drawn while the session begins', async () => {
    const { client, engine, ids, lists, start } = listed(5);
    const { list } = engine.conversations;
    let drawn: Promise<boolean> | undefined;
    Object.assign(engine.conversations, {
      list: async (...asked: Parameters<typeof list>) => {
        const page = await list(...asked);
        drawn ??= client.conversations.more();
        // Whatever that leads to at once is under way before the answer is there.
        await new Promise(setImmediate);
        return page;
      },
    });
    await start();
    assert.equal(await drawn, true);
    assert.deepEqual(lists, [undefined]);
    assert.equal(ids().length, 2);
    await client.session.stop();
  });

  it('moves one row when one message comes, and counts it', async () => {
    const { client, clock, engine, ids, total, start } = listed(2);
    await start();
    const message = engine.message(1, 'x', { conversationId: 'direct:p1', senderId: 'p1' });
    engine.emit([{ type: 'messages', origin: 'live', messages: [message] }]);
    await clock.pass(0);
    assert.deepEqual(ids(), ['direct:p1', 'direct:p0']);
    assert.deepEqual(total(), { count: 2, muted: 1 });
    const notifying = client.conversations.notify('direct:p1', 'none');
    await clock.pass(0);
    await notifying;
    assert.deepEqual(total(), { count: 0, muted: 3 });
    await client.session.stop();
  });

  it('after a full resync loses the rows that are gone, but none that came meanwhile or is open', async () => {
    const { client, clock, engine, all, ids, start } = listed(4);
    await start();
    await client.conversations.more();
    client.conversations.open('direct:p1');
    await clock.pass(0);
    all.splice(1, 2);
    engine.emit([...full], '2');
    engine.emit([
      {
        type: 'messages',
        origin: 'live',
        messages: [engine.message(1, 'x', { conversationId: 'direct:new', senderId: 'new' })],
      },
    ]);
    await clock.pass(10);
    assert.deepEqual([...ids()].sort(), ['direct:new', 'direct:p0', 'direct:p1', 'direct:p3']);
    assert.equal(client.store.get('session', 'self')?.sync, 'finished');
    await client.session.stop();
  });

  it('a resync that fails is tried again, also after the next start', async () => {
    const { client, clock, engine, cache, session, start } = listed(3);
    await start();
    const { list } = engine.conversations;
    Object.assign(engine.conversations, { list: async () => Promise.reject(new ImError('timeout')) });
    engine.emit([...full], '2');
    await clock.pass(100);
    assert.equal(session()?.sync, 'failed');
    await clock.pass(5000);
    await client.session.stop();
    const later = listed(3);
    const second = scripted({ cache });
    Object.assign(second.engine.conversations, { list: later.engine.conversations.list });
    await second.start();
    assert.equal(second.session()?.sync, 'finished');
    assert.equal(second.client.store.has('meta/resync'), false);
    Object.assign(engine.conversations, { list });
    await second.client.session.stop();
  });

  it('names that were wanted before the start are asked for after it', async () => {
    const { client, engine, start } = listed(1);
    client.users.want(['bob']);
    await start();
    assert.deepEqual(engine.asked.find(({ what }) => what === 'users')?.args, [['bob']]);
    await client.session.stop();
  });

  it('has nothing to ask while there is no connection', async () => {
    const { client, network, start } = listed(3);
    await start();
    network.value = false;
    await assert.rejects(client.conversations.more(), { code: 'not-connected' });
    await assert.rejects(client.conversations.pin('direct:p0', true), { code: 'not-connected' });
    assert.deepEqual(
      (await client.conversations.get(['direct:p0', 'direct:none'])).map(({ id }) => id),
      ['direct:p0'],
    );
    await assert.rejects(client.conversations.get(['p0' as never]), { code: 'invalid', field: 'id' });
    await client.session.stop();
  });
});
