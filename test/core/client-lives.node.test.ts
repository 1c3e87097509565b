import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryCache } from '../../core/cache/index.js';
import type { Cache } from '../../core/cache/types.js';
import { createClient } from '../../core/client/index.js';
import type { Client } from '../../core/client/types.js';
import { Clock, seeded } from './support/clock.js';
import { FakeBrowser, type FakeTab } from './support/fake-browser.js';
import { A, B, text } from './support/outbox-bench.js';
import { ScriptEngine } from './support/script-engine.js';
import { through } from './support/tab-bench.js';
import { tabEngine } from './support/tab-engine.js';

interface ClientTab {
  readonly tab: FakeTab;
  readonly client: Client;
}

/** A whole client in a tab; what it keeps is the browser's, and outlives it. */
const openTab = (browser: FakeBrowser, server: ScriptEngine, disk: Cache, clock: Clock, name: string): ClientTab => {
  const tab = browser.open();
  let ids = 0;
  const client = createClient({
    engine: tabEngine(server, through(tab, server.messages)),
    credentials: { userId: 'me', token: async () => 'token' },
    cache: through(tab, disk),
    heartbeat: 0,
    environment: {
      now: clock.now,
      random: browser.random,
      id: () => `${name}-${'0'.repeat(12)}${++ids}`,
      setTimeout: (run, ms) => tab.task(run, ms),
      clearTimeout: clock.clearTimeout,
      network: { value: true, subscribe: () => () => {} },
      visible: { value: true, subscribe: () => () => {} },
      tabs: tab,
    },
  });
  client.session.start().catch(() => {});
  return { tab, client };
};

const leads = ({ client }: ClientTab): boolean => client.store.get('session', 'self')?.leader === true;

describe('a client in several tabs', () => {
  it('through 200 random lives: every message once, in the order of its tab, the same rows in every tab', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const clock = new Clock();
      const random = seeded(seed * 31);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
      const server = new ScriptEngine(clock);
      server.fate = () => ({ delay: Math.floor(random() * 30), lost: random() < 0.05 });
      const browser = new FakeBrowser(clock, seeded(seed));
      const disk = new MemoryCache();
      await disk.open();
      const all: ClientTab[] = [];
      const open = (): number => all.push(openTab(browser, server, disk, clock, `t${all.length}`));
      const closing = new Set<ClientTab>();
      const living = (): ClientTab[] => all.filter((tab) => tab.tab.alive && !closing.has(tab));
      for (let i = 0; i < 3; i += 1) open();
      await clock.advance(300);
      const typed: { words: string; tab: ClientTab; conversation: typeof A; done?: boolean }[] = [];
      for (let step = 0; step < 20; step += 1) {
        const dice = random();
        const victim = living().find(leads) ?? pick(living());
        if (dice < 0.12 && living().length > 1) victim.tab.kill();
        else if (dice < 0.17 && living().length > 1) {
          closing.add(victim);
          void victim.client.session.stop().then(() => victim.tab.kill());
          await clock.advance(1500);
        } else if (dice < 0.22) victim.tab.hang(random() * 6000);
        else if (dice < 0.35 && living().length < 5) open();
        else {
          const one: (typeof typed)[number] = {
            words: `${seed}.${step}`,
            tab: pick(living()),
            conversation: pick([A, B]),
          };
          typed.push(one);
          one.tab.client.messages.send(one.conversation, text(one.words)).then(
            () => (one.done = true),
            () => (one.done = false),
          );
        }
        await clock.advance(random() < 0.3 ? random() * 1500 : random() * 30);
      }
      server.fate = () => ({});
      if (living().length === 0) open();
      await clock.advance(90_000);
      const label = `seed ${seed}`;
      const arrived = server.arrived.map(({ content }) => (content.kind === 'text' ? content.text : ''));
      assert.equal(new Set(arrived).size, arrived.length, `${label}: once`);
      for (const { done, words, tab } of typed) {
        if (tab.tab.alive) assert.ok(done !== undefined, `${label}: ${words} was answered`);
        if (done) assert.ok(arrived.includes(words), `${label}: ${words} arrived`);
      }
      for (const tab of all)
        for (const conversation of [A, B]) {
          const mine = typed.filter((one) => one.tab === tab && one.conversation === conversation);
          const there = arrived.filter((words) => mine.some((one) => one.words === words));
          const expected = mine.map(({ words }) => words).filter((words) => there.includes(words));
          assert.deepEqual(there, expected, `${label}: order`);
        }
      const leader = living().find(leads);
      assert.ok(leader, `${label}: somebody leads`);
      const rows = ({ client }: ClientTab): string[] =>
        [...client.store.entries()]
          .filter(([key]) => key.startsWith('message/') || key.startsWith('list/p'))
          .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
          .sort();
      for (const tab of living()) {
        assert.deepEqual(rows(tab), rows(leader), `${label}: mirrored`);
        for (const conversation of [A, B])
          assert.deepEqual(tab.client.store.list(`pending/${conversation}`), [], label);
      }
      assert.deepEqual(await disk.outbox.all(), [], `${label}: nothing waits`);
    }
  });
});
