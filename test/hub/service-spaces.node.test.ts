import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireEvent } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

const GENERAL = 'channel:tea/general';

/** Ann's space `tea` with the channels `general` and, for her and bob, `back`; eve is outside. */
const tea = async (world: World) => {
  const [ann, bob, cem, eve] = await Promise.all(['ann', 'bob', 'cem', 'eve'].map((one) => world.enter(one)));
  const all = { ann, bob, cem, eve } as Record<'ann' | 'bob' | 'cem' | 'eve', TestClient>;
  await all.ann.call('spaces.create', { id: 'tea', name: 'Tea', members: ['bob', 'cem'] });
  await all.ann.call('spaces.create-channel', { space: 'tea', id: 'general', name: 'General' });
  await all.ann.call('spaces.create-channel', {
    ...{ space: 'tea', id: 'back', name: 'Back room', private: true, members: ['bob'] },
  });
  await settle();
  return all;
};

const channels = async (client: TestClient): Promise<string[]> =>
  (await client.call('spaces.channels', { space: 'tea' })).items.map(({ id }) => id);

const unread = async (client: TestClient, id = GENERAL): Promise<number | undefined> =>
  (await client.call('spaces.channels', { space: 'tea' })).rows.find((row) => row.id === id)?.unread;

const last = <T extends WireEvent['t']>(client: TestClient, t: T) => client.of(t).at(-1);

