import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireRoomNews } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle } from './support/service.js';

onEveryStorage('spaces under attack', (make) => {
  it('who is not in a private channel never hears that there is one', async () => {
    const world = await make();
    const [ann, bob, cem] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cem')];
    await ann.call('spaces.create', { id: 'tea', name: 'Tea', members: ['bob', 'cem'] });
    const named = { space: 'tea', channel: 'layoffs' };
    await ann.call('spaces.create-channel', {
      ...{ space: 'tea', id: 'layoffs', name: 'Layoffs', private: true, members: ['bob'] },
    });
    await ann.call('spaces.update-channel', { ...named, patch: { topic: 'Who goes' } });
    await settle();
    assert.equal(bob.of('channel').at(-1)?.channel.topic, 'Who goes');
    await ann.call('spaces.remove-channel', named);
    await settle();
    assert.equal(bob.of('channel-removed').at(-1)?.id, 'layoffs');
    assert.equal(ann.of('channel-removed').at(-1)?.id, 'layoffs');
    assert.ok(!JSON.stringify(cem.frames).includes('layoffs'), 'cem heard of it');
  });

  it('who has blocked somebody is not put into his spaces', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await bob.call('blocks.set', { users: ['ann'], blocked: true });
    const trap = await ann.call('spaces.create', { id: 'trap', name: 'Trap', members: ['bob'] });
    assert.deepEqual([trap.outcomes?.[0]?.error?.code, trap.memberCount], ['blocked', 1]);
    await ann.call('spaces.create', { id: 'tea', name: 'Tea' });
    const { outcomes } = await ann.call('spaces.invite', { space: 'tea', users: ['bob'] });
    assert.equal(outcomes[0]?.error?.code, 'blocked');
    await settle();
    assert.deepEqual((await bob.call('spaces.list', {})).items, []);
  });

  it('channels may have the names of what objects inherit', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await ann.call('spaces.create', { id: 'constructor', name: 'Tea' });
    for (const id of ['constructor', '__proto__', 'toString']) {
      await ann.call('spaces.create-channel', { space: 'constructor', id, name: id });
      if (id !== 'toString') await ann.send(`channel:constructor/${id}`, 'before');
    }
    await ann.call('spaces.invite', { space: 'constructor', users: ['bob'] });
    const unread = async () =>
      (await bob.call('spaces.channels', { space: 'constructor' })).rows.map((row) => row.unread);
    assert.deepEqual(await unread(), [0, 0, 0]);
    for (const id of ['constructor', '__proto__', 'toString']) await ann.send(`channel:constructor/${id}`, 'after');
    assert.deepEqual(await unread(), [1, 1, 1]);
  });
});

onEveryStorage('live rooms under attack', (make) => {
  const live = async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await ann.call('rooms.join', { room: 'live', create: { name: 'Live' } });
    await bob.call('rooms.join', { room: 'live' });
    return { world, ann, bob };
  };

  it('changes made at once all hold, and none brings back a room that was destroyed', async () => {
    const { world, ann } = await live();
    await Promise.all([
      ann.call('rooms.update', { room: 'live', patch: { name: 'Other' } }),
      ann.call('rooms.mute-all', { room: 'live', muted: true }),
      ann.call('rooms.update', { room: 'live', patch: { introduction: 'Hi' } }),
    ]);
    const { name, mutedAll, introduction } = await ann.call('rooms.info', { room: 'live' });
    assert.deepEqual({ name, mutedAll, introduction }, { name: 'Other', mutedAll: true, introduction: 'Hi' });
    await Promise.allSettled([
      ann.call('rooms.destroy', { room: 'live' }),
      ann.call('rooms.update', { room: 'live', patch: { name: 'Undead' } }),
    ]);
    await settle();
    await assert.rejects(ann.call('rooms.info', { room: 'live' }), refused('not-found', 'room'));
    assert.equal(await world.storage.transaction((tx) => tx.groups.get('live')), undefined);
  });

  it('attributes may have the names of what objects inherit', async () => {
    const { world, ann, bob } = await live();
    const set = JSON.parse('{"__proto__":"a","constructor":"b"}') as Record<string, string>;
    await bob.call('rooms.set-attributes', { room: 'live', set });
    await settle();
    world.clock.advance(60);
    await settle();
    const told = ann.signals.flatMap((signal): WireRoomNews[] => (signal.t === 'room' ? [signal.news] : []));
    const keys = told.flatMap(({ attributes = {} }) => Object.keys(attributes));
    assert.deepEqual(keys.sort(), ['__proto__', 'constructor']);
  });

  it('no more people are banned or muted than a room can keep', async () => {
    const { ann } = await live();
    let refusals = 0;
    for (let n = 0; n < 12; n++) {
      const users = Array.from({ length: 100 }, (_, at) => `nobody-${n}-${at}`);
      const { outcomes } = await ann.call('rooms.kick', { room: 'live', users, minutes: 5 });
      refusals += outcomes.filter(({ error }) => error?.code === 'too-large').length;
    }
    assert.equal(refusals, 200);
  });
});
