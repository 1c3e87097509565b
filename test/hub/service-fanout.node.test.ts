import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage } from '../../hub/storage/memory.js';
import { counting } from './support/counting.js';
import { onEveryStorage, settle, type TestClient, type World, worldOn } from './support/service.js';

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `p${n}`);

/** What grows with each who is told; all else is asked once for all. */
const OF_EACH = new Set(['events.after', 'members.get', 'messages.mentioning', 'events.floor']);

describe('a message that many are told', () => {
  const askedFor = async (count: number): Promise<Map<string, number>> => {
    const { storage, asked } = counting(memoryStorage());
    const world = await worldOn(storage);
    const here: TestClient[] = [];
    for (const name of names(count)) here.push(await world.enter(name));
    const [ann] = here as [TestClient];
    await ann.call('groups.create', { id: 'g', members: names(count).slice(1) });
    await ann.send('group:g', 'before');
    await settle();
    asked.clear();
    await ann.send('group:g', 'now');
    await settle();
    for (const one of here) {
      const row = one.of('conversation').at(-1)?.conversation;
      assert.equal(row?.last?.content.text, 'now');
      assert.equal(row?.unread, one === ann ? 0 : 2);
      assert.equal(one.messages.at(-1)?.content.text, 'now');
    }
    const all = new Map(asked);
    await world.hub.close();
    return all;
  };

  it('is looked up once, however many there are', async () => {
    const [few, many] = [await askedFor(5), await askedFor(45)];
    for (const [what, times] of many) {
      if (OF_EACH.has(what)) assert.ok(times <= (few.get(what) ?? 0) + 2 * 40, `${what}: ${times}`);
      else assert.ok(times <= (few.get(what) ?? 0) + 2, `${what}: ${few.get(what)} for five, ${times} for forty-five`);
    }
  });
});

onEveryStorage('what is looked up once for all', (make) => {
  it('comes out right for each: what is directed, deleted, cleared, one’s own, and what changes in between', async () => {
    const { enter } = await make();
    const [ann, bob, cid, dan] = [await enter('ann'), await enter('bob'), await enter('cid'), await enter('dan')];
    const all = [ann, bob, cid, dan];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid', 'dan'] });
    const say = (client: TestClient, text: string, more: object = {}) =>
      client.call('messages.send', {
        ...{ conversation: 'group:g', clientId: crypto.randomUUID(), content: { kind: 'text', text }, ...more },
      });
    const rows = () => all.map((one) => one.of('conversation').at(-1)?.conversation);
    const one = await say(ann, 'one');
    await say(ann, 'for bob', { audience: ['bob'] });
    await settle();
    assert.deepEqual(
      rows().map((row) => row?.last?.content.text),
      ['for bob', 'for bob', 'one', 'one'],
    );
    assert.deepEqual(
      rows().map((row) => row?.unread),
      [0, 2, 1, 1],
    );
    await cid.call('messages.delete', { conversation: 'group:g', ids: [one.id] });
    await dan.call('messages.clear', { conversation: 'group:g' });
    const pinned = await say(bob, 'two', { mentions: { users: ['cid'] } });
    await ann.call('messages.pin', { conversation: 'group:g', id: pinned.id, pinned: true });
    await settle();
    assert.deepEqual(
      rows().map((row) => [row?.last?.content.text, row?.unread, row?.pins, row?.mentions?.length]),
      [
        ['two', 1, 1, undefined],
        ['two', 2, 1, undefined],
        ['two', 1, 1, 1],
        ['two', 1, 1, undefined],
      ],
    );
    // Many at once, with changes between them: each ends with how things stand.
    const said = await Promise.all(Array.from({ length: 30 }, (_, n) => say(all[n % 4] as TestClient, `talk ${n}`)));
    const last = said.reduce((a, b) => (a.seq > b.seq ? a : b));
    await bob.call('conversations.read', { conversation: 'group:g', upTo: last.seq });
    const newest = await say(ann, 'newest');
    await ann.call('messages.recall', { conversation: 'group:g', id: newest.id });
    await settle();
    const { items } = await bob.call('conversations.get', { ids: ['group:g'] });
    assert.deepEqual(rows()[1], items[0]);
    for (const [index, client] of all.entries()) {
      const asked = await client.call('conversations.get', { ids: ['group:g'] });
      assert.deepEqual(rows()[index], asked.items[0], `as ${index} would be answered`);
    }
  });
});

onEveryStorage('a crowd', (make) => {
  const gathered = async (world: World) => {
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await world.storage.transaction(async (tx) => {
      for (const id of names(110)) await tx.users.put({ id, kind: 'user', createdAt: 1 });
    });
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid', ...names(110)] });
    await settle();
    return { ann, bob, cid };
  };

  it('hears of nobody’s cursor; one’s own devices do, and rows have one’s own', async () => {
    const world = await make();
    const { ann, bob, cid } = await gathered(world);
    const other = await world.enter('bob', 'd2');
    const { seq } = await ann.send('group:g', 'x');
    await cid.call('receipts.delivered', { marks: [{ conversation: 'group:g', upTo: seq }] });
    await bob.call('conversations.read', { conversation: 'group:g', upTo: seq });
    await settle();
    assert.deepEqual(ann.of('cursor'), []);
    assert.deepEqual(cid.of('cursor'), []);
    assert.deepEqual(
      other.of('cursor').map(({ cursor, unread }) => [cursor.user, cursor.read, unread]),
      [['bob', seq, 0]],
    );
    const { items } = await ann.call('conversations.get', { ids: ['group:g'] });
    assert.deepEqual(
      items[0]?.cursors?.map(({ user }) => user),
      ['ann'],
    );
  });

  it('tells a sender who asked how many have read once a second, whoever read meanwhile, and at the end', async () => {
    const world = await make();
    const { ann, bob, cid } = await gathered(world);
    const clientId = crypto.randomUUID();
    const { id, seq } = await ann.call('messages.send', {
      ...{ conversation: 'group:g', clientId, content: { kind: 'text', text: 'x' }, receipt: true },
    });
    for (const reader of [bob, cid]) await reader.call('conversations.read', { conversation: 'group:g', upTo: seq });
    await settle();
    assert.deepEqual(ann.of('tally'), []);
    world.clock.advance(1_000);
    await settle();
    assert.deepEqual(
      ann.of('tally').map(({ id: one, read, unread }) => [one, read, unread]),
      [[id, 2, 110]],
    );
    const { items } = await ann.call('messages.get', { conversation: 'group:g', ids: [id] });
    assert.deepEqual(items[0]?.tally, { read: 2, unread: 110 });
    const p0 = await world.enter('p0');
    await p0.call('conversations.read', { conversation: 'group:g', upTo: seq });
    await world.hub.close();
    await settle();
    assert.equal(ann.of('tally').length, 2);
  });
});