onEveryStorage('spaces', (make) => {
  it('all of a space are in its public channels, and in private ones those who were let in', async () => {
    const { ann, bob, cem, eve } = await tea(await make());
    assert.deepEqual(await channels(ann), ['general', 'back']);
    assert.deepEqual(await channels(bob), ['general', 'back']);
    assert.deepEqual(await channels(cem), ['general']);
    await assert.rejects(channels(eve), refused('not-found', 'space'));
    await cem.send(GENERAL, 'hello');
    await settle();
    for (const one of [ann, bob]) assert.equal(one.messages.at(-1)?.content.text, 'hello');
    assert.equal(eve.messages.length, 0);
    await assert.rejects(eve.send(GENERAL, 'hey'), refused('not-found'));
    await assert.rejects(cem.send('channel:tea/back', 'hey'), refused('not-found'));
    await bob.send('channel:tea/back', 'between us');
    await settle();
    assert.equal(ann.messages.at(-1)?.content.text, 'between us');
    assert.equal(cem.messages.at(-1)?.content.text, 'hello');
    assert.deepEqual(await bob.texts(GENERAL), ['hello']);
  });

  it('seats nobody in a channel before he needs it', async () => {
    const world = await make();
    const { ann, cem } = await tea(world);
    await ann.send(GENERAL, 'one');
    await settle();
    const rows = () => world.storage.transaction((tx) => tx.members.users(GENERAL));
    const before = await rows();
    assert.ok(!before.includes('cem'), 'a row of who has only heard');
    assert.equal(await unread(cem), 1);
    await cem.call('conversations.read', { conversation: GENERAL, upTo: 1 });
    assert.equal(await unread(cem), 0);
    assert.ok((await rows()).includes('cem'));
  });

  it('counts from where one came, to 999, with mentions apart; reading is told to own devices', async () => {
    const world = await make();
    const { ann, bob, eve } = await tea(world);
    for (let n = 0; n < 3; n++) await ann.send(GENERAL, `old ${n}`);
    await ann.call('spaces.invite', { space: 'tea', users: ['eve'] });
    assert.equal(await unread(eve), 0);
    assert.deepEqual(await eve.texts(GENERAL), ['old 0', 'old 1', 'old 2']);
    await Promise.all(Array.from({ length: 1_005 }, (_, n) => ann.send(GENERAL, `new ${n}`)));
    await ann.call('messages.send', {
      ...{ clientId: 'named', conversation: GENERAL, mentions: { users: ['eve'] } },
      content: { kind: 'text', text: '@eve' },
    });
    assert.equal(await unread(eve), 999);
    const { rows } = await eve.call('spaces.channels', { space: 'tea' });
    assert.equal(rows[0]?.mentions?.length, 1);
    const other = await world.enter('eve', 'd2');
    await eve.call('spaces.read', { space: 'tea' });
    await settle();
    assert.equal(last(other, 'cursor')?.unread, 0);
    assert.equal(await unread(other), 0);
    assert.ok(
      bob.of('cursor').every(({ cursor }) => cursor.user === 'bob'),
      'others hear of who has read',
    );
  });

  it('channels stand in no list of conversations and no sum of unread ones', async () => {
    const { ann, bob } = await tea(await make());
    await ann.send(GENERAL, 'hello');
    await bob.texts(GENERAL);
    assert.deepEqual((await bob.call('conversations.list', {})).items, []);
    assert.equal((await bob.call('conversations.unread', {})).count, 0);
  });

  it('edit, recall, extension, typing, search and pins as in groups', async () => {
    const { ann, bob, cem } = await tea(await make());
    const { id } = await bob.send(GENERAL, 'first words');
    await bob.call('messages.edit', { conversation: GENERAL, id, content: { kind: 'text', text: 'second words' } });
    await cem.call('messages.extend', { conversation: GENERAL, id, set: { seen: 'yes' } });
    await ann.call('messages.pin', { conversation: GENERAL, id, pinned: true });
    await assert.rejects(cem.call('messages.pin', { conversation: GENERAL, id, pinned: false }), refused('forbidden'));
    await bob.call('typing.set', { conversation: GENERAL, what: 'text' });
    await settle();
    assert.equal(last(cem, 'edited')?.content.text, 'second words');
    assert.deepEqual(last(bob, 'extended')?.set, { seen: 'yes' });
    assert.equal(last(cem, 'pinned')?.id, id);
    assert.deepEqual(
      (await cem.call('messages.pins', { conversation: GENERAL })).items.map((one) => one.id),
      [id],
    );
    assert.ok(ann.signals.some((one) => one.t === 'typing' && one.conversation === GENERAL));
    const found = await cem.call('search.messages', { words: ['second'] });
    assert.deepEqual(
      found.items.map((one) => one.id),
      [id],
    );
    await ann.call('messages.recall', { conversation: GENERAL, id });
    await settle();
    assert.equal(last(cem, 'recalled')?.id, id);
    await assert.rejects(
      bob.call('messages.send', {
        ...{ clientId: 'x', conversation: GENERAL, audience: ['cem'], content: { kind: 'text', text: 'psst' } },
      }),
      refused('invalid', 'audience'),
    );
  });

  it('who is put out, or whose channel is closed to him, reads and finds nothing of it any more', async () => {
    const { ann, bob, cem } = await tea(await make());
    await bob.send('channel:tea/back', 'between us');
    await ann.texts('channel:tea/back');
    await cem.send(GENERAL, 'for all');
    await bob.texts(GENERAL);
    await ann.call('spaces.remove-from-channel', { space: 'tea', channel: 'back', users: ['bob'] });
    await settle();
    assert.deepEqual(last(bob, 'channel-removed'), { t: 'channel-removed', space: 'tea', id: 'back', why: 'removed' });
    await assert.rejects(bob.texts('channel:tea/back'), refused('not-found'));
    assert.deepEqual((await bob.call('search.messages', { words: ['between'] })).items, []);
    await ann.call('spaces.update-channel', { space: 'tea', channel: 'general', patch: { private: true } });
    await settle();
    assert.deepEqual(await channels(bob), []);
    assert.deepEqual((await bob.call('search.messages', { words: ['all'] })).items, []);
    await ann.call('spaces.update-channel', { space: 'tea', channel: 'back', patch: { private: false } });
    assert.deepEqual(await channels(bob), ['back']);
    assert.deepEqual(await bob.texts('channel:tea/back'), [], 'what was said while it was private');
    assert.deepEqual(await ann.texts('channel:tea/back'), ['between us']);
    await ann.call('spaces.kick', { space: 'tea', users: ['bob'] });
    await settle();
    assert.deepEqual(last(bob, 'space-removed'), { t: 'space-removed', id: 'tea', why: 'removed' });
    await assert.rejects(channels(bob), refused('not-found'));
    const before = bob.messages.length;
    await ann.send('channel:tea/back', 'he is gone');
    await settle();
    assert.equal(bob.messages.length, before);
  });

  it('who was away hears what he missed, and nothing of what is not his', async () => {
    const world = await make();
    const { ann, cem } = await tea(world);
    const { cursor } = cem;
    cem.connection.closed();
    await ann.send(GENERAL, 'missed');
    await ann.send('channel:tea/back', 'hidden');
    const again = await world.enter('cem', 'd1', cursor);
    assert.deepEqual(
      again.messages.map(({ content }) => content.text),
      ['missed'],
    );
  });

  it('only whom the matrix names may; ids are not used twice; the last one takes the space with him', async () => {
    const { ann, bob, cem, eve } = await tea(await make());
    const forbidden: (() => Promise<unknown>)[] = [
      () => bob.call('spaces.update', { space: 'tea', patch: { name: 'Mine' } }),
      () => bob.call('spaces.create-channel', { space: 'tea', name: 'Mine' }),
      () => bob.call('spaces.update-channel', { space: 'tea', channel: 'general', patch: { name: 'Mine' } }),
      () => bob.call('spaces.remove-channel', { space: 'tea', channel: 'general' }),
      () => bob.call('spaces.add-to-channel', { space: 'tea', channel: 'back', users: ['cem'] }),
      () => bob.call('spaces.kick', { space: 'tea', users: ['cem'] }),
      () => bob.call('spaces.set-role', { space: 'tea', users: ['bob'], role: 'admin' }),
      () => bob.call('spaces.invite', { space: 'tea', users: ['eve'] }),
      () => bob.call('spaces.remove', { space: 'tea' }),
    ];
    for (const run of forbidden) await assert.rejects(run(), refused('forbidden'));
    await assert.rejects(eve.call('spaces.join', { space: 'tea' }), refused('not-found', 'space'));
    await assert.rejects(eve.call('spaces.members', { space: 'tea' }), refused('not-found', 'space'));
    await ann.call('spaces.set-role', { space: 'tea', users: ['bob'], role: 'admin' });
    await settle();
    assert.equal(last(bob, 'space')?.space.role, 'admin');
    const { outcomes } = await bob.call('spaces.kick', { space: 'tea', users: ['ann', 'cem', 'ghost'] });
    assert.deepEqual(
      outcomes.map(({ state, error }) => state ?? error?.code),
      ['forbidden', 'removed', 'not-found'],
    );
    await ann.call('spaces.remove-channel', { space: 'tea', channel: 'general' });
    await assert.rejects(
      ann.call('spaces.create-channel', { space: 'tea', id: 'general', name: 'Again' }),
      refused('conflict', 'id'),
    );
    await ann.call('spaces.leave', { space: 'tea' });
    await settle();
    assert.equal(last(bob, 'space')?.space.owner, 'bob');
    await bob.call('spaces.leave', { space: 'tea' });
    assert.deepEqual((await bob.call('spaces.list', {})).items, []);
    await assert.rejects(cem.call('spaces.create', { id: 'tea', name: 'Tea' }), refused('conflict', 'id'));
  });

  it('what one had cleared stays gone, also after leaving and coming again', async () => {
    const { ann, bob, cem } = await tea(await make());
    const [GONE, BACK] = ['gone', 'channel:tea/back'];
    for (const conversation of [GENERAL, BACK]) {
      await ann.send(conversation, GONE);
      const one = await ann.send(conversation, 'deleted alone');
      await bob.call('messages.clear', { conversation });
      await ann.send(conversation, 'kept');
      const two = await ann.send(conversation, 'deleted later');
      await bob.call('messages.delete', { conversation, ids: [one.id, two.id] });
      assert.deepEqual(await bob.texts(conversation), ['kept']);
    }
    await bob.call('spaces.leave', { space: 'tea' });
    await ann.call('spaces.invite', { space: 'tea', users: ['bob'] });
    assert.deepEqual(await bob.texts(GENERAL), ['kept']);
    assert.equal(await unread(bob), 0);
    await ann.call('spaces.add-to-channel', { space: 'tea', channel: 'back', users: ['bob'] });
    assert.deepEqual(await bob.texts(BACK), ['kept']);
    await ann.call('spaces.remove-from-channel', { space: 'tea', channel: 'back', users: ['bob'] });
    await ann.call('spaces.add-to-channel', { space: 'tea', channel: 'back', users: ['bob'] });
    assert.deepEqual(await bob.texts(BACK), ['kept'], 'out of the channel alone');
    // Closed to him for a while.
    await ann.call('spaces.update-channel', { space: 'tea', channel: 'general', patch: { private: true } });
    await ann.call('spaces.add-to-channel', { space: 'tea', channel: 'general', users: ['bob'] });
    assert.deepEqual(await bob.texts(GENERAL), ['kept']);
    assert.deepEqual(await cem.call('search.messages', { words: [GONE] }).then(({ items }) => items.length), 0);
    assert.deepEqual(await bob.call('search.messages', { words: [GONE] }).then(({ items }) => items.length), 0);
  });

  it('an answer that got lost is answered the same; visitors have no spaces', async () => {
    const world = await make({ desks: ['ann'] });
    const { ann } = await tea(world);
    const again = await ann.call('spaces.create', { id: 'tea', name: 'Tea' });
    assert.equal(again.memberCount, 3);
    assert.deepEqual(await ann.call('spaces.create-channel', { space: 'tea', id: 'back', name: 'x' }), { id: 'back' });
    const { client, user } = await world.visitor();
    await assert.rejects(client.call('spaces.create', { name: 'Mine' }), refused('forbidden'));
    const { outcomes } = await ann.call('spaces.invite', { space: 'tea', users: [user] });
    assert.equal(outcomes[0]?.error?.code, 'not-found');
  });
});
