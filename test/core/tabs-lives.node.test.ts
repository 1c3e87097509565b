import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from './support/clock.js';
import { A, B } from './support/outbox-bench.js';
import type { TabBench } from './support/tab-bench.js';
import { World } from './support/tab-world.js';

interface Typed {
  readonly id: string;
  readonly tab: TabBench;
  readonly conversation: string;
  done?: 'kept' | 'refused';
}

describe('tabs: 500 random lives of a browser', () => {
  it('every message once, in the order of its tab, and every tab shows the same', async () => {
    let handovers = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const world = new World(seed);
      const random = seeded(seed * 7919);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
      world.engine.fate = () => ({ delay: Math.floor(random() * 30), lost: random() < 0.05 });
      await world.open(3);
      const typed: Typed[] = [];
      for (let step = 0; step < 25; step += 1) {
        const dice = random();
        const victim = random() < 0.7 ? (world.leader ?? pick(world.living)) : pick(world.living);
        if (dice < 0.12 && world.living.length > 1) victim.tab.kill();
        else if (dice < 0.17 && world.living.length > 1) {
          void victim.tabs.stop().then(() => victim.tab.kill());
          await world.clock.advance(1);
        } else if (dice < 0.23) victim.tab.hang(random() * 8000);
        else if (dice < 0.35 && world.living.length < 5)
          void world
            .add()
            .tabs.start()
            .catch(() => {});
        else {
          const tab = pick(world.living);
          const one: Typed = { id: `${seed}.${step}`, tab, conversation: pick([A, B]) };
          typed.push(one);
          tab.send(one.id, one.conversation as typeof A).then(
            () => (one.done = 'kept'),
            () => (one.done = 'refused'),
          );
        }
        await world.clock.advance(random() < 0.3 ? random() * 1500 : random() * 30);
      }
      world.engine.fate = () => ({});
      if (world.living.length === 0) await world.open();
      await world.clock.advance(60_000);
      handovers += world.all.reduce((sum, tab) => sum + tab.leads, -1);
      const label = `seed ${seed}`;
      assert.equal(new Set(world.arrived).size, world.arrived.length, `${label}: once`);
      for (const one of typed) {
        if (one.tab.tab.alive) assert.ok(one.done, `${label}: ${one.id} was answered`);
        if (one.done === 'kept') assert.ok(world.arrived.includes(one.id), `${label}: ${one.id} arrived`);
      }
      for (const tab of world.all)
        for (const conversation of [A, B]) {
          const mine = typed.filter((one) => one.tab === tab && one.conversation === conversation).map(({ id }) => id);
          const there = world.arrived.filter((id) => mine.includes(id));
          assert.deepEqual(
            there,
            mine.filter((id) => there.includes(id)),
            `${label}: order`,
          );
        }
      world.sameEverywhere(label);
      assert.deepEqual(await world.cache.outbox.all(), [], `${label}: nothing waits`);
    }
    assert.ok(handovers > 700, `only ${handovers} hand-overs`);
  });
});
