import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const names = async (client: TestClient) => (await client.call('tags.list', {})).items.map(({ name }) => name);
const ids = async (client: TestClient, tag: string) =>
  (await client.call('conversations.list', { filter: { tag } })).items.map(({ id }) => id);

onEveryStorage('tags', (make) => {
  const three = async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await bob.send('direct:ann', 'one');
    world.clock.advance(10);
    await cid.send('direct:ann', 'two');
    await settle();
    return { world, ann, bob, cid };
  };

  it('are made, renamed, sorted and removed, on all devices, and the conversations stay', async () => {
    const { world, ann, bob } = await three();
    const [phone, away] = [await world.enter('ann', 'd2'), await world.enter('ann', 'd3')];
    const heard = bob.events.length;
    const back = await cutAndBack(world, away, 'ann', 'd3', async () => {
      await ann.call('tags.create', { id: 'w', name: ' Work ', conversations: ['direct:bob'] });
      await ann.call('tags.create', { id: 'w', name: 'Work' });
      await ann.call('tags.create', { id: 'h', name: 'Home', conversations: ['direct:bob', 'direct:cid'] });
      await ann.call('tags.rename', { id: 'w', name: 'Office' });
      await ann.call('tags.sort', { ids: ['h', 'w'] });
    });
    await settle();
    const last = [
      { id: 'h', name: 'Home', place: 1 },
      { id: 'w', name: 'Office', place: 2 },
    ];
    for (const client of [ann, phone, back]) assert.deepEqual(client.of('tags').at(-1)?.tags, last);
    assert.equal(bob.events.length, heard, 'nobody else knows');
    assert.deepEqual(await ids(ann, 'h'), ['direct:cid', 'direct:bob']);
    await ann.call('tags.remove', { id: 'h' });
    await settle();
    assert.deepEqual(await names(ann), ['Office']);
    assert.deepEqual(
      (await ann.call('conversations.list', {})).items.map(({ tags }) => tags),
      [undefined, ['w']],
    );
    assert.deepEqual(phone.of('conversation').at(-1)?.conversation.tags?.includes('h') ?? false, false);
    await ann.call('tags.create', { name: 'Home' });
    assert.deepEqual(await names(ann), ['Office', 'Home'], 'at the end');
  });

  it('pin within themselves', async () => {
    const { ann, bob } = await three();
    await ann.call('tags.create', { id: 'w', name: 'Work', conversations: ['direct:bob', 'direct:cid'] });
    await ann.call('conversations.pin', { conversation: 'direct:cid', pinned: true });
    await ann.call('tags.pin', { id: 'w', conversation: 'direct:bob', pinned: true });
    assert.deepEqual(await ids(ann, 'w'), ['direct:bob', 'direct:cid']);
    const main = async () => (await ann.call('conversations.list', {})).items.map(({ id }) => id);
    assert.deepEqual(await main(), ['direct:cid', 'direct:bob'], 'not in the whole list');
    for (const limit of [1]) {
      const first = await ann.call('conversations.list', { filter: { tag: 'w' }, limit });
      const second = await ann.call('conversations.list', { filter: { tag: 'w' }, limit, cursor: first.next });
      assert.deepEqual(
        [...first.items, ...second.items].map(({ id }) => id),
        ['direct:bob', 'direct:cid'],
      );
      assert.equal(second.next, undefined);
    }
    await ann.call('tags.assign', { id: 'w', conversations: ['direct:bob'], on: false });
    await bob.send('direct:ann', 'again');
    await ann.call('tags.assign', { id: 'w', conversations: ['direct:bob'], on: true });
    assert.deepEqual((await ann.call('conversations.get', { ids: ['direct:bob'] })).items[0]?.pinnedIn, undefined);
    await ann.call('tags.remove', { id: 'w' });
    await assert.rejects(
      ann.call('tags.pin', { id: 'w', conversation: 'direct:bob', pinned: true }),
      refused('not-found', 'id'),
    );
  });

  it('have their limits, and refuse what they cannot take whole', async () => {
    const { world, ann } = await three();
    for (let n = 0; n < 20; n++) await ann.call('tags.create', { id: `t${n}`, name: `Tag ${n}` });
    await assert.rejects(ann.call('tags.create', { name: 'one more' }), refused('too-large', 'tags'));
    await assert.rejects(ann.call('tags.create', { id: 't1', name: 'other' }), refused('conflict', 'id'));
    await assert.rejects(ann.call('tags.rename', { id: 't1', name: 'tag 2' }), refused('conflict', 'name'));
    for (const name of ['', '   ', 'x'.repeat(61)]) {
      await assert.rejects(ann.call('tags.rename', { id: 't1', name }), refused('invalid', 'name'));
    }
    await ann.call('tags.rename', { id: 't1', name: '😀'.repeat(60) });
    const assign = (id: string, conversations: string[]) => ann.call('tags.assign', { id, conversations, on: true });
    await assert.rejects(assign('t1', ['direct:bob', 'direct:nobody']), refused('not-found', 'conversations'));
    assert.deepEqual(await ids(ann, 't1'), [], 'not half of it');
    await assert.rejects(assign('t1', []), refused('invalid', 'conversations'));
    const all = Array.from({ length: 20 }, (_, n) => `t${n}`);
    for (const wrong of [all.slice(1), [...all.slice(1), 't1'], [...all, 't0']]) {
      await assert.rejects(ann.call('tags.sort', { ids: wrong }), refused('invalid', 'ids'));
    }
    await assert.rejects(
      ann.call('tags.pin', { id: 't2', conversation: 'direct:bob', pinned: true }),
      refused('not-found', 'conversation'),
    );
    const { client } = await world.visitor();
    await assert.rejects(client.call('tags.create', { name: 'x' }), refused('forbidden', 'tags'));
    await assert.rejects(client.call('tags.list', {}), refused('forbidden', 'tags'));
  });

  it('go with the person', async () => {
    const { world, ann } = await three();
    await ann.call('tags.create', { id: 'w', name: 'Work', conversations: ['direct:bob'] });
    await ann.call('users.erase', {});
    const left = await world.storage.transaction(async (tx) => [
      await tx.docs.count('tag', 'ann'),
      (await tx.members.of('ann')).filter(({ more }) => more),
    ]);
    assert.deepEqual(left, [0, []]);
  });
});
