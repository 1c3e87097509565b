import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const ask = (client: TestClient, conversation: string, options: object = {}) =>
  client.call('messages.send', {
    ...{ clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text: 'x' }, receipt: true },
    ...options,
  });

const read = (client: TestClient, conversation: string, upTo: number) =>
  client.call('conversations.read', { conversation, upTo });

const tallies = (client: TestClient) => client.of('tally').map(({ id, read, unread }) => [id, read, unread]);

onEveryStorage('receipts of single messages', (make) => {
  it('the sender alone is told how many have read, and the count follows', async () => {
    const { enter } = await make();
    const [ann, phone] = [await enter('ann'), await enter('ann', 'd2')];
    const [bob, cid] = [await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    const { id, seq } = await ask(ann, 'group:g');
    await settle();
    for (const client of [ann, phone]) assert.deepEqual(client.messages.at(-1)?.tally, { read: 0, unread: 2 });
    assert.equal(bob.messages.at(-1)?.tally, undefined);
    await read(bob, 'group:g', seq);
    await settle();
    for (const client of [ann, phone]) assert.deepEqual(tallies(client), [[id, 1, 1]]);
    await read(bob, 'group:g', seq);
    await read(cid, 'group:g', seq);
    await settle();
    assert.deepEqual(tallies(ann), [
      [id, 1, 1],
      [id, 2, 0],
    ]);
    assert.deepEqual([tallies(bob), tallies(cid)], [[], []]);
    const [mine] = (await ann.call('messages.get', { conversation: 'group:g', ids: [id] })).items;
    assert.deepEqual(mine?.tally, { read: 2, unread: 0 });
    const { items } = await bob.call('messages.history', { conversation: 'group:g' });
    assert.equal(items.at(-1)?.tally, undefined);
  });

  it('lists who has read and who has not, page by page, the audience alone of a directed one', async () => {
    const { enter } = await make();
    const ann = await enter('ann');
    const names = Array.from({ length: 7 }, (_, n) => `u${n}`);
    const people = new Map<string, TestClient>();
    for (const name of names) people.set(name, await enter(name));
    await ann.call('groups.create', { id: 'g', members: names });
    const { id, seq } = await ask(ann, 'group:g');
    for (const name of ['u1', 'u4', 'u5']) await read(people.get(name) as TestClient, 'group:g', seq);
    const page = (which: 'read' | 'unread', cursor?: string) =>
      ann.call('receipts.readers', { conversation: 'group:g', id, which, cursor, limit: 2 });
    const first = await page('read');
    assert.deepEqual([first.items, first.read, first.unread], [['u1', 'u4'], 3, 4]);
    const second = await page('read', first.next);
    assert.deepEqual([second.items, second.next], [['u5'], undefined]);
    assert.deepEqual((await page('unread', (await page('unread')).next)).items, ['u3', 'u6']);
    const directed = await ask(ann, 'group:g', { audience: ['u2', 'u4'] });
    await read(people.get('u4') as TestClient, 'group:g', directed.seq);
    await read(people.get('u5') as TestClient, 'group:g', directed.seq);
    const args = { conversation: 'group:g', id: directed.id, which: 'unread' } as const;
    assert.deepEqual(await ann.call('receipts.readers', args), { items: ['u2'], read: 1, unread: 1 });
  });

  it('who came later, or kept it to himself, has not read', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', policy: 'open', members: ['bob'] });
    const { id, seq } = await ask(ann, 'group:g');
    await cid.call('groups.join', { group: 'g' });
    await bob.call('settings.set', { privacy: { receipts: false } });
    await read(bob, 'group:g', seq);
    await settle();
    assert.deepEqual(tallies(ann), []);
    const args = { conversation: 'group:g', id, which: 'unread' } as const;
    assert.deepEqual(await ann.call('receipts.readers', args), { items: ['bob'], read: 0, unread: 1 });
  });

  it('works for two, and comes with a replay as it is then', async () => {
    const world = await make();
    const [ann, away, bob] = [await world.enter('ann'), await world.enter('ann', 'd2'), await world.enter('bob')];
    const sent = await ask(ann, 'direct:bob');
    await settle();
    const back = await cutAndBack(world, away, 'ann', 'd2', () => read(bob, 'direct:ann', sent.seq));
    assert.deepEqual(tallies(back), [[sent.id, 1, 0]]);
    assert.deepEqual(tallies(ann), [[sent.id, 1, 0]]);
    const args = { conversation: 'direct:bob', id: sent.id, which: 'read' } as const;
    assert.deepEqual(await ann.call('receipts.readers', args), { items: ['bob'], read: 1, unread: 0 });
  });

  it('are nobody else’s business', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    const { id } = await ask(ann, 'direct:bob');
    const plain = await ann.send('direct:bob', 'no receipt');
    const readers = (client: TestClient, conversation: string, of = id, more: object = {}) =>
      client.call('receipts.readers', { conversation, id: of, which: 'read', ...more });
    await assert.rejects(readers(bob, 'direct:ann'), refused('forbidden', 'id'));
    await assert.rejects(readers(ann, 'direct:bob', plain.id), refused('forbidden', 'id'));
    await assert.rejects(readers(ann, 'direct:bob', 'none'), refused('not-found', 'id'));
    await assert.rejects(readers(cid, 'direct:bob'), refused('not-found', 'conversation'));
    await assert.rejects(readers(ann, 'direct:bob', id, { cursor: 'x' }), refused('invalid', 'cursor'));
    await assert.rejects(readers(ann, 'direct:bob', id, { limit: 201 }), refused('invalid', 'limit'));
  });
});
