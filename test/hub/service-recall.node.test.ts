import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireMessage } from '../../hub/protocol/index.js';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const GROUP = 'group:g';

const say = (client: TestClient, text: string, more: object = {}) =>
  client.call('messages.send', {
    ...{ clientId: crypto.randomUUID(), conversation: GROUP, content: { kind: 'text', text } },
    ...more,
  });

const get = async (client: TestClient, id: string): Promise<WireMessage | undefined> =>
  (await client.call('messages.get', { conversation: GROUP, ids: [id] })).items[0];

const rowOf = async (client: TestClient) => (await client.call('conversations.get', { ids: [GROUP] })).items[0];

const LEFT = ['at', 'audience', 'content', 'conversation', 'counts', 'id', 'recalled', 'sender', 'seq', 'unlisted'];

onEveryStorage('what was taken back', (make) => {
  const group = async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    return { world, ann, bob, cid };
  };

  it('has nothing left of what it was, or what was done to it', async () => {
    const { ann, bob } = await group();
    const first = await say(ann, 'first');
    const options = { data: 'x', expire: 60, receipt: true, mentions: { all: true }, replyTo: { id: first.id } };
    const { id } = await say(ann, 'hello', options);
    const of = { conversation: GROUP, id };
    await bob.call('messages.react', { ...of, emoji: '👍', on: true });
    await bob.call('messages.extend', { ...of, set: { key: 'value' } });
    await ann.call('messages.edit', { ...of, content: { kind: 'text', text: 'hello again' } });
    await ann.call('messages.pin', { ...of, pinned: true });
    await ann.call('messages.recall', of);
    const left = await get(bob, id);
    assert.deepEqual(
      Object.keys(left ?? {}).filter((name) => !LEFT.includes(name)),
      [],
    );
    assert.deepEqual(left?.content, { kind: 'recalled' });
    assert.deepEqual((await bob.call('search.messages', { words: ['hello'] })).items, []);
    assert.deepEqual((await bob.call('messages.pins', { conversation: GROUP })).items, []);
    for (const call of [
      ann.call('messages.edit', { ...of, content: { kind: 'text', text: 'x' } }),
      ann.call('messages.pin', { ...of, pinned: true }),
      bob.call('messages.react', { ...of, emoji: '👍', on: true }),
      bob.call('messages.extend', { ...of, set: { key: 'value' } }),
    ]) {
      await assert.rejects(call, refused('forbidden', 'id'));
    }
  });

  it('is unpinned, names nobody and counts no more: told to who is here, and to who comes back', async () => {
    const { world, ann, bob } = await group();
    const phone = await world.enter('bob', 'd2');
    await say(ann, 'before');
    const { id } = await say(ann, 'you there', { mentions: { users: ['bob'] } });
    await ann.call('messages.pin', { conversation: GROUP, id, pinned: true });
    await settle();
    const before = await rowOf(bob);
    assert.deepEqual([before?.unread, before?.mentions?.length, before?.pins], [2, 1, 1]);
    const heard = bob.events.length;
    const back = await cutAndBack(world, phone, 'bob', 'd2', () =>
      ann.call('messages.recall', { conversation: GROUP, id }),
    );
    const live = bob.events.slice(heard).map(({ t }) => t);
    assert.deepEqual(live, ['pinned', 'recalled', 'conversation']);
    for (const client of [bob, back]) {
      assert.deepEqual(client.of('pinned').at(-1), { t: 'pinned', conversation: GROUP, id });
      assert.equal(client.of('recalled').at(-1)?.id, id);
      const row = client.of('conversation').at(-1)?.conversation;
      assert.deepEqual([row?.unread, row?.mentions, row?.pins], [1, undefined, undefined]);
      assert.deepEqual([row?.last?.id, row?.last?.content], [id, { kind: 'recalled' }]);
      assert.deepEqual(row, await rowOf(bob));
    }
  });

  it('nobody is told of a directed one who could not see it, nor can who runs the group name it', async () => {
    const { ann, bob, cid } = await group();
    const { id } = await say(bob, 'for cid', { audience: ['cid'] });
    await settle();
    const heard = ann.events.length;
    await assert.rejects(ann.call('messages.recall', { conversation: GROUP, id }), refused('not-found', 'id'));
    await bob.call('messages.recall', { conversation: GROUP, id });
    await settle();
    assert.equal(ann.events.length, heard);
    assert.equal(cid.of('recalled').at(-1)?.id, id);
  });

  it('never vanishes, though it would have', async () => {
    const { world, ann, bob } = await group();
    const { id, seq } = await say(ann, 'burns', { expire: 1 });
    await bob.call('conversations.read', { conversation: GROUP, upTo: seq });
    await ann.call('messages.recall', { conversation: GROUP, id });
    world.clock.advance(5_000);
    await settle();
    assert.equal((await get(bob, id))?.content.kind, 'recalled');
    assert.deepEqual(bob.of('deleted'), []);
  });
});
