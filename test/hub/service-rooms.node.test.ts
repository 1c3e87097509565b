import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireMessage } from '../../hub/protocol/index.js';
import { restarted } from './support/restart.js';
import { field, gift, heard, LIVE, live, news, tick } from './support/rooms.js';
import { onEveryStorage, refused } from './support/service.js';

onEveryStorage('live rooms', (make) => {
  it('tells all who are in it, together, in order and once; who comes later gets the last ones', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    for (let n = 0; n < 20; n++) await bob.send(LIVE, `m${n}`);
    await tick(world);
    const all = Array.from({ length: 20 }, (_, n) => `m${n}`);
    assert.deepEqual(heard(ann), all);
    assert.deepEqual(heard(bob), all);
    assert.equal(news(ann).filter(({ messages }) => messages).length, 1, 'frames');
    const cem = await world.enter('cem');
    const { messages, room } = await cem.call('rooms.join', { room: 'live', recent: 3 });
    assert.deepEqual(
      messages.map(({ content }) => content.text),
      ['m17', 'm18', 'm19'],
    );
    assert.equal(room.online, 3);
    assert.deepEqual((await cem.call('rooms.join', { room: 'live', recent: -1 })).messages, []);
    assert.equal((await ann.call('conversations.unread', {})).count, 0);
    assert.deepEqual((await ann.call('conversations.list', {})).items, []);
    assert.deepEqual(await cem.texts(LIVE), all);
  });

  it('a sending asked for again is one message; strangers, files and what must be kept are refused', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const eve = await world.enter('eve');
    const first = await bob.send(LIVE, 'once', 'same');
    assert.deepEqual(await bob.send(LIVE, 'once', 'same'), first);
    await tick(world);
    assert.deepEqual(heard(ann), ['once']);
    await assert.rejects(eve.send(LIVE, 'hey'), refused('not-found', 'conversation'));
    await assert.rejects(eve.texts(LIVE), refused('not-found', 'conversation'));
    await assert.rejects(eve.call('rooms.members', { room: 'live' }), refused('not-found', 'room'));
    await assert.rejects(eve.call('rooms.like', { room: 'live', times: 1 }), refused('not-found', 'room'));
    await assert.rejects(eve.call('rooms.join', { room: 'none' }), refused('not-found', 'room'));
    await assert.rejects(
      bob.call('messages.send', {
        ...{ conversation: LIVE, clientId: 'x', receipt: true, content: { kind: 'text', text: 'x' } },
      }),
      refused('invalid', 'receipt'),
    );
    await bob.call('rooms.leave', { room: 'live' });
    await assert.rejects(bob.send(LIVE, 'still here?'), refused('not-found'));
  });

  it('leaves out what is low first, then what is not one’s own, never gifts; and says how much', async () => {
    const world = await make({ rooms: { perSecond: 10 } });
    const { ann, bob } = await live(world);
    const cem = await world.enter('cem');
    await cem.call('rooms.join', { room: 'live' });
    for (let n = 0; n < 8; n++) await gift(cem, 'like');
    for (let n = 0; n < 8; n++) await bob.send(LIVE, `m${n}`);
    for (let n = 0; n < 4; n++) await gift(cem, 'gift');
    await ann.send(LIVE, 'the owner');
    await tick(world);
    const told = heard(ann);
    assert.equal(told.filter((one) => one === 'gift').length, 4);
    assert.ok(told.includes('the owner'));
    assert.equal(told.filter((one) => one === 'like').length, 0);
    assert.deepEqual(
      told.filter((one) => String(one).startsWith('m')),
      ['m3', 'm4', 'm5', 'm6', 'm7'],
    );
    assert.equal(field(ann, 'shed'), 11);
    assert.deepEqual(
      heard(bob)
        .filter((one) => String(one).startsWith('m'))
        .sort(),
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `m${n}`),
    );
    await tick(world, 1_000);
    await bob.send(LIVE, 'later');
    await tick(world);
    assert.equal(heard(ann).at(-1), 'later');
  });

  it('after a lost connection: nothing lost, nothing repeated; what is too much is a gap', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const { seq } = await bob.send(LIVE, 'before');
    await tick(world);
    ann.connection.closed();
    for (let n = 0; n < 10; n++) await bob.send(LIVE, `m${n}`);
    const again = await world.enter('ann');
    const joined = await again.call('rooms.join', { room: 'live', after: seq });
    assert.deepEqual(
      joined.messages.map(({ content }) => content.text),
      Array.from({ length: 10 }, (_, n) => `m${n}`),
    );
    assert.equal(joined.gap, undefined);
    await bob.send(LIVE, 'live again');
    await tick(world, 1_100);
    assert.deepEqual(heard(again), ['live again']);
    assert.deepEqual(field(bob, 'left'), undefined, 'who comes again in time was never away');
    again.connection.closed();
    for (let n = 0; n < 600; n++) await bob.send(LIVE, `x${n}`);
    await tick(world);
    const third = await (await world.enter('ann')).call('rooms.join', { room: 'live', after: seq });
    assert.equal(third.messages.length, 500);
    assert.equal(third.gap, true);
    assert.equal(third.messages.at(-1)?.content.text, 'x599');
  });

  it('long messages: one answer holds about a megabyte, the rest is a gap, and history goes on from there', async () => {
    const world = await make({ limits: { textGraphemes: 60_000 } });
    const { ann, bob } = await live(world);
    for (let n = 0; n < 40; n++) {
      await bob.send(LIVE, `${n} ${'x'.repeat(60_000 - 4)}`);
      await tick(world);
    }
    const size = (items: readonly unknown[]) => JSON.stringify(items).length;
    const [first] = await ann.call('messages.history', { conversation: LIVE, after: 0, limit: 1 }).then((a) => a.items);
    const joined = await ann.call('rooms.join', { room: 'live', after: first?.seq ?? 0 });
    assert.ok(size(joined.messages) < 1.2 * 1024 * 1024, `${size(joined.messages)}`);
    assert.equal(joined.gap, true);
    assert.match(String(joined.messages.at(-1)?.content.text), /^39 /);
    assert.ok(size((await ann.call('rooms.join', { room: 'live', recent: 50 })).messages) < 1.2 * 1024 * 1024);
    // Page by page, from either end and around one, all of them are there once.
    const numbers = (items: readonly WireMessage[]) =>
      items.map(({ content }) => Number.parseInt(String(content.text), 10));
    const back: number[] = [];
    for (let before: number | undefined, more = true; more; ) {
      const page = await ann.call('messages.history', {
        ...{ conversation: LIVE, limit: 100, ...(before !== undefined && { before }) },
      });
      assert.ok(size(page.items) < 1.2 * 1024 * 1024);
      back.unshift(...numbers(page.items));
      before = page.items[0]?.seq;
      more = page.hasOlder;
    }
    const all = Array.from({ length: 40 }, (_, n) => n);
    assert.deepEqual(back, all);
    const forth: number[] = [];
    for (let after = 0, more = true; more; ) {
      const page = await ann.call('messages.history', { conversation: LIVE, limit: 100, after });
      forth.push(...numbers(page.items));
      after = page.items.at(-1)?.seq ?? 0;
      more = page.hasNewer;
    }
    assert.deepEqual(forth, all);
    const middle = (await ann.call('messages.history', { conversation: LIVE, after: 0, limit: 5 })).items[3];
    const around = await ann.call('messages.history', { conversation: LIVE, around: middle?.id ?? '', limit: 100 });
    assert.ok(numbers(around.items).includes(3) && size(around.items) < 1.2 * 1024 * 1024);
  });

  it('recall: one’s own, and the owner anything; told to all and in what later ones get', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const [one, two] = [await bob.send(LIVE, 'one'), await ann.send(LIVE, 'two')];
    await tick(world);
    await assert.rejects(bob.call('messages.recall', { conversation: LIVE, id: two.id }), refused('forbidden', 'id'));
    await ann.call('messages.recall', { conversation: LIVE, id: one.id });
    await tick(world);
    assert.deepEqual(
      field(bob, 'recalled')?.map(({ id, by }) => [id, by]),
      [[one.id, 'ann']],
    );
    const { items } = await bob.call('messages.history', { conversation: LIVE });
    assert.equal(items[0]?.content.kind, 'recalled');
    assert.ok(!JSON.stringify(items).includes('"one"'));
  });

  it('a hub that fell leaves the last 50, the likes and the attributes; what may be missing is a gap', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    for (let n = 0; n < 60; n++) await bob.send(LIVE, `m${n}`);
    await ann.call('rooms.set-attributes', { room: 'live', set: { topic: 'tea' } });
    await ann.call('rooms.like', { room: 'live', times: 3 });
    await tick(world, 1_100);
    const { seq } = await bob.send(LIVE, 'told, and not kept yet');
    await tick(world);
    await tick(world, 1_100);
    const after = await restarted(world, 5_000);
    const again = await after.enter('ann');
    const joined = await again.call('rooms.join', { room: 'live', after: seq });
    assert.deepEqual(joined.messages, []);
    assert.equal(joined.gap, true, 'nobody knows what else was said');
    assert.equal(joined.likes, 3);
    assert.equal(joined.attributes.topic?.value, 'tea');
    assert.equal((await again.texts(LIVE)).length, 50);
    assert.equal((await again.texts(LIVE)).at(-1), 'told, and not kept yet');
    assert.ok((await again.send(LIVE, 'on we go')).seq > seq, 'its place is behind what was there');
  });

  it('one person owns so many, also when they are made at once', async () => {
    const world = await make({ rooms: { owned: 3 } });
    const { ann, bob } = await live(world);
    const made = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((room) => ann.call('rooms.join', { room, create: {}, more: true })),
    );
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 2);
    await assert.rejects(ann.call('rooms.join', { room: 'x', create: {} }), refused('too-large', 'create'));
    await bob.call('rooms.join', { room: 'x', create: {} });
    await ann.call('rooms.destroy', { room: 'live' });
    await ann.call('rooms.join', { room: 'y', create: {} });
  });

  it('of who is erased nothing is left', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await bob.send(LIVE, 'a secret');
    await bob.call('rooms.set-attributes', { room: 'live', set: { mine: 'a secret' } });
    await tick(world);
    await bob.call('users.erase', {});
    await tick(world, 1_100);
    assert.equal(field(ann, 'recalled')?.length, 1);
    const cem = await world.enter('cem');
    assert.ok(!JSON.stringify(await cem.call('rooms.join', { room: 'live' })).includes('secret'));
    const kept = await world.storage.transaction((tx) => tx.docs.get('room', 'live', 'self'));
    assert.ok(!JSON.stringify(kept).includes('secret'));
  });
});
