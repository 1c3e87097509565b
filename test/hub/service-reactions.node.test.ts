import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const react = (client: TestClient, conversation: string, id: string, emoji: string, on = true) =>
  client.call('messages.react', { conversation, id, emoji, on });
const pin = (client: TestClient, conversation: string, id: string, pinned = true) =>
  client.call('messages.pin', { conversation, id, pinned });
const pinned = async (client: TestClient, conversation: string): Promise<string[]> =>
  (await client.call('messages.pins', { conversation })).items.map(({ id }) => id);

onEveryStorage('reactions', (make) => {
  it('one a person and emoji; each sees which are his own, on all devices and later', async () => {
    const { enter } = await make();
    const [ann, phone, bob] = [await enter('ann', 'web'), await enter('ann', 'phone'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'hello');
    await react(bob, 'direct:ann', id, '👍');
    await react(bob, 'direct:ann', id, '👍');
    await react(ann, 'direct:bob', id, '👍');
    await react(phone, 'direct:bob', id, '🎉');
    await settle();
    const thumbs = { emoji: '👍', count: 2, users: ['bob', 'ann'] };
    const party = { emoji: '🎉', count: 1, users: ['ann'] };
    const mine = [
      { ...thumbs, mine: true },
      { ...party, mine: true },
    ];
    const his = [
      { ...thumbs, mine: true },
      { ...party, mine: false },
    ];
    for (const client of [ann, phone]) assert.deepEqual(client.of('reacted').at(-1)?.reactions, mine);
    assert.deepEqual(bob.of('reacted').at(-1)?.reactions, his);
    assert.equal(bob.of('reacted').length, 3, 'a repeated one is not told');
    const { items } = await bob.call('messages.get', { conversation: 'direct:ann', ids: [id] });
    assert.deepEqual(items[0]?.reactions, his);
    assert.deepEqual(
      (await enter('bob', 'late', 0)).of('reacted').map(({ reactions }) => reactions),
      [his],
    );
    await react(ann, 'direct:bob', id, '👍', false);
    await react(ann, 'direct:bob', id, '👍', false);
    await react(ann, 'direct:bob', id, '🎉', false);
    await react(bob, 'direct:ann', id, '👍', false);
    await settle();
    assert.deepEqual(bob.of('reacted').at(-1)?.reactions, []);
    assert.equal(bob.of('reacted').length, 6);
    assert.equal(
      (await bob.call('messages.get', { conversation: 'direct:ann', ids: [id] })).items[0]?.reactions,
      undefined,
    );
  });

  it('tell the first five, and all who ask, oldest first and page by page', async () => {
    const { enter } = await make();
    const names = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'];
    const clients = new Map<string, TestClient>();
    for (const name of names) clients.set(name, await enter(name));
    const ann = await enter('ann');
    await ann.call('groups.create', { id: 'g', members: names });
    const { id } = await ann.send('group:g', 'hello');
    for (const [name, client] of clients) await react(client, 'group:g', id, name === 'u3' ? '❤️' : '👍');
    const [message] = (await ann.call('messages.get', { conversation: 'group:g', ids: [id] })).items;
    assert.deepEqual(message?.reactions, [
      { emoji: '👍', count: 6, mine: false, users: ['u1', 'u2', 'u4', 'u5', 'u6'] },
      { emoji: '❤️', count: 1, mine: false, users: ['u3'] },
    ]);
    const ask = (more: object) => ann.call('messages.reactors', { conversation: 'group:g', id, ...more });
    const first = await ask({ emoji: '👍', limit: 4 });
    const second = await ask({ emoji: '👍', limit: 4, cursor: first.next });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ user }) => user),
      ['u1', 'u2', 'u4', 'u5', 'u6', 'u7'],
    );
    assert.equal(second.next, undefined);
    assert.equal((await ask({})).items.length, 7);
    assert.deepEqual((await ask({ emoji: '🎉' })).items, []);
    await assert.rejects(ask({ cursor: '-1' }), refused('invalid', 'cursor'));
    await assert.rejects(ask({ limit: 201 }), refused('invalid', 'limit'));
  });

  it('refuses the 21st, what is no emoji, notices, and what was taken back', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    const { id } = await ann.send('group:g', 'hello');
    for (let n = 0; n < 20; n++) await react(ann, 'group:g', id, `:e${n}:`);
    await assert.rejects(react(bob, 'group:g', id, ':e20:'), refused('too-large', 'emoji'));
    await react(bob, 'group:g', id, ':e19:');
    for (const emoji of ['', ' ', 'a b', '\n', '42', 'x'.repeat(65)]) {
      await assert.rejects(react(bob, 'group:g', id, emoji), refused('invalid', 'emoji'), JSON.stringify(emoji));
    }
    await react(bob, 'group:g', id, '__proto__', false);
    const [notice] = (await bob.call('messages.history', { conversation: 'group:g' })).items;
    await assert.rejects(react(bob, 'group:g', notice?.id ?? '', '👍'), refused('forbidden', 'id'));
    await ann.call('messages.recall', { conversation: 'group:g', id });
    await assert.rejects(react(bob, 'group:g', id, '👍'), refused('forbidden', 'id'));
    assert.deepEqual((await bob.call('messages.reactors', { conversation: 'group:g', id })).items, []);
  });
});

