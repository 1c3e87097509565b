import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

const [OPEN, BACK] = ['channel:tea/general', 'channel:tea/back'];

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

const unread = async (client: TestClient, id: string): Promise<number | undefined> =>
  (await client.call('spaces.channels', { space: 'tea' })).rows.find((row) => row.id === id)?.unread;

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

  it('a new role is told to all of the space, and to the devices of who gave it', async () => {
    const { ann, phone, bob, cem } = await tea(await make());
    const all = [ann, phone, bob, cem];
    for (const client of all) client.events.length = 0;
    await ann.call('spaces.set-role', { space: 'tea', users: ['bob'], role: 'admin' });
    await settle();
    assert.deepEqual(
      all.map((client) => client.of('space').map(({ space }) => space.role)),
      [['owner'], ['owner'], ['admin'], ['member']],
    );
  });

  it('who cannot come in keeps nobody out of a new space; each has an outcome, asked again the same', async () => {
    const world = await make({ desks: ['ann'] });
    const { ann, bob } = await tea(world);
    const dan = await world.enter('dan');
    const { user } = await world.visitor();
    await dan.call('blocks.set', { users: ['ann'], blocked: true });
    const draft = { id: 'new', name: 'New', members: ['ann', 'bob', 'dan', 'ghost', user] };
    for (let n = 0; n < 2; n++) {
      const { outcomes = [], memberCount } = await ann.call('spaces.create', draft);
      const said = outcomes.map((one) => [one.user, one.state, one.error?.code !== undefined]);
      const none = ['dan', 'ghost', user].map((one) => [one, undefined, true]);
      assert.deepEqual(said, [['bob', 'joined', false], ...none]);
      assert.equal(memberCount, 2);
    }
    assert.deepEqual((await bob.call('spaces.list', {})).items.map(({ id }) => id).sort(), ['new', 'tea']);
    assert.deepEqual((await dan.call('spaces.list', {})).items, []);
  });

  it('who is not in the space keeps nobody out of a new channel', async () => {
    const world = await make();
    const { ann, bob, cem } = await tea(world);
    const dan = await world.enter('dan');
    const draft = { space: 'tea', id: 'q', name: 'Q', private: true, members: ['bob', 'dan', 'ghost'] };
    for (let n = 0; n < 2; n++) {
      const { outcomes = [] } = await ann.call('spaces.create-channel', draft);
      assert.deepEqual(
        outcomes.map((one) => [one.user, one.state ?? one.error?.code]),
        [
          ['bob', 'added'],
          ['dan', 'not-found'],
          ['ghost', 'not-found'],
        ],
      );
    }
    await bob.send('channel:tea/q', 'between us');
    assert.deepEqual(await ann.texts('channel:tea/q'), ['between us']);
    for (const other of [cem, dan]) await assert.rejects(other.texts('channel:tea/q'), refused('not-found'));
    // Asked to come into the space later, he is in no private channel for that.
    await ann.call('spaces.invite', { space: 'tea', users: ['dan'] });
    await assert.rejects(dan.texts('channel:tea/q'), refused('not-found'));
  });

  it('who is let into a private channel, for the first time or again, has nothing old to read', async () => {
    const { ann, bob, cem } = await tea(await make());
    for (let n = 0; n < 5; n++) await ann.send(BACK, `secret ${n}`);
    const channel = { space: 'tea', channel: 'back' };
    await bob.call('conversations.read', { conversation: BACK, upTo: 5 });
    await ann.call('spaces.remove-from-channel', { ...channel, users: ['bob'] });
    await ann.send(BACK, 'without bob');
    await ann.call('spaces.add-to-channel', { ...channel, users: ['bob', 'cem'] });
    assert.deepEqual([await unread(bob, BACK), await unread(cem, BACK)], [0, 0]);
    assert.equal((await cem.texts(BACK)).length, 6, 'they may read it');
    await ann.send(BACK, 'new');
    await ann.call('spaces.add-to-channel', { ...channel, users: ['bob', 'cem'] });
    assert.deepEqual([await unread(bob, BACK), await unread(cem, BACK)], [1, 1]);
  });

  it('who makes a channel private finds unread what he had not read', async () => {
    const { ann, bob } = await tea(await make());
    await bob.send(OPEN, 'one');
    await bob.send(OPEN, 'two');
    assert.equal(await unread(ann, OPEN), 2);
    await ann.call('spaces.update-channel', { space: 'tea', channel: 'general', patch: { private: true } });
    assert.equal(await unread(ann, OPEN), 2);
  });
});
