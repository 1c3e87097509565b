import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../core/model/index.js';
import { A, B } from './support/outbox-bench.js';
import type { TabBench } from './support/tab-bench.js';
import { World } from './support/tab-world.js';

const session = (tab: TabBench, leader: boolean): void =>
  tab.store.commit('local', (w) =>
    w.put('session', 'self', { state: 'connected', sync: 'finished', clockOffset: 0, leader, userId: 'me' }),
  );

describe('tabs: one leads', () => {
  it('elects one, mirrors its store, and each tab knows what it is', async () => {
    const world = new World();
    const [one, two, three] = (await world.open(3)) as [TabBench, TabBench, TabBench];
    assert.deepEqual(
      world.all.map((tab) => tab.leads),
      [1, 0, 0],
    );
    session(one, true);
    await one.send('m0', A);
    await world.clock.advance(100);
    world.sameEverywhere();
    assert.equal(two.store.get('message', 'm0')?.delivery.state, 'sent');
    assert.equal(one.store.get('session', 'self')?.leader, true);
    assert.equal(three.store.get('session', 'self')?.leader, false);
    assert.equal(three.store.get('session', 'self')?.state, 'connected');
  });

  it('runs commands of followers, with answers and whole errors', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    one.extra.get = async (ids: unknown) => (ids as string[]).map((id) => ({ id, name: 'Anna' }));
    const error = new ImError('too-many', { field: 'ids', limit: 7, retryAfter: 900, engine: { name: 'x', code: 42 } });
    one.extra.join = async () => {
      throw error;
    };
    one.extra.invite = async () =>
      new Map<string, unknown>([
        ['u1', 'joined'],
        ['u2', error],
      ]);
    const settled = Promise.allSettled([
      two.tabs.call('users.get', [['u1']]),
      two.tabs.call('groups.join', ['g']),
      two.tabs.call('groups.invite', ['g', ['u1', 'u2']]),
    ]);
    await world.clock.advance(200);
    const [users, failed, invited] = await settled;
    assert.deepEqual(users, { status: 'fulfilled', value: [{ id: 'u1', name: 'Anna' }] });
    assert.equal(failed?.status, 'rejected');
    const reason = failed.status === 'rejected' ? (failed.reason as ImError) : error;
    const { code, retry, field, limit, retryAfter, engine, message } = reason;
    assert.deepEqual(
      { code, retry, field, limit, retryAfter, engine, message },
      { code: 'too-many', retry: 'backoff', field: 'ids', limit: 7, retryAfter: 900, engine: error.engine, message },
    );
    const map = invited?.status === 'fulfilled' ? (invited.value as Map<string, unknown>) : new Map();
    assert.equal(map.get('u1'), 'joined');
    assert.equal((map.get('u2') as ImError).limit, 7);
    assert.ok(map.get('u2') instanceof ImError);
  });

  it('tells events to all, in step with the commits', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    one.tabs.event('session-ended', { why: 'kicked' });
    await world.clock.advance(100);
    assert.deepEqual(two.events, [['session-ended', { why: 'kicked' }]]);
  });

  it('knows what followers have open, and lets go when one is closed or dies', async () => {
    const world = new World();
    const [one, two, three] = (await world.open(3)) as [TabBench, TabBench, TabBench];
    two.tabs.opened([A]);
    three.tabs.opened([B]);
    await world.clock.advance(100);
    assert.deepEqual([...one.held.values()].flat().sort(), [A, B]);
    two.tab.kill();
    await three.tabs.stop();
    await world.clock.advance(100);
    assert.deepEqual([...one.held.values()], [[], []]);
  });

  it('mirrors drafts both ways, and never lets an older one come back', async () => {
    const world = new World();
    const [one, two, three] = (await world.open(3)) as [TabBench, TabBench, TabBench];
    const write = (tab: TabBench, text: string): void =>
      tab.store.commit('local', (w) => w.put('draft', A, { conversationId: A, text, updatedAt: 1 }));
    const seen: (string | undefined)[] = [];
    two.store.subscribe([`draft/${A}`], () => seen.push(two.store.get('draft', A)?.text));
    for (const text of ['h', 'he', 'hel', 'hell', 'hello']) {
      write(two, text);
      await world.clock.advance(7);
    }
    await world.clock.advance(100);
    assert.deepEqual(seen, ['h', 'he', 'hel', 'hell', 'hello']);
    assert.equal(one.store.get('draft', A)?.text, 'hello');
    assert.equal(three.store.get('draft', A)?.text, 'hello');
    write(one, 'from one');
    await world.clock.advance(100);
    assert.equal(two.store.get('draft', A)?.text, 'from one');
  });
});

