import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireConversation } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const GROUP = 'group:g';

const say = (client: TestClient, more: object = {}, conversation = GROUP) =>
  client.call('messages.send', {
    ...{ clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text: 'x' } },
    ...more,
  });

const row = async (client: TestClient, id = GROUP): Promise<WireConversation> => {
  const { items } = await client.call('conversations.get', { ids: [id] });
  return items[0] as WireConversation;
};

const readUp = (client: TestClient, upTo: number) => client.call('conversations.read', { conversation: GROUP, upTo });

onEveryStorage('history of some kinds', (make) => {
  it('pages through them alone, and knows whether there are more of them', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const ids: string[] = [];
    for (const kind of ['a.x', 'b.y', 'a.x', 'b.y', 'c.z', 'a.x', 'b.y', 'b.y']) {
      const args = { clientId: crypto.randomUUID(), conversation: 'direct:bob', content: { kind } };
      ids.push((await ann.call('messages.send', args)).id);
    }
    const page = async (args: object) => {
      const { items, hasOlder, hasNewer } = await bob.call('messages.history', {
        ...{ conversation: 'direct:ann', kinds: ['a.x'] },
        ...args,
      });
      return [items.map(({ seq }) => seq).join(''), hasOlder, hasNewer];
    };
    assert.deepEqual(await page({}), ['136', false, false]);
    assert.deepEqual(await page({ limit: 2 }), ['36', true, false]);
    assert.deepEqual(await page({ before: 3 }), ['1', false, true]);
    assert.deepEqual(await page({ before: 1 }), ['', false, true]);
    assert.deepEqual(await page({ after: 3 }), ['6', true, false]);
    assert.deepEqual(await page({ after: 6 }), ['', true, false]);
    assert.deepEqual(await page({ after: 0, limit: 1 }), ['1', false, true]);
    assert.deepEqual(await page({ kinds: ['a.x', 'c.z'], limit: 2 }), ['56', true, false]);
    assert.deepEqual(await page({ around: ids[2], limit: 3 }), ['136', false, false]);
    assert.deepEqual(await page({ around: ids[2], limit: 1 }), ['3', true, true]);
    assert.deepEqual(await page({ around: ids[4], limit: 2 }), ['6', true, false]);
    assert.deepEqual(await page({ kinds: ['d'] }), ['', false, false]);
    await bob.call('messages.delete', { conversation: 'direct:ann', ids: [ids[0] as string] });
    assert.deepEqual(await page({ limit: 2 }), ['36', false, false]);
    const bad = (kinds: unknown) => assert.rejects(page({ kinds }), refused('invalid'));
    await bad([]);
    await bad(['']);
    await bad(Array.from({ length: 11 }, (_, n) => `k${n}`));
  });
});

onEveryStorage('history of a group', (make) => {
  const group = async (history?: 'joined' | 'all') => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    const args = { id: 'g', policy: 'open', members: ['bob'] } as const;
    const made = await ann.call('groups.create', { ...args, ...(history && { history }) });
    assert.equal(made.history, history);
    return { world, ann, bob, cid };
  };
  const texts = async (client: TestClient) => (await client.texts(GROUP)).filter((text) => text !== 'notice');

  it('open to newcomers: all of it can be read and found, and none of it counts', async () => {
    const { ann, bob, cid } = await group('all');
    await ann.send(GROUP, 'one');
    await say(ann, { audience: ['bob'] });
    const asked = await say(bob, { content: { kind: 'text', text: 'two' }, receipt: true });
    const answer = await say(ann, { replyTo: { id: asked.id }, content: { kind: 'text', text: 'three' } });
    await readUp(ann, answer.seq);
    await cid.call('groups.join', { group: 'g' });
    await settle();
    assert.equal(cid.of('group').at(-1)?.group.history, 'all');
    assert.deepEqual(await texts(cid), ['one', 'two', 'three']);
    const [mine] = (await cid.call('conversations.list', {})).items;
    assert.deepEqual([mine?.unread, mine?.mentions], [0, undefined]);
    assert.deepEqual(await cid.call('conversations.unread', {}), { count: 0, muted: 0, kinds: {}, tags: {} });
    const found = await cid.call('search.messages', { words: ['two'] });
    assert.equal(found.items[0]?.id, asked.id);
    const [last] = (await cid.call('messages.get', { conversation: GROUP, ids: [answer.id] })).items;
    assert.equal(last?.replyTo?.preview, 'two');
    await ann.send(GROUP, 'four');
    assert.equal((await row(cid)).unread, 1);
    assert.deepEqual(
      await cid.call('conversations.unread-from', { conversation: GROUP, from: asked.seq }),
      { unread: 3 },
      'he may begin to count further back',
    );
  });

  it('open to newcomers: they are no readers of what was there before', async () => {
    const { ann, bob, cid } = await group('all');
    const { id, seq } = await say(ann, { receipt: true });
    await readUp(bob, seq);
    await settle();
    const tallies = ann.of('tally').length;
    await cid.call('groups.join', { group: 'g' });
    const later = await say(ann, { receipt: true });
    await readUp(cid, later.seq);
    await settle();
    const [first] = (await ann.call('messages.get', { conversation: GROUP, ids: [id] })).items;
    assert.deepEqual(first?.tally, { read: 1, unread: 0 });
    const told = ann.of('tally').slice(tallies);
    assert.deepEqual(
      told.map((event) => [event.id, event.read, event.unread]),
      [[later.id, 1, 1]],
    );
  });

  it('closed by default: newcomers begin with their coming', async () => {
    for (const history of [undefined, 'joined'] as const) {
      const { ann, cid } = await group(history);
      const { id } = await ann.send(GROUP, 'before');
      await cid.call('groups.join', { group: 'g' });
      await ann.send(GROUP, 'after');
      assert.deepEqual(await texts(cid), ['after']);
      assert.deepEqual((await cid.call('messages.get', { conversation: GROUP, ids: [id] })).items, []);
      assert.deepEqual((await cid.call('search.messages', { words: ['before'] })).items, []);
    }
  });

  it('who leaves and comes again finds an open history whole, without what he was not meant to see', async () => {
    const { ann, bob } = await group('all');
    await ann.send(GROUP, 'one');
    await bob.call('groups.leave', { group: 'g' });
    await ann.send(GROUP, 'two');
    assert.deepEqual(await texts(bob), ['one'], 'what he could read when he went');
    await ann.call('groups.invite', { group: 'g', users: ['bob'] });
    assert.deepEqual(await texts(bob), ['one', 'two']);
    assert.equal((await row(bob)).unread, 0);
  });

  it('refuses another word for it', async () => {
    const ann = await (await make()).enter('ann');
    const args = { id: 'g', history: 'some' as never };
    await assert.rejects(ann.call('groups.create', args), refused('invalid', 'history'));
  });
});
