import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, settle, type TestClient } from './support/service.js';

const shield = (client: TestClient, conversation: string, on: boolean) =>
  client.call('conversations.shield', { conversation, on });

onEveryStorage('a shielded conversation', (make) => {
  const group = async () => {
    const world = await make();
    const [ann, bob, phone] = [await world.enter('ann'), await world.enter('bob'), await world.enter('bob', 'd2')];
    await ann.call('groups.create', { id: 'g', policy: 'open', members: ['bob'] });
    const first = await ann.send('group:g', 'before');
    await settle();
    return { world, ann, bob, phone, first };
  };

  it('tells nothing: no message, change, member, typing, command or passing word, on no device', async () => {
    const { world, ann, bob, phone, first } = await group();
    await shield(bob, 'group:g', true);
    await shield(bob, 'group:g', true);
    await settle();
    for (const one of [bob, phone]) assert.equal(one.of('conversation').at(-1)?.conversation.shielded, true);
    const heard = [bob, phone].map(({ events, signals }) => [events.length, signals.length]);
    const back = await cutAndBack(world, phone, 'bob', 'd2', async () => {
      const { id } = await ann.send('group:g', 'during');
      const mine = { conversation: 'group:g', id };
      await ann.call('messages.edit', { ...mine, content: { kind: 'text', text: 'edited' } });
      await ann.call('messages.react', { ...mine, emoji: '👍', on: true });
      await ann.call('messages.recall', { conversation: 'group:g', id: first.id });
      await ann.call('typing.set', { conversation: 'group:g', what: 'text' });
      await ann.call('commands.send', { id: 'c1', conversation: 'group:g', name: 'x' });
      await ann.call('commands.send', { id: 'c2', conversation: 'group:g', name: 'x', keep: true });
      const passing = { clientId: 't', conversation: 'group:g', content: { kind: 'text', text: 'now' } };
      await ann.call('messages.send', { ...passing, transient: true });
      await ann.call('messages.send', { ...passing, clientId: 'd', audience: ['bob'] });
      await (await world.enter('eve')).call('groups.join', { group: 'g' });
      await ann.call('messages.send', { ...passing, clientId: 'm', mentions: { users: ['bob'] } });
    });
    await settle();
    assert.deepEqual([bob.events.length, bob.signals.length], heard[0]);
    assert.deepEqual([back.events, back.signals], [[], []], 'nor is it caught up with');
    const [row] = (await bob.call('conversations.get', { ids: ['group:g'] })).items;
    assert.deepEqual([row?.unread, row?.mentions, row?.shielded], [0, undefined, true]);
    assert.equal((await bob.call('conversations.unread', {})).count, 0);
    assert.deepEqual((await bob.call('conversations.list', { filter: { unread: true } })).items, []);
    assert.deepEqual((await ann.call('conversations.list', {})).items[0]?.shielded, undefined);
  });

  it('can be read again after, and counts from then on', async () => {
    const { ann, bob, phone } = await group();
    await shield(bob, 'group:g', true);
    await ann.send('group:g', 'during');
    const told = () => bob.of('conversation').at(-1)?.conversation;
    assert.equal(told()?.last?.content.text, 'before');
    await shield(bob, 'group:g', false);
    await settle();
    assert.deepEqual([told()?.last?.content.text, told()?.unread, told()?.shielded], ['during', 0, undefined]);
    assert.deepEqual((await bob.texts('group:g')).slice(-2), ['before', 'during']);
    await ann.send('group:g', 'after');
    await settle();
    for (const one of [bob, phone]) assert.equal(one.messages.at(-1)?.content.text, 'after');
    assert.equal(told()?.unread, 1);
  });

  it('of two people: a hidden row stays hidden, and the other one learns nothing of it', async () => {
    const { ann, bob } = await group();
    await ann.send('direct:bob', 'hello');
    await bob.call('conversations.remove', { conversation: 'direct:ann' });
    await shield(bob, 'direct:ann', true);
    await settle();
    const heard = ann.events.length;
    await ann.send('direct:bob', 'are you there?');
    await settle();
    assert.deepEqual(
      (await bob.call('conversations.list', {})).items.map(({ id }) => id),
      ['group:g'],
    );
    assert.ok(
      ann.events.slice(heard).every(({ t }) => t !== 'cursor'),
      'no receipt',
    );
    await bob.send('direct:ann', 'I write');
    const ids = (await bob.call('conversations.list', {})).items.map(({ id }) => id);
    assert.deepEqual(ids, ['direct:ann', 'group:g'], 'who writes there sees his row');
  });

  it('ends with the membership: who is taken out is told so', async () => {
    const { ann, bob } = await group();
    await shield(bob, 'group:g', true);
    await bob.call('groups.leave', { group: 'g' });
    await settle();
    assert.equal(bob.of('conversation').at(-1)?.conversation.standing?.locked, 'left');
    await bob.call('groups.join', { group: 'g' });
    await ann.send('group:g', 'welcome');
    await settle();
    assert.equal(bob.messages.at(-1)?.content.text, 'welcome');
  });
});
