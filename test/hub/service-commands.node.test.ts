import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireCommand } from '../../hub/protocol/index.js';
import { cutAndBack } from './support/restart.js';
import { onEveryStorage, refused, settle, type TestClient } from './support/service.js';

const heard = (client: TestClient): WireCommand[] => [
  ...client.signals.flatMap((signal) => (signal.t === 'command' ? [signal.command] : [])),
  ...client.of('command').map(({ command }) => command),
];

const ids = (client: TestClient): string[] => heard(client).map(({ id }) => id);

onEveryStorage('commands', (make) => {
  it('reach all who are here, own other devices too, and leave no message', async () => {
    const { enter, clock } = await make();
    const [ann, other] = [await enter('ann'), await enter('ann', 'd2')];
    const [bob, phone] = [await enter('bob'), await enter('bob', 'd2')];
    const args = { id: 'c1', conversation: 'direct:bob', name: 'cursor.move', data: { x: [1, null] } };
    const sent = await ann.call('commands.send', args);
    assert.deepEqual(sent, { at: clock.now() });
    const said = { id: 'c1', from: 'ann', name: 'cursor.move', data: { x: [1, null] }, at: sent.at };
    for (const client of [bob, phone]) assert.deepEqual(heard(client), [{ ...said, conversation: 'direct:ann' }]);
    assert.deepEqual(heard(other), [{ ...said, conversation: 'direct:bob' }]);
    assert.deepEqual(heard(ann), [], 'not the device that said it');
    assert.deepEqual((await bob.call('conversations.list', {})).items, []);
    assert.equal((await bob.call('conversations.unread', {})).count, 0);
  });

  it('without a conversation go to own other devices alone', async () => {
    const { enter } = await make();
    const [ann, other, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    await ann.call('commands.send', { id: 'c1', name: 'played' });
    assert.deepEqual([ids(ann), ids(other), ids(bob)], [[], ['c1'], []]);
    assert.equal(heard(other)[0]?.conversation, undefined);
  });

  it('in a group go to its members', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    for (const keep of [false, true]) {
      await ann.call('commands.send', { id: `c${keep}`, conversation: 'group:g', name: 'x', keep });
    }
    await settle();
    assert.deepEqual([ids(bob), ids(cid)], [['cfalse', 'ctrue'], []]);
    assert.deepEqual(heard(bob)[1]?.conversation, 'group:g');
  });

  it('kept ones are told once to every device, whether it was here or comes later', async () => {
    const world = await make();
    const [ann, other] = [await world.enter('ann'), await world.enter('ann', 'd2')];
    const [bob, away] = [await world.enter('bob'), await world.enter('bob', 'd2')];
    const cut = async (id: string) => {
      const args = { id, conversation: 'direct:bob', name: 'order.paid', data: 5, keep: true };
      const sent = await ann.call('commands.send', args);
      assert.deepEqual(await ann.call('commands.send', args), sent);
    };
    const first = await cutAndBack(world, away, 'bob', 'd2', () => cut('before-all-messages'));
    assert.deepEqual(ids(first), ['before-all-messages']);
    await ann.send('direct:bob', 'x');
    const second = await cutAndBack(world, first, 'bob', 'd2', () => cut('k'));
    assert.deepEqual([ids(second), ids(bob).length, ids(other).length, ids(ann)], [['k'], 2, 2, []]);
    assert.equal(heard(second)[0]?.conversation, 'direct:ann');
    const again = await world.enter('ann', 'd1', 0);
    assert.deepEqual(ids(again), [], 'nor is the sending device told by a replay');
  });

  it('are idempotent by sender and id, also at once', async () => {
    const { enter } = await make();
    const [ann, other, bob] = [await enter('ann'), await enter('ann', 'd2'), await enter('bob')];
    const args = { id: 'c1', conversation: 'direct:bob', name: 'x' };
    const answers = await Promise.all([ann, ann, other].map((client) => client.call('commands.send', args)));
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    await bob.call('commands.send', { ...args, conversation: 'direct:ann' });
    assert.deepEqual([ids(bob), ids(ann)], [['c1'], ['c1']]);
  });

  it('refuses names, sizes and places that are not the caller’s', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    const [ann, cid] = [await enter('ann'), await enter('cid')];
    await ann.call('groups.create', { id: 'g' });
    const send = (client: TestClient, args: object) => client.call('commands.send', { id: 'c', name: 'x', ...args });
    await assert.rejects(send(cid, { conversation: 'group:g' }), refused('not-found', 'conversation'));
    await assert.rejects(send(cid, { conversation: 'group:g', keep: true }), refused('not-found', 'conversation'));
    await assert.rejects(send(ann, { conversation: 'direct:nobody' }), refused('not-found', 'conversation'));
    await assert.rejects(send(ann, { conversation: 'direct:ann' }), refused('not-found', 'conversation'));
    const guest = await visitor();
    await assert.rejects(send(guest.client, { conversation: 'direct:ann' }), refused('forbidden', 'conversation'));
    for (const name of ['', 'a b', 'x'.repeat(65), '<b>']) {
      await assert.rejects(send(ann, { name }), refused('invalid', 'name'));
    }
    await assert.rejects(send(ann, { id: '' }), refused('invalid', 'id'));
    await assert.rejects(send(ann, { data: 'x'.repeat(8_192) }), refused('too-large', 'data'));
    await assert.rejects(send(ann, { data: 1n }), refused('invalid', 'data'));
    await send(ann, { data: 'x'.repeat(8_190) });
  });
});
