import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import { createClient } from '../../core/client/index.js';
import { loadGroup } from '../../core/client/tabs.js';
import { sharedTabs } from '../contracts/engine/client-world.js';
import { scripted } from '../helpers/client.js';
import { ScriptedEngine } from '../helpers/scripted-engine.js';

/** Counts the lines that are opened ahead, and those let go. */
class PreparedEngine extends ScriptedEngine {
  opened = 0;
  dropped = 0;
  prepare(): () => void {
    this.opened += 1;
    return () => {
      this.dropped += 1;
    };
  }
}

/** Opens when it is told to. */
class SlowCache extends MemoryCache {
  asked = 0;
  release = (): void => {};
  override open(): Promise<void> {
    this.asked += 1;
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

describe('what a start asks for', () => {
  before(() => loadGroup());

  it('is under way before the first turn is over: the line, and what was kept', async () => {
    const world = scripted();
    const engine = new PreparedEngine(world.clock.now);
    const cache = new SlowCache();
    const { client } = scripted({ engine, cache });
    void client.session.start();
    assert.deepEqual([engine.opened, cache.asked], [1, 1]);
    await world.clock.pass(10);
    assert.equal(engine.count('connect'), 0);
    cache.release();
  });

  it('is no line while the network is away', () => {
    const engine = new PreparedEngine(() => 0);
    const { client, network } = scripted({ engine });
    network.value = false;
    void client.session.start();
    assert.equal(engine.opened, 0);
  });

  it('is let go by a tab that follows another', async () => {
    const world = scripted();
    const tabs = sharedTabs();
    const open = (name: string) => {
      const engine = new PreparedEngine(world.clock.now);
      let ids = 0;
      const { now, setTimeout, clearTimeout } = world.clock;
      const environment = {
        ...{ now, setTimeout, clearTimeout, random: () => 1, id: () => `${name}-${++ids}` },
        ...{ network: world.network, visible: world.visible, tabs },
      };
      const credentials = { userId: 'ann', token: async () => 'good' };
      return { engine, client: createClient({ engine, credentials, cache: new MemoryCache(), environment }) };
    };
    const [leader, follower] = [open('one'), open('two')];
    void leader.client.session.start();
    await world.clock.pass(500);
    void follower.client.session.start();
    await world.clock.pass(500);
    assert.deepEqual([leader.engine.opened, leader.engine.dropped, leader.engine.count('connect')], [1, 0, 1]);
    assert.deepEqual([follower.engine.opened, follower.engine.dropped, follower.engine.count('connect')], [1, 1, 0]);
  });
});
