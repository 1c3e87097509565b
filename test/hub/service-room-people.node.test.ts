import assert from 'node:assert/strict';
import { it } from 'node:test';
import { restarted } from './support/restart.js';
import { field, heard, LIVE, live, news, tick } from './support/rooms.js';
import { onEveryStorage, type Refused, refused, settle, type TestClient } from './support/service.js';

onEveryStorage('people of live rooms', (make) => {
  it('comings, goings and likes are told once a second; who does not come back in time has left', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await bob.call('rooms.like', { room: 'live', times: 7 });
    await ann.call('rooms.like', { room: 'live', times: 3 });
    await tick(world, 1_100);
    assert.equal(field(ann, 'likes'), 10);
    assert.equal(field(ann, 'online'), 2);
    assert.deepEqual(field(ann, 'recent'), ['bob', 'ann']);
    bob.connection.closed();
    await tick(world, 29_000);
    assert.equal((await ann.call('rooms.info', { room: 'live' })).online, 2);
    await tick(world, 3_000);
    assert.deepEqual(field(ann, 'left'), ['bob']);
    assert.equal(field(ann, 'online'), 1);
    assert.deepEqual((await ann.call('rooms.members', { room: 'live' })).items, ['ann']);
  });

  it('attributes: own, of others with force, gone with who leaves; each has its outcome', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await bob.call('rooms.set-attributes', { room: 'live', set: { seat: 'bob', stays: 'yes' }, leaves: true });
    await bob.call('rooms.set-attributes', { room: 'live', set: { stays: 'yes' } });
    await ann.call('rooms.set-attributes', { room: 'live', set: { topic: 'tea' } });
    const { outcomes } = await bob.call('rooms.set-attributes', {
      ...{ room: 'live', set: { topic: 'coffee', mine: 'x' }, force: true },
    });
    assert.deepEqual(
      outcomes.map(({ key, error }) => [key, error?.code]),
      [
        ['topic', 'forbidden'],
        ['mine', undefined],
      ],
    );
    const plain = await bob.call('rooms.set-attributes', { room: 'live', set: { topic: 'coffee' } });
    assert.equal(plain.outcomes[0]?.error?.code, 'conflict');
    await ann.call('rooms.set-attributes', { room: 'live', set: { mine: null }, force: true });
    await tick(world);
    assert.equal(field(ann, 'attributes')?.topic?.value, 'tea');
    assert.equal(field(ann, 'attributes')?.mine, null);
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`k${n}`, 'v']));
    const filled = await ann.call('rooms.set-attributes', { room: 'live', set: many });
    assert.equal(filled.outcomes.filter(({ error }) => error?.code === 'too-large').length, 2);
    await bob.call('rooms.leave', { room: 'live' });
    const { attributes } = await bob.call('rooms.join', { room: 'live' });
    assert.equal(attributes.seat, undefined);
    assert.equal(attributes.stays?.value, 'yes');
    assert.equal(Object.keys(attributes).length, 99);
  });

  it('kick, ban by minutes, mute, mute all, destroy: by whom the matrix names alone', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const [room, users] = ['live', ['ann']] as const;
    const forbidden: (() => Promise<unknown>)[] = [
      () => bob.call('rooms.kick', { room, users }),
      () => bob.call('rooms.kick', { room, users, minutes: 5 }),
      () => bob.call('rooms.mute', { room, users, until: 0 }),
      () => bob.call('rooms.mute-all', { room, muted: true }),
      () => bob.call('rooms.update', { room, patch: { name: 'Mine' } }),
      () => bob.call('rooms.destroy', { room }),
    ];
    for (const run of forbidden) await assert.rejects(run(), refused('forbidden', 'room'));
    await ann.call('rooms.mute', { room, users: ['bob'], until: world.clock.now() + 60_000 });
    await settle();
    assert.equal(field(bob, 'standing')?.locked, 'muted');
    await assert.rejects(bob.send(LIVE, 'hey'), refused('muted'));
    await ann.call('rooms.mute', { room, users: ['bob'], until: 0 });
    await ann.call('rooms.mute-all', { room, muted: true });
    await assert.rejects(bob.send(LIVE, 'hey'), refused('muted'));
    await ann.send(LIVE, 'I may');
    await ann.call('rooms.mute-all', { room, muted: false });
    await bob.send(LIVE, 'me too');
    await ann.call('rooms.kick', { room, users: ['bob'] });
    await settle();
    assert.equal(field(bob, 'ended')?.why, 'kicked');
    await assert.rejects(bob.send(LIVE, 'hey'), refused('not-found'));
    await bob.call('rooms.join', { room });
    await ann.call('rooms.kick', { room, users: ['bob'], minutes: 5 });
    await assert.rejects(bob.call('rooms.join', { room }), refused('banned', 'room'));
    await tick(world, 5 * 60_000);
    await bob.call('rooms.join', { room });
    await ann.call('rooms.destroy', { room });
    await settle();
    assert.equal(field(bob, 'ended')?.why, 'destroyed');
    await assert.rejects(bob.call('rooms.join', { room }), refused('not-found', 'room'));
  });

  it('one room at a time unless more; a room where nobody is for an hour is over', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await bob.call('rooms.join', { room: 'second', create: {} });
    await settle();
    assert.deepEqual(field(bob, 'ended'), { why: 'left' });
    await assert.rejects(bob.send(LIVE, 'hey'), refused('not-found'));
    await bob.call('rooms.join', { room: 'live', more: true });
    await bob.send(LIVE, 'in both');
    await bob.send('room:second', 'in both');
    assert.deepEqual(
      (await ann.call('rooms.list', {})).items.map(({ id, online }) => [id, online]),
      [
        ['live', 2],
        ['second', 1],
      ],
    );
    await bob.call('rooms.leave', { room: 'second' });
    for (let n = 0; n < 13; n++) await tick(world, 300_000);
    assert.deepEqual(
      (await ann.call('rooms.list', {})).items.map(({ id }) => id),
      ['live'],
    );
  });

  it('the owner makes admins: told to them, held after a restart, not of visitors or who is not there', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const { user: visitor, client } = await world.visitor();
    await client.call('rooms.join', { room: 'live' });
    const role = (by: TestClient, users: string[], to: 'admin' | 'member' = 'admin') =>
      by
        .call('rooms.set-role', { room: 'live', users, role: to })
        .then(({ outcomes }) => outcomes.map((one) => one.error?.code));
    await assert.rejects(role(bob, ['bob']), refused('forbidden', 'room'));
    await assert.rejects(bob.call('rooms.mute-all', { room: 'live', muted: true }), refused('forbidden'));
    assert.deepEqual(await role(ann, ['bob', visitor, 'nobody', 'ann']), [
      undefined,
      'not-found',
      'not-found',
      'invalid',
    ]);
    assert.deepEqual(field(bob, 'standing'), { role: 'admin' });
    assert.deepEqual((await ann.call('rooms.info', { room: 'live' })).admins, ['bob']);
    await bob.call('rooms.mute-all', { room: 'live', muted: true });
    await bob.send(LIVE, 'admins may');
    await assert.rejects(role(bob, ['ann'], 'member'), refused('forbidden', 'room'));
    await bob.call('rooms.leave', { room: 'live' });
    await bob.call('rooms.join', { room: 'live' });
    assert.deepEqual((await bob.call('rooms.join', { room: 'live' })).standing, { role: 'admin' });
    const again = await restarted(world, 5_000);
    const back = await again.enter('bob');
    assert.deepEqual((await back.call('rooms.join', { room: 'live' })).standing, { role: 'admin' });
    const owner = await again.enter('ann');
    await owner.call('rooms.join', { room: 'live' });
    assert.deepEqual(await role(owner, ['bob'], 'member'), [undefined]);
    assert.deepEqual(field(back, 'standing'), { role: 'member', locked: 'muted-all' });
  });

  it('anonymous visitors read, and write where the site lets them; they make no rooms', async () => {
    for (const visitorsWrite of [false, true]) {
      const world = await make({ rooms: { visitorsWrite } });
      const { ann } = await live(world);
      const { client } = await world.visitor();
      await assert.rejects(client.call('rooms.join', { room: 'mine', create: {} }), refused('forbidden'));
      const { standing } = await client.call('rooms.join', { room: 'live' });
      assert.equal(standing.locked, visitorsWrite ? undefined : 'closed');
      await ann.send(LIVE, 'welcome');
      await tick(world);
      assert.deepEqual(heard(client), ['welcome']);
      if (visitorsWrite) await client.send(LIVE, 'hello');
      else await assert.rejects(client.send(LIVE, 'hello'), refused('forbidden', 'conversation'));
    }
  });

  it('tells how many came and went where more are than it names, each newcomer those who came after him', async () => {
    const world = await make();
    const { ann } = await live(world);
    await tick(world, 1_100);
    const crowd: TestClient[] = [];
    for (let n = 0; n < 40; n++) crowd.push(await world.enter(`p${n}`));
    const all = crowd.map((_, n) => `p${n}`);
    const before = news(ann).length;
    for (const one of crowd) await one.call('rooms.join', { room: 'live' });
    await tick(world, 1_100);
    const told = news(ann).slice(before);
    assert.deepEqual(
      told.map(({ joined, joinedCount }) => [joined, joinedCount]).filter(([joined]) => joined),
      [[all.slice(20), 40]],
    );
    for (const [n, one] of crowd.entries()) {
      const after = 39 - n;
      const once = news(one).filter(({ joined }) => joined);
      assert.deepEqual([once.length, once[0]?.joined], [1, all.slice(20)], `p${n}`);
      // Who is named himself sees who is named after him.
      if (n < 20) assert.equal(once[0]?.joinedCount, after > 20 ? after : undefined, `p${n}`);
    }
    for (const one of crowd.slice(0, 21)) await one.call('rooms.leave', { room: 'live' });
    await tick(world, 1_100);
    assert.deepEqual([field(ann, 'left'), field(ann, 'leftCount')], [all.slice(1, 21), 21]);
    for (const one of crowd.slice(21, 41)) await one.call('rooms.leave', { room: 'live' });
    await tick(world, 1_100);
    const last = news(ann).at(-1);
    assert.deepEqual([last?.left, last && 'leftCount' in last], [all.slice(21), false], 'a number that says nothing');
  });

  it('who comes and goes within one moment is nobody’s news', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await tick(world, 1_100);
    const before = news(ann).length;
    const cem = await world.enter('cem');
    await cem.call('rooms.join', { room: 'live' });
    await cem.call('rooms.leave', { room: 'live' });
    await bob.call('rooms.leave', { room: 'live' });
    await bob.call('rooms.join', { room: 'live' });
    await tick(world, 1_100);
    const told = news(ann).slice(before);
    assert.equal(told.at(-1)?.online, 2);
    for (const one of told)
      for (const key of ['joined', 'left', 'joinedCount', 'leftCount']) assert.ok(!(key in one), key);
  });

  it('who is made an admin is muted no more, also after a restart', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    await ann.call('rooms.mute', { room: 'live', users: ['bob'], until: world.clock.now() + 3_600_000 });
    await ann.call('rooms.set-role', { room: 'live', users: ['bob'], role: 'admin' });
    await settle();
    assert.deepEqual(field(bob, 'standing'), { role: 'admin' });
    await bob.send(LIVE, 'I may');
    await ann.call('rooms.set-role', { room: 'live', users: ['bob'], role: 'member' });
    await bob.send(LIVE, 'and it does not come back');
    await tick(world);
    const back = await (await restarted(world, 5_000)).enter('bob');
    assert.deepEqual((await back.call('rooms.join', { room: 'live' })).standing, { role: 'member' });
  });

  it('who may not write sets no attributes; what he had set he may take away', async () => {
    const world = await make();
    const { ann, bob } = await live(world);
    const set = (value: string | null) => bob.call('rooms.set-attributes', { room: 'live', set: { seat: value } });
    await set('mine');
    await ann.call('rooms.mute', { room: 'live', users: ['bob'], until: world.clock.now() + 60_000 });
    await assert.rejects(set('shouting'), refused('muted', 'room'));
    await assert.rejects(set('shouting'), (error: Refused) => error.wire.retryAfter === 60_000);
    await ann.call('rooms.mute', { room: 'live', users: ['bob'], until: 0 });
    await ann.call('rooms.mute-all', { room: 'live', muted: true });
    await assert.rejects(set('shouting'), refused('muted', 'room'));
    await ann.call('rooms.set-attributes', { room: 'live', set: { topic: 'the owner may' } });
    await set(null);
    await tick(world);
    assert.equal(field(ann, 'attributes')?.seat, null);
    await ann.call('rooms.mute-all', { room: 'live', muted: false });
    await set('again');
    await tick(world);
    assert.equal(field(ann, 'attributes')?.seat?.value, 'again');
  });
});
