import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client } from '../../core/client/types.js';
import { IDLE } from '../../core/client/watching.js';
import { isImError } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { Switch, sharedTabs } from '../contracts/engine/client-world.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  ...[
    loadRare(),
    loadRareEvents(),
    prepareOutbox(),
    import('../../core/acts/index.js'),
    import('../../core/people/index.js'),
  ],
  ...[import('../../core/client/watching.js'), import('../../engines/hub/rare.js')],
]);

const people = async (names: readonly string[] = ['ann', 'bob', 'cat'], options = {}) => {
  const world = await hubWorld(names, options);
  const seats = [];
  for (const name of names) {
    const seat = world.client(name);
    await world.start(seat.client);
    seats.push(seat);
  }
  const [ann, bob, cat] = seats;
  assert.ok(ann && bob && cat);
  return { ...world, ann, bob, cat };
};
/** Until it is done, and everybody has heard of it. */
const runOn =
  (clock: { pass(ms: number): Promise<void> }) =>
  async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    const end = () => {
      settled = true;
    };
    work.then(end, end);
    await comes(clock)(() => settled);
    for (let n = 0; n < 10; n++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      await clock.pass(50);
    }
    return work;
  };
/** Until it is so. What is loaded takes real time. */
const comes = (clock: { pass(ms: number): Promise<void> }) => async (what: () => boolean) => {
  for (let n = 0; n < 1_000 && !what(); n++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await clock.pass(50);
  }
  assert.ok(what(), what.toString());
};
const refused = (code: string) => (error: unknown) => isImError(error) && error.code === code;

describe('contacts in the client', () => {
  it('are asked for, accepted, remarked, grouped, found and removed, on all devices', async () => {
    const { ann, bob, client, start, clock, close } = await people();
    const phone = client('ann', { device: { class: 'mobile' } });
    await start(phone.client);
    const run = runOn(clock);
    await run(Promise.all([ann.client, bob.client, phone.client].map((one) => one.contacts.load())));
    await run(bob.client.contacts.moreRequests());
    const asked = ann.client.contacts.add('bob', { words: 'It is Ann', remark: 'Bobby', groups: ['Work'] });
    assert.equal(await run(asked), 'pending');
    assert.equal(await run(ann.client.contacts.add('bob')), 'pending');
    const [id = ''] = bob.client.store.list('contact-requests');
    const request = bob.client.store.get('contact-request', id);
    assert.deepEqual(
      [request?.from, request?.words, request?.state, request?.read],
      ['ann', 'It is Ann', 'pending', false],
    );
    assert.equal(bob.client.store.list('contact-requests').length, 1);
    await run(bob.client.contacts.readRequests());
    assert.equal(bob.client.store.get('contact-request', id)?.read, true);
    await run(bob.client.contacts.accept(id));
    await run(bob.client.contacts.accept(id));
    for (const one of [ann.client, phone.client]) {
      assert.deepEqual(one.store.list('contacts'), ['bob']);
      const contact = one.store.get('contact', 'bob');
      assert.deepEqual([contact?.remark, contact?.groups], ['Bobby', ['Work']]);
      assert.deepEqual(one.store.list('contact-groups'), ['Work']);
    }
    assert.deepEqual(bob.client.store.list('contacts'), ['ann']);
    assert.equal((await run(bob.client.contacts.check(['ann', 'cat']))).get('ann'), 'both');
    await run(phone.client.contacts.update('bob', { notes: 'met at tea', remark: null }));
    assert.deepEqual(ann.client.store.get('contact', 'bob'), phone.client.store.get('contact', 'bob'));
    assert.equal(ann.client.store.get('contact', 'bob')?.remark, undefined);
    await run(phone.client.contacts.renameGroup('Work', 'Desk'));
    assert.deepEqual(ann.client.store.get('contact', 'bob')?.groups, ['Desk']);
    await run(ann.client.contacts.update('bob', { remark: 'Zoë' }));
    assert.deepEqual(await run(ann.client.contacts.search('ZOE')), ['bob']);
    assert.deepEqual(await run(ann.client.contacts.search('nobody')), []);
    assert.equal((await run(ann.client.contacts.remove(['bob']))).get('bob'), 'removed');
    for (const one of [ann.client, phone.client, bob.client]) assert.deepEqual(one.store.list('contacts'), []);
    await close();
  });

  it('blocking is told to own devices alone; the blocked one learns it from a refusal and keeps the words', async () => {
    const { ann, bob, clock, close } = await people();
    const run = runOn(clock);
    await run(ann.client.blocklist.load());
    assert.equal((await run(ann.client.blocklist.add(['bob', 'ghost']))).get('bob'), 'blocked');
    assert.deepEqual(ann.client.store.list('blocked'), ['bob']);
    bob.client.conversations.open('direct:ann');
    assert.equal(bob.client.store.get('conversation', 'direct:ann')?.standing?.locked, undefined);
    const id = await run(bob.client.messages.send('direct:ann', { kind: 'text', text: 'hello?' }));
    await clock.pass(2_000);
    const row = bob.client.store.get('message', id);
    assert.equal(row?.delivery.state === 'failed' && row.delivery.code, 'blocked');
    assert.deepEqual(ann.client.store.list('conversations'), []);
    await Promise.all([assert.rejects(bob.client.contacts.add('ann'), refused('blocked')), clock.pass(500)]);
    await run(ann.client.blocklist.remove(['bob']));
    await run(bob.client.messages.retry(id));
    await clock.pass(2_000);
    assert.equal(bob.client.store.get('message', id)?.delivery.state, 'sent');
    await close();
  });
});

