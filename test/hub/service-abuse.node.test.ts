import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireContent } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, settle, TestClient } from './support/service.js';

const DAY = 86_400_000;

/** `{ in: { in: ... } }`, so many levels of it. */
const nested = (levels: number): WireContent => {
  let inner: unknown = 'x';
  for (let level = 0; level < levels; level++) inner = [inner];
  return { kind: 'x.deep', inner };
};

onEveryStorage('abuse', (make) => {
  it('content so deep that it would end every connection it is told to is refused', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const send = (levels: number) =>
      ann.call('messages.send', { clientId: `c${levels}`, conversation: 'direct:bob', content: nested(levels) });
    for (const levels of [64, 3_400, 20_000]) await assert.rejects(send(levels), refused('invalid', 'content'));
    await send(60);
    await ann.send('direct:bob', 'after');
    await settle();
    assert.deepEqual([ann.closed, bob.closed, bob.messages.length], [false, false, 2]);
  });

  it("nobody takes over a user's conversations with words that call him a visitor", async () => {
    const { enter, token } = await make();
    const [ann, bob, eve] = [await enter('ann'), await enter('bob'), await enter('eve')];
    await ann.send('direct:bob', 'private');
    const forged = await token('ann', { kind: 'visitor' });
    await assert.rejects(eve.call('visitor.merge', { token: forged }), refused('unauthorized', 'token'));
    assert.deepEqual(await bob.texts('direct:ann'), ['private']);
    assert.deepEqual((await eve.call('conversations.list', {})).items, []);
  });

  it('a visitor who sends again what was sent before the merge does not say it twice', async () => {
    const { enter, visitor } = await make({ desks: ['desk'] });
    const [ann, desk] = [await enter('ann'), await enter('desk')];
    const { client: guest, user, token } = await visitor();
    const first = await guest.send('direct:desk', 'once', 'c1');
    await ann.call('visitor.merge', { token });
    assert.deepEqual(await guest.send('direct:desk', 'once', 'c1'), first);
    assert.deepEqual(await desk.texts('direct:ann'), ['once']);
    assert.deepEqual(await desk.texts(`direct:${user}`), []);
    assert.equal((await guest.send('direct:desk', 'anew', 'c2')).seq, 1);
  });

  it('a device one of whose tabs logged out can still be ended', async () => {
    const { enter } = await make();
    const [here, tab, other] = [await enter('ann'), await enter('ann', 'd2'), await enter('ann', 'd2')];
    await tab.call('session.logout', {});
    await here.call('session.end', { device: 'd2' });
    assert.equal(other.bye?.why, 'kicked');
    await assert.rejects(here.call('session.end', { device: 'd2' }), refused('not-found', 'device'));
  });

  it('who connects and never signs in is let go; who does stays', async () => {
    const { hub, clock, enter } = await make();
    const [ann, idle] = [await enter('ann'), new TestClient(hub)];
    clock.advance(20_000);
    await idle.call('session.ping', {});
    assert.equal(idle.closed, false);
    clock.advance(20_000);
    assert.deepEqual([idle.bye?.why, idle.closed, ann.closed], ['slow', true, false]);
    assert.equal(hub.stats().connections, 1);
  });

  it('a user keeps as many devices as people have, the last seen ones', async () => {
    const { hub, clock, enter, token } = await make();
    const ann = await enter('ann', 'first');
    for (let n = 0; n < 120; n++) {
      clock.advance(1);
      const other = new TestClient(hub);
      await other.hello(await token('ann'), `made-up-${n}`);
      other.connection.closed();
    }
    await settle();
    const { devices } = await ann.call('session.devices', {});
    assert.equal(devices.length, 100);
    assert.ok(
      devices.some(({ id, self }) => id === 'first' && self),
      'one that is here is never forgotten',
    );
    assert.ok(devices.some(({ id }) => id === 'made-up-119') && !devices.some(({ id }) => id === 'made-up-0'));
  });

  it('whose replay is overtaken by the pruning starts anew, with nothing left out in silence', async () => {
    const { enter, storage, clock, hub, token } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob', 'd1')];
    const { cursor } = bob;
    bob.connection.closed();
    for (let n = 0; n < 450; n++) await ann.send('direct:bob', `${n}`);
    const back = new TestClient(hub);
    const signedIn = back.hello(await token('bob'), 'd1', cursor);
    const pruned = signedIn.then(() => storage.transaction(({ events }) => events.prune(clock.now() + DAY)));
    assert.equal((await signedIn).sync, 'replay');
    await pruned;
    await settle();
    assert.equal(back.bye?.why, 'closing', `told ${back.messages.length} of 450`);
    const anew = new TestClient(hub);
    assert.equal((await anew.hello(await token('bob'), 'd1', back.cursor)).sync, 'full');
  });

  it('a group that its maker left is not his again by making it again', async () => {
    const { enter } = await make();
    const ann = await enter('ann');
    await ann.call('groups.create', { id: 'g' });
    assert.equal((await ann.call('groups.create', { id: 'g' })).memberCount, 1, 'the same call again');
    await ann.call('groups.leave', { group: 'g' });
    await assert.rejects(ann.call('groups.create', { id: 'g' }), refused('conflict', 'id'));
  });

  it('a group that everybody left is over: nobody gets its name', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', policy: 'open' });
    await ann.call('groups.leave', { group: 'g' });
    await assert.rejects(bob.call('groups.join', { group: 'g' }), refused('forbidden', 'group'));
    await assert.rejects(bob.call('groups.create', { id: 'g' }), refused('conflict', 'id'));
    assert.deepEqual((await bob.call('groups.get', { ids: ['g'] })).items, []);
  });

  it('a visitor does not come to run a group while a user is in it', async () => {
    const { enter, visitor } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { user: guest } = await visitor();
    await ann.call('groups.create', { id: 'g', members: [guest] });
    await ann.call('groups.invite', { group: 'g', users: ['bob'] });
    await ann.call('groups.leave', { group: 'g' });
    const { items } = await bob.call('groups.members', { group: 'g' });
    assert.deepEqual(
      items.map(({ user, role }) => [user, role]),
      [
        [guest, 'member'],
        ['bob', 'owner'],
      ],
    );
  });

  it('who changes nothing of himself tells nobody', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.send('direct:bob', 'x');
    const patch = { name: 'Ann', fields: { team: 'red' } };
    await ann.call('users.update', { patch });
    await settle();
    const heard = bob.of('user').length;
    for (let n = 0; n < 3; n++) assert.equal((await ann.call('users.update', { patch })).name, 'Ann');
    await settle();
    assert.equal(bob.of('user').length, heard);
  });
});
