import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack, restarted } from './support/restart.js';
import { onEveryStorage, settle, type TestClient, type World } from './support/service.js';

const burning = (
  client: TestClient,
  conversation: string,
  text: string,
  expire: number,
  clientId: string = crypto.randomUUID(),
) => client.call('messages.send', { clientId, conversation, content: { kind: 'text', text }, expire });

const read = (client: TestClient, conversation: string, upTo: number) =>
  client.call('conversations.read', { conversation, upTo });

const found = async (client: TestClient, word: string) =>
  (await client.call('search.messages', { words: [word] })).items.length;

const pass = async ({ clock }: World, ms: number) => {
  clock.advance(ms);
  await settle();
};

onEveryStorage('burning after reading', (make) => {
  it('the time begins with the reader, not with the sender, and the message is gone for both', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const first = await ann.send('direct:bob', 'stays');
    const { id, seq } = await burning(ann, 'direct:bob', 'secret', 10);
    await read(ann, 'direct:bob', seq);
    await pass(world, 60_000);
    assert.deepEqual(await bob.texts('direct:ann'), ['stays', 'secret'], 'unread, it waits');
    await read(bob, 'direct:ann', seq);
    await settle();
    const at = world.clock.now() + 10_000;
    for (const client of [ann, bob])
      assert.deepEqual(
        client.of('expiring').map((one) => [one.id, one.at]),
        [[id, at]],
      );
    assert.equal(await found(bob, 'secret'), 1);
    await pass(world, 9_999);
    assert.equal(ann.of('deleted').length, 0);
    await pass(world, 1);
    assert.deepEqual(ann.of('deleted'), [{ t: 'deleted', conversation: 'direct:bob', ids: [id] }]);
    assert.deepEqual(bob.of('deleted'), [{ t: 'deleted', conversation: 'direct:ann', ids: [id] }]);
    for (const [client, of] of [
      [ann, 'direct:bob'],
      [bob, 'direct:ann'],
    ] as const) {
      assert.deepEqual(await client.texts(of), ['stays']);
      assert.equal(await found(client, 'secret'), 0);
      assert.equal(client.of('conversation').at(-1)?.conversation.last?.id, first.id);
      const [row] = (await client.call('conversations.list', {})).items;
      assert.deepEqual(row, client.of('conversation').at(-1)?.conversation, 'the log says what the list says');
    }
    assert.equal((await bob.call('conversations.unread', {})).count, 0);
  });

  it('the first reader of a group starts it; an unread count falls with it', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    const { seq } = await burning(ann, 'group:g', 'x', 5);
    await read(bob, 'group:g', seq);
    await pass(world, 2_000);
    await read(cid, 'group:g', seq - 1);
    await pass(world, 2_000);
    assert.equal((await cid.call('conversations.unread', {})).count, 1);
    await pass(world, 1_000);
    assert.equal((await cid.call('conversations.unread', {})).count, 0);
    assert.equal(cid.of('conversation').at(-1)?.conversation.unread, 0);
    assert.equal(cid.of('expiring').length, 1, 'one beginning, however many read it');
  });

  it('a replay tells nothing of what is gone', async () => {
    const world = await make();
    const [ann, bob, away] = [await world.enter('ann'), await world.enter('bob'), await world.enter('bob', 'd2')];
    await settle();
    const back = await cutAndBack(world, away, 'bob', 'd2', async () => {
      const { id, seq } = await burning(ann, 'direct:bob', 'secret', 1);
      await ann.call('messages.react', { conversation: 'direct:bob', id, emoji: '👍', on: true });
      await read(bob, 'direct:ann', seq);
      await pass(world, 1_000);
    });
    assert.ok(!JSON.stringify(back.frames).includes('secret'));
    assert.deepEqual([back.messages.length, back.of('expiring').length, back.of('reacted').length], [0, 0, 0]);
    assert.equal(back.of('deleted').length, 1);
  });

  it('what a killed hub left burns in the next one, at once where it was due in between', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await burning(ann, 'direct:bob', 'soon', 5);
    const { seq } = await burning(ann, 'direct:bob', 'later', 60);
    await read(bob, 'direct:ann', seq);
    await settle();
    const next = await restarted(world, 10_000);
    const again = await next.enter('bob');
    await pass(next, 0);
    assert.deepEqual(await again.texts('direct:ann'), ['later']);
    await pass(next, 50_000);
    assert.deepEqual(await again.texts('direct:ann'), []);
    assert.equal(next.clock.waiting > 0, true);
    await next.hub.close();
  });

  it('what is taken back in time leaves its place, and a repeated sending is no second message', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const recalled = await burning(ann, 'direct:bob', 'a', 5);
    const burnt = await burning(ann, 'direct:bob', 'b', 5, 'c2');
    await read(bob, 'direct:ann', 2);
    await ann.call('messages.recall', { conversation: 'direct:bob', id: recalled.id });
    await pass(world, 5_000);
    assert.deepEqual(await bob.texts('direct:ann'), ['recalled']);
    assert.deepEqual(await burning(ann, 'direct:bob', 'b', 5, 'c2'), burnt);
    await settle();
    assert.deepEqual(await bob.texts('direct:ann'), ['recalled']);
  });

  it('burns a hundred and more that are due together, directed ones without a word to others', async () => {
    const world = await make();
    const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    for (let n = 0; n < 130; n++) {
      await ann.call('messages.send', {
        ...{ clientId: `${n}`, conversation: 'group:g', content: { kind: 'text', text: `${n}` } },
        ...{ audience: ['bob'], expire: 1 },
      });
    }
    await read(bob, 'group:g', 131);
    await settle();
    const told = cid.events.length;
    await pass(world, 1_000);
    await pass(world, 0);
    await pass(world, 0);
    assert.deepEqual(await bob.texts('group:g'), ['notice']);
    assert.equal(bob.of('deleted').length, 130);
    assert.equal(cid.events.length, told);
  });
});