describe('presence in the client', () => {
  it('follows whom somebody watches, over a lost connection too, and forgets the others', async () => {
    const { ann, bob, cat, clock, close } = await people();
    const state = (who: string) => ann.client.store.get('presence', who)?.state;
    const come = comes(clock);
    const outs = [ann.client.presence.watch(['bob', 'cat']), ann.client.presence.watch(['bob'])];
    await come(() => state('bob') === 'online' && state('cat') === 'online');
    outs[0]?.();
    await come(() => state('bob') === 'online' && state('cat') === undefined);
    const said = bob.client.presence.set({ words: 'at tea', away: true });
    await clock.pass(500);
    await said;
    await come(() => state('bob') === 'away' && ann.client.store.get('presence', 'bob')?.words === 'at tea');
    ann.wire.network.value = false;
    await come(() => state('bob') === undefined);
    const stopped = bob.client.session.stop();
    await clock.pass(1000);
    await stopped;
    ann.wire.network.value = true;
    await come(() => state('bob') === 'offline');
    assert.ok(ann.client.store.get('presence', 'bob')?.lastSeen);
    outs[1]?.();
    await come(() => state('bob') === undefined);
    assert.ok(cat);
    await close();
  });

  it('stays known while one view takes the place of another', async () => {
    const { ann, clock, close } = await people();
    const state = () => ann.client.store.get('presence', 'bob')?.state;
    const come = comes(clock);
    const first = ann.client.presence.watch(['bob']);
    await come(() => state() === 'online');
    const seen: unknown[] = [];
    const stop = ann.client.store.subscribe(['presence/bob'], () => seen.push(state()));
    first();
    await clock.pass(200);
    const second = ann.client.presence.watch(['bob']);
    await clock.pass(3_000);
    stop();
    assert.ok(!seen.includes(undefined), 'never unknown in between');
    assert.equal(state(), 'online');
    second();
    await come(() => state() === undefined);
    await close();
  });

  it('is away when nobody was at the page for five minutes, and back with the first move', async () => {
    const world = await hubWorld(['ann', 'bob']);
    const moves = new Set<() => void>();
    const activity = (listener: () => void) => {
      moves.add(listener);
      return () => moves.delete(listener);
    };
    const [ann, bob] = [world.client('ann'), world.client('bob', { environment: { activity } })];
    await world.start(ann.client);
    await world.start(bob.client);
    ann.client.presence.watch(['bob']);
    await world.clock.pass(70_000);
    const state = () => ann.client.store.get('presence', 'bob')?.state;
    const come = comes(world.clock);
    await come(() => state() === 'online' && moves.size === 1);
    await world.clock.pass(IDLE);
    await come(() => state() === 'away');
    for (const move of moves) move();
    await come(() => state() === 'online');
    await world.close();
    assert.equal(moves.size, 0);
  });

  it('is gathered over three tabs: what each watches, whether anybody is at one of them, and without one that is gone', async () => {
    const world = await hubWorld(['ann', 'bob', 'cat']);
    const { clock } = world;
    for (const name of ['bob', 'cat']) await world.start(world.client(name).client);
    const eve = world.client('bob', { device: { id: 'eve' } });
    await world.start(eve.client);
    const [tabs, cache] = [sharedTabs(), new MemoryCache()];
    const visible = [new Switch(), new Switch(), new Switch()];
    const seats = visible.map((one) => world.client('ann', { cache, environment: { tabs, visible: one } }));
    for (const one of seats) await world.start(one.client);
    const [first, second, third] = seats.map((one) => one.client) as [Client, Client, Client];
    const outs = [second.presence.watch(['bob']), third.presence.watch(['cat'])];
    const knows = (one: Client) => ['bob', 'cat'].map((id) => one.store.get('presence', id)?.state);
    const come = comes(clock);
    await come(() => [first, second, third].every((one) => knows(one).join() === 'online,online'));
    outs[0]?.();
    await come(() => knows(third).join() === ',online');
    // The tab that leads goes; the next one asks for what is watched in those that stay.
    eve.client.presence.watch(['ann']);
    await come(() => eve.client.store.get('presence', 'ann')?.state === 'online');
    const stopped = first.session.stop();
    await clock.pass(10_000);
    await stopped;
    await come(() => knows(third).join() === ',online' && second.store.get('session', 'self')?.leader === true);
    // One page of two is hidden: she is still there; both are: she is not.
    if (visible[1]) visible[1].value = false;
    await clock.pass(IDLE + 1_000);
    if (visible[2]) visible[2].value = false;
    const now = () => eve.client.store.get('presence', 'ann')?.state;
    await come(() => now() === 'away' || now() === 'online');
    await clock.pass(IDLE + 1_000);
    await come(() => now() === 'away');
    if (visible[2]) visible[2].value = true;
    await come(() => now() === 'online');
    const gone = third.session.stop();
    await clock.pass(10_000);
    await gone;
    await come(() => knows(second).join() === ',');
    await come(() => now() === 'away');
    await world.close();
  });
});