onEveryStorage('pins', (make) => {
  it('of two by both, last pinned first, told to all devices', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    assert.deepEqual(await pinned(ann, 'direct:bob'), [], 'before anything was said');
    const { id: one } = await ann.send('direct:bob', 'one');
    const { id: two } = await ann.send('direct:bob', 'two');
    await pin(ann, 'direct:bob', two);
    clock.advance(10);
    await pin(bob, 'direct:ann', one);
    const at = clock.now();
    clock.advance(10);
    await pin(ann, 'direct:bob', one);
    await settle();
    assert.deepEqual(await pinned(bob, 'direct:ann'), [one, two]);
    const last = { t: 'pinned', conversation: 'direct:bob', id: one, pinned: { at, by: 'bob' } };
    assert.deepEqual(ann.of('pinned').at(-1), last, 'the second pinning changed nothing');
    assert.equal(ann.of('pinned').length, 2);
    assert.equal(ann.of('conversation').at(-1)?.conversation.pins, 2);
    await pin(ann, 'direct:bob', one, false);
    await pin(ann, 'direct:bob', one, false);
    await settle();
    assert.deepEqual(bob.of('pinned').at(-1), { t: 'pinned', conversation: 'direct:ann', id: one });
    assert.equal(bob.of('pinned').length, 3);
    const late = await enter('bob', 'late', 0);
    const told = late.of('pinned').map(({ id, pinned: mark }) => [id, mark?.by]);
    assert.deepEqual(
      told.sort(),
      [
        [one, undefined],
        [two, 'ann'],
      ].sort(),
    );
  });

  it('in a group by who runs it, fifty at most', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    const ids: string[] = [];
    for (let n = 0; n < 51; n++) ids.push((await bob.send('group:g', `${n}`)).id);
    await assert.rejects(pin(bob, 'group:g', ids[0] ?? ''), refused('forbidden', 'conversation'));
    for (const id of ids.slice(0, 50)) await pin(ann, 'group:g', id);
    await assert.rejects(pin(ann, 'group:g', ids[50] ?? ''), refused('too-large', 'pinned'));
    await pin(ann, 'group:g', ids[7] ?? '');
    await assert.rejects(pin(bob, 'group:g', ids[0] ?? '', false), refused('forbidden', 'conversation'));
    await pin(ann, 'group:g', ids[0] ?? '', false);
    await pin(ann, 'group:g', ids[50] ?? '');
    assert.equal((await pinned(bob, 'group:g')).length, 50);
    const [notice] = (await bob.call('messages.history', { conversation: 'group:g', after: 0, limit: 1 })).items;
    await assert.rejects(pin(ann, 'group:g', notice?.id ?? ''), refused('forbidden', 'id'));
  });
});
