import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const presences = (client: TestClient) =>
  client.signals.flatMap((signal) => (signal.t === 'presence' ? [signal.presence] : []));
const states = (client: TestClient) => presences(client).map(({ user, state }) => `${user} ${state}`);

onEveryStorage('blocks', (make) => {
  it('who is blocked reaches nobody by any way, and learns it from the refusal alone', async () => {
    const { enter } = await make();
    const [ann, phone, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    const { id } = await bob.send('direct:ann', 'before');
    const call = await bob.call('signals.invite', { conversation: 'direct:ann', clientId: 'call-1' });
    await settle();
    const before = [bob.events.length, bob.signals.length];
    const { outcomes } = await ann.call('blocks.set', { users: ['bob', 'ghost', 'ann'], blocked: true });
    assert.deepEqual(
      outcomes.map(({ user, error }) => [user, error?.code]),
      [
        ['bob', undefined],
        ['ghost', 'not-found'],
        ['ann', 'invalid'],
      ],
    );
    await ann.call('blocks.set', { users: ['bob'], blocked: true });
    await settle();
    assert.deepEqual([bob.events.length, bob.signals.length], before);
    assert.deepEqual(phone.of('block'), [{ t: 'block', user: 'bob', blocked: true }]);
    assert.deepEqual((await phone.call('blocks.list', {})).users, ['bob']);
    assert.deepEqual((await phone.call('blocks.check', { users: ['bob', 'cat'] })).users, ['bob']);
    const heard = [ann.events.length, ann.signals.length];
    const there = { conversation: 'direct:ann', id };
    const ways: readonly (readonly [string, object])[] = [
      ['messages.send', { conversation: 'direct:ann', clientId: 'b1', content: { kind: 'text', text: 'after' } }],
      [
        'messages.send',
        { conversation: 'direct:ann', clientId: 'b2', content: { kind: 'text', text: 'psst' }, transient: true },
      ],
      ['messages.edit', { ...there, content: { kind: 'text', text: 'edited' } }],
      ['messages.extend', { ...there, set: { k: 'v' } }],
      ['messages.react', { ...there, emoji: '👍', on: true }],
      ['messages.pin', { ...there, pinned: true }],
      ['signals.invite', { conversation: 'direct:ann', clientId: 'b3' }],
      ['commands.send', { id: 'c1', conversation: 'direct:ann', name: 'poke' }],
      ['commands.send', { id: 'c2', conversation: 'direct:ann', name: 'poke', keep: true }],
      ['contacts.add', { user: 'ann', words: 'please' }],
      ['groups.create', { id: 'g2', members: ['ann'] }],
    ];
    for (const [op, args] of ways) {
      await assert.rejects(bob.call(op as 'messages.send', args as never), (error) => {
        assert.ok(refused('blocked')(error), `${op}: ${String(error)}`);
        return true;
      });
    }
    // What has no answer is swallowed.
    await bob.call('typing.set', { conversation: 'direct:ann', what: 'text' });
    await settle();
    assert.deepEqual([ann.events.length, ann.signals.length], heard);
    assert.deepEqual(await ann.texts('direct:bob'), ['before', 'signal']);
    // His own he may take back; hers she may still say.
    await bob.call('signals.cancel', { conversation: 'direct:ann', id: call.id });
    await bob.call('messages.recall', there);
    await ann.send('direct:bob', 'farewell');
    await ann.call('blocks.set', { users: ['bob'], blocked: false });
    await bob.send('direct:ann', 'again', 'b1');
    assert.equal((await ann.texts('direct:bob')).at(-1), 'again');
    await settle();
    assert.deepEqual(phone.of('block').at(-1), { t: 'block', user: 'bob', blocked: false });
  });

  it('what was asked goes out of sight, and comes back only when asked again', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.call('contacts.add', { user: 'ann' });
    await ann.call('blocks.set', { users: ['bob'], blocked: true });
    const requests = async (client: TestClient) => (await client.call('contacts.requests', {})).items.length;
    assert.deepEqual([await requests(ann), await requests(bob)], [0, 1]);
    await ann.call('blocks.set', { users: ['bob'], blocked: false });
    assert.deepEqual(await bob.call('contacts.add', { user: 'ann' }), { state: 'pending' });
    assert.deepEqual([await requests(ann), await requests(bob)], [1, 1]);
  });

  it('signing in is no way around a block of the visitor one was', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    const [desk, guest] = [await enter('desk'), await visitor()];
    await guest.client.send('direct:desk', 'spam');
    await desk.call('blocks.set', { users: [guest.user], blocked: true });
    await assert.rejects(guest.client.send('direct:desk', 'spam'), refused('blocked'));
    const bob = await enter('bob');
    await bob.call('visitor.merge', { token: guest.token });
    await assert.rejects(bob.send('direct:desk', 'spam'), refused('blocked'));
  });
});

