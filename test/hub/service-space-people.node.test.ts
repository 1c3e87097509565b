import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, settle, type TestClient, type World } from './support/service.js';

/** Ann's space `tea` with bob and cem, a public channel, and a private one that she is in with bob. */
const tea = async (world: World) => {
  const [ann, phone] = [await world.enter('ann'), await world.enter('ann', 'd2')];
  const [bob, cem] = [await world.enter('bob'), await world.enter('cem')];
  await ann.call('spaces.create', { id: 'tea', name: 'Tea', members: ['bob', 'cem'] });
  await ann.call('spaces.create-channel', { space: 'tea', id: 'general', name: 'General' });
  const back = { space: 'tea', id: 'back', name: 'Back room', private: true, members: ['bob'] };
  await ann.call('spaces.create-channel', back);
  await settle();
  return { ann, phone, bob, cem };
};

const lost = (client: TestClient) =>
  [...client.of('channel-removed'), ...client.of('space-removed')].map(({ id, why }) => `${id} ${why}`);

onEveryStorage('people of spaces', (make) => {
  it('who loses a channel, or the space, hears why', async () => {
    const { ann, bob, cem } = await tea(await make());
    await ann.call('spaces.remove-from-channel', { space: 'tea', channel: 'back', users: ['bob'] });
    await ann.call('spaces.add-to-channel', { space: 'tea', channel: 'back', users: ['bob', 'cem'] });
    await settle();
    await cem.call('spaces.remove-from-channel', { space: 'tea', channel: 'back', users: ['cem'] });
    await settle();
    await ann.call('spaces.update-channel', { space: 'tea', channel: 'general', patch: { private: true } });
    await settle();
    await ann.call('spaces.remove-channel', { space: 'tea', channel: 'back' });
    await settle();
    await ann.call('spaces.kick', { space: 'tea', users: ['bob'] });
    await cem.call('spaces.leave', { space: 'tea' });
    await settle();
    await ann.call('spaces.invite', { space: 'tea', users: ['cem'] });
    await settle();
    await ann.call('spaces.remove', { space: 'tea' });
    await settle();
    assert.deepEqual(lost(bob), ['back removed', 'general removed', 'back dismissed', 'tea removed']);
    assert.deepEqual(lost(cem), ['back left', 'general removed', 'tea left', 'tea dismissed']);
  });
});
