import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { createClient } from '../../core/client/index.js';
import { loadGroup } from '../../core/client/tabs.js';
import type { TabPorts } from '../../core/client/types.js';
import { ImError } from '../../core/model/index.js';
import { sharedTabs } from '../contracts/engine/client-world.js';
import { scripted } from '../helpers/client.js';
import { ScriptedEngine } from '../helpers/scripted-engine.js';

const BOB = 'direct:bob' as const;

/** As a database is: nothing can be read or written before it is open and after it is closed. */
class ClosedCache extends MemoryCache {
  isOpen = false;
  clears = 0;
  override readonly kind = 'indexeddb' as never;
  override async open(): Promise<void> {
    this.isOpen = true;
  }
  override async close(): Promise<void> {
    this.isOpen = false;
  }
  override write(...args: Parameters<MemoryCache['write']>): Promise<void> {
    return this.isOpen ? super.write(...args) : Promise.reject(new ImError('storage'));
  }
  override async clear(): Promise<void> {
    if (!this.isOpen) throw new ImError('storage');
    this.clears += 1;
    await super.clear();
  }
}

const inTab = (world: ReturnType<typeof scripted>, tabs: TabPorts, cache = new ClosedCache()) => {
  const engine = new ScriptedEngine(world.clock.now);
  let ids = 0;
  const name = `tab-${Math.random()}`;
  const client = createClient({
    engine,
    credentials: { userId: 'ann', token: async () => 'good' },
    cache,
    environment: {
      now: world.clock.now,
      setTimeout: world.clock.setTimeout,
      clearTimeout: world.clock.clearTimeout,
      random: () => 1,
      id: () => `${name}-${++ids}`,
      network: world.network,
      visible: world.visible,
      tabs,
    },
  });
  return { engine, client, cache };
};

describe('starts and stops that cross', () => {
  before(() => loadGroup());

  for (const alone of [true, false])
    it(`start, stop, start at once: connected, and the cache is open (${alone ? 'alone' : 'with tabs'})`, async () => {
      const world = scripted();
      const tab = inTab(world, alone ? (undefined as never) : sharedTabs());
      void tab.client.session.start();
      void tab.client.session.stop();
      void tab.client.session.start();
      await world.clock.pass(2000);
      assert.equal(tab.client.store.get('session', 'self')?.state, 'connected');
      assert.equal(tab.engine.listeners, 1);
      assert.equal(tab.cache.isOpen, true);
      const stopped = tab.client.session.stop();
      await world.clock.pass(1000);
      await stopped;
      assert.equal(tab.engine.listeners, 0);
    });

  for (const wait of [0, 1, 2, 3, 5, 8, 13])
    it(`a stop after ${wait} turns of a start leaves nothing running`, async () => {
      const world = scripted();
      const tab = inTab(world, sharedTabs());
      void tab.client.session.start();
      for (let turn = 0; turn < wait; turn++) await Promise.resolve();
      const stopped = tab.client.session.stop();
      await world.clock.pass(5000);
      await stopped;
      assert.equal(tab.client.store.get('session', 'self')?.state, 'idle');
      assert.equal(tab.engine.listeners, 0);
      assert.equal(tab.cache.isOpen, false);
      assert.equal(tab.client.store.listening, 0);
    });

  it('a stop while the outbox is read ends it for good, and the next start connects', async () => {
    const world = scripted();
    let read = (): void => {};
    const cache = new ClosedCache();
    const all = cache.outbox.all.bind(cache.outbox);
    let held: Promise<void> | undefined = new Promise((resolve) => {
      read = resolve;
    });
    cache.outbox.all = async () => {
      await held;
      return all();
    };
    const tab = inTab(world, sharedTabs(), cache);
    void tab.client.session.start().catch(() => undefined);
    await world.clock.pass(100);
    const stopped = tab.client.session.stop();
    await world.clock.pass(10);
    read();
    held = undefined;
    await world.clock.pass(5000);
    await stopped;
    assert.equal(tab.client.store.get('session', 'self')?.state, 'idle');
    assert.equal(tab.engine.listeners, 0);
    const started = tab.client.session.start();
    await world.clock.pass(5000);
    await started;
    assert.equal(tab.client.store.get('session', 'self')?.state, 'connected');
  });

  it('what waits to be uploaded outlives a stop where the page only has memory', async () => {
    const { client, clock, engine, network, start } = scripted({ cache: undefined });
    await start();
    network.value = false;
    const blob = new Blob(['bytes'], { type: 'text/plain' });
    const file = { name: 'a.txt', bytes: 5, mime: 'text/plain' };
    const id = await client.messages.send(BOB, { kind: 'file', file }, { blob });
    await client.session.stop();
    network.value = true;
    await start();
    await clock.pass(5000);
    assert.equal(client.store.get('message', id)?.delivery.state, 'sent');
    assert.equal(engine.count('upload'), 1);
    await client.session.stop();
  });

  it('a wipe leaves nothing in the memory of any tab', async () => {
    const world = scripted();
    const tabs = sharedTabs();
    const cache = new ClosedCache();
    const first = inTab(world, tabs, cache);
    const second = inTab(world, tabs, new ClosedCache());
    void first.client.session.start();
    await world.clock.pass(1000);
    void second.client.session.start();
    await world.clock.pass(3000);
    first.engine.emit([{ type: 'messages', origin: 'live', messages: [first.engine.message(1, 'secret')] }]);
    await world.clock.pass(100);
    assert.ok(second.client.store.has('message/s:m1'));
    const out = first.client.session.logout({ wipe: true });
    await world.clock.pass(5000);
    await out;
    for (const { client } of [first, second])
      assert.deepEqual(
        [...client.store.entries()].map(([key]) => key).filter((key) => key !== 'session/self'),
        [],
      );
    const stopped = second.client.session.stop();
    await world.clock.pass(1000);
    await stopped;
  });

  it('a wipe of a client that does not run empties what the browser kept', async () => {
    const world = scripted();
    const { client, cache } = inTab(world, undefined as never);
    await client.session.logout({ wipe: true });
    assert.equal(cache.clears, 1);
    assert.equal(cache.isOpen, false);
  });

  it('a tab that follows knows the limits of the back end', async () => {
    const world = scripted();
    const tabs = sharedTabs();
    const first = inTab(world, tabs);
    const second = inTab(world, tabs);
    (first.engine.info as { limits: object }).limits = { historyPage: 7 };
    void first.client.session.start();
    await world.clock.pass(1000);
    void second.client.session.start();
    await world.clock.pass(3000);
    assert.deepEqual(second.client.limits, { historyPage: 7 });
    for (const { client } of [second, first]) {
      const stopped = client.session.stop();
      await world.clock.pass(1000);
      await stopped;
    }
  });
});