onEveryStorage('presence', (make) => {
  it('is told to those who watch, of changes alone, and to nobody else', async () => {
    const { enter, clock } = await make();
    const [ann, eve] = [await enter('ann'), await enter('eve')];
    const { items } = await ann.call('presence.watch', { users: ['bob', 'ghost', 'ann'] });
    assert.deepEqual(items, [
      { user: 'bob', state: 'offline' },
      { user: 'ghost', state: 'offline' },
      { user: 'ann', state: 'online' },
    ]);
    const bob = await enter('bob');
    assert.deepEqual(states(ann).splice(0), ['bob online']);
    ann.signals.length = 0;
    await ann.call('presence.watch', { users: ['bob'] });
    const phone = await enter('bob', 'd2');
    await bob.call('presence.set', { idle: true });
    await settle();
    assert.deepEqual(states(ann), []);
    await phone.call('presence.set', { idle: true });
    await phone.call('presence.set', { words: ' at tea ' });
    await phone.call('presence.set', { idle: false });
    await phone.call('presence.set', { away: true });
    await settle();
    assert.deepEqual(
      presences(ann).map(({ state, words }) => [state, words]),
      [
        ['away', undefined],
        ['away', 'at tea'],
        ['online', 'at tea'],
        ['away', 'at tea'],
      ],
    );
    phone.connection.closed();
    bob.connection.closed();
    await settle();
    assert.deepEqual(presences(ann).at(-1), { user: 'bob', state: 'offline', lastSeen: clock.time });
    // Back at once he is as he was; back late he has said nothing.
    clock.advance(10_000);
    const again = await enter('bob');
    assert.equal(presences(ann).at(-1)?.words, 'at tea');
    again.connection.closed();
    await settle();
    clock.advance(120_000);
    await enter('bob');
    await settle();
    assert.deepEqual(presences(ann).at(-1), { user: 'bob', state: 'online' });
    assert.deepEqual(presences(eve), []);
    await ann.call('presence.watch', { users: [] });
    const told = presences(ann).length;
    await enter('bob', 'd7').then((one) => one.call('presence.set', { away: true }));
    await settle();
    assert.equal(presences(ann).length, told);
  });

  it('when somebody was here last is told where he lets it, and nothing between people who are apart', async () => {
    const { enter, clock } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const look = async () => (await ann.call('presence.get', { users: ['bob'] })).items[0];
    await ann.call('presence.watch', { users: ['bob'] });
    await bob.call('presence.watch', { users: ['ann'] });
    await bob.call('blocks.set', { users: ['ann'], blocked: true });
    await settle();
    assert.deepEqual(states(ann), ['bob offline']);
    assert.deepEqual(states(bob), ['ann offline']);
    assert.deepEqual(await look(), { user: 'bob', state: 'offline' });
    await bob.call('presence.set', { words: 'hidden' });
    await settle();
    assert.deepEqual(states(ann), ['bob offline']);
    await bob.call('blocks.set', { users: ['ann'], blocked: false });
    await settle();
    assert.deepEqual([states(ann).at(-1), states(bob).at(-1)], ['bob online', 'ann online']);
    await bob.call('settings.set', { privacy: { lastSeen: false } });
    bob.connection.closed();
    await settle();
    assert.deepEqual(presences(ann).at(-1), { user: 'bob', state: 'offline' });
    assert.deepEqual(await look(), { user: 'bob', state: 'offline' });
    const back = await enter('bob');
    await back.call('settings.set', { privacy: { lastSeen: true } });
    await back.call('session.logout', {});
    await settle();
    const at = clock.time;
    clock.advance(60_000);
    assert.deepEqual(await look(), { user: 'bob', state: 'offline', lastSeen: at });
  });

  it('visitors see the desks and nobody else', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    await enter('desk');
    await enter('ann');
    const guest = await visitor();
    const { items } = await guest.client.call('presence.watch', { users: ['desk', 'ann', 'ghost'] });
    assert.deepEqual(
      items.map(({ state }) => state),
      ['online', 'offline', 'offline'],
    );
    await enter('ann', 'd5').then((one) => one.call('presence.set', { away: true }));
    await settle();
    assert.deepEqual(presences(guest.client), []);
  });
});

onEveryStorage('search of people', (make) => {
  it('finds by name and id, page by page, but not those who are apart, visitors, or where there is no directory', async () => {
    const { enter, visitor, hub, token } = await make({ desks: ['desk'] });
    const ann = await enter('ann');
    for (const name of ['Zoë Bauer', 'zoe', 'Zo']) {
      const client = await enter(`p-${name.length}`);
      await client.call('users.update', { patch: { name } });
    }
    await visitor();
    assert.ok(hub && token);
    const find = async (words: string) => (await ann.call('users.search', { words })).items.map(({ id }) => id);
    assert.deepEqual(await find('ZO'), ['p-2', 'p-3', 'p-9']);
    assert.deepEqual(await find('p-9'), ['p-9']);
    assert.deepEqual(await find('visitor'), []);
    const first = await ann.call('users.search', { words: 'zo', limit: 2 });
    assert.equal(first.items.length, 2);
    const second = await ann.call('users.search', { words: 'zo', limit: 2, cursor: first.next });
    assert.deepEqual([second.items.map(({ id }) => id), second.next], [['p-9'], undefined]);
    await ann.call('blocks.set', { users: ['p-3'], blocked: true });
    assert.deepEqual(await find('zo'), ['p-2', 'p-9']);
    const other = await enter('p-3');
    assert.deepEqual((await other.call('users.search', { words: 'ann' })).items, []);
    const shut = await make({ directory: false });
    const bob = await shut.enter('bob');
    await assert.rejects(bob.call('users.search', { words: 'bob' }), refused('forbidden'));
  });
});