describe('tabs: the leader goes', () => {
  for (const how of ['closed', 'killed'] as const)
    it(`${how}: the next send arrives within 2 s, without a new snapshot`, async () => {
      const world = new World();
      const [one, two, three] = (await world.open(3)) as [TabBench, TabBench, TabBench];
      two.tabs.opened([B]);
      await one.send('m0', A);
      await world.clock.advance(100);
      const row = three.store.get('message', 'm0');
      if (how === 'killed') one.tab.kill();
      else void one.tabs.stop().then(() => one.tab.kill());
      const sent = three.send('m1', A);
      await world.clock.advance(2000);
      await sent;
      assert.deepEqual(world.arrived, ['m0', 'm1']);
      assert.equal(world.leader, two);
      assert.equal(three.store.get('message', 'm0'), row);
      world.sameEverywhere();
      three.tabs.opened([A]);
      await world.clock.advance(100);
      assert.deepEqual([...two.held.values()], [[A]]);
    });

  it('silent: says so once, keeps the command, and it runs when the leader wakes', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    one.tab.hang(30_000);
    const sent = two.send('m0', A);
    await world.clock.advance(20_000);
    assert.deepEqual(two.logs.filter((event) => event === 'leader-silent').length, 1);
    assert.deepEqual(world.arrived, []);
    await world.clock.advance(15_000);
    await sent;
    assert.deepEqual(world.arrived, ['m0']);
    world.sameEverywhere();
  });

  it('a slow answer is no silence, and the command runs once', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    let runs = 0;
    one.extra.more = async () => {
      runs += 1;
      await world.clock.wait(20_000);
      return true;
    };
    const more = two.tabs.call('conversations.more', []);
    await world.clock.advance(30_000);
    assert.equal(await more, true);
    assert.equal(runs, 1);
    assert.ok(!two.logs.includes('leader-silent'));
  });

  it('stop rejects what is asked, and start works again', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    one.tab.hang(10_000);
    const sent = two.send('m0', A);
    const checked = assert.rejects(sent, { code: 'not-connected' });
    await two.tabs.stop();
    await checked;
    await assert.rejects(two.send('m1', A), { code: 'not-connected' });
    const again = two.tabs.start();
    await world.clock.advance(11_000);
    await again;
    const last = two.send('m2', A);
    await world.clock.advance(100);
    await last;
    world.sameEverywhere();
  });

  it('works alone where there are no locks or channels', async () => {
    const world = new World();
    const tab = world.add();
    tab.tab.channel = () => {
      throw new DOMException('opaque origin', 'SecurityError');
    };
    await tab.tabs.start();
    assert.equal(tab.tabs.leading, true);
    await tab.send('m0', A);
    await world.clock.advance(100);
    assert.deepEqual(world.arrived, ['m0']);
  });
});

describe('tabs: snapshots', () => {
  it('meets commits that come before, during and after it', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const world = new World(seed);
      const [one] = (await world.open()) as [TabBench];
      const put = (n: number): void =>
        one.store.commit('remote', (w) => {
          for (let i = 0; i < 30; i += 1) w.put('user', `u${(n * 7 + i) % 2500}`, { id: `u${i}`, name: `${n}` });
          if (n % 5 === 0) w.remove('user', `u${n}`);
        });
      for (let n = 0; n < 300; n += 1) put(n);
      world.add();
      void world.all[1]?.tabs.start();
      for (let n = 300; n < 360; n += 1) {
        put(n);
        await world.clock.advance(1);
      }
      await world.clock.advance(100);
      world.sameEverywhere(`seed ${seed}`);
    }
  });

  it('a missed commit shows by the next one, and everything is asked for again', async () => {
    const world = new World();
    const [one, two] = (await world.open(2)) as [TabBench, TabBench];
    let missed = 0;
    world.browser.drop = (message) => (message as { k: string }).k === 'commit' && missed++ === 0;
    await one.send('m0', A);
    await world.clock.advance(500);
    assert.ok(missed > 1);
    assert.equal(two.store.get('message', 'm0')?.delivery.state, 'sent');
    world.sameEverywhere();
  });
});
