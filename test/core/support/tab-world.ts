import assert from 'node:assert/strict';
import { MemoryCache } from '../../../core/cache/index.js';
import { Clock, seeded } from './clock.js';
import { FakeBrowser } from './fake-browser.js';
import { ScriptEngine } from './script-engine.js';
import { TabBench } from './tab-bench.js';

/** A browser, the tabs opened in it so far, and the back end they share. */
export class World {
  readonly clock = new Clock();
  readonly engine = new ScriptEngine(this.clock);
  readonly cache = new MemoryCache();
  readonly browser: FakeBrowser;
  readonly all: TabBench[] = [];

  constructor(seed = 1) {
    this.browser = new FakeBrowser(this.clock, seeded(seed));
  }

  async open(n = 1): Promise<TabBench[]> {
    const opened = Array.from({ length: n }, () => this.add());
    for (const tab of opened) tab.tabs.start().catch(() => {});
    await this.clock.advance(200);
    return opened;
  }

  add(): TabBench {
    const tab = new TabBench(this.browser, this.clock, this.engine, this.cache, `t${this.all.length}`);
    this.all.push(tab);
    return tab;
  }

  get living(): TabBench[] {
    return this.all.filter(({ tab }) => tab.alive);
  }

  get leader(): TabBench | undefined {
    return this.living.find(({ tabs }) => tabs.leading);
  }

  get arrived(): string[] {
    return this.engine.arrived.map(({ clientId }) => clientId);
  }

  sameEverywhere(label = ''): void {
    const leader = this.leader;
    assert.ok(leader, `${label}: somebody leads`);
    for (const other of this.living) assert.deepEqual(other.picture(), leader.picture(), `${label}: mirrored`);
  }
}
