/** Plays all cells with all subjects: each round of a cell goes through the subjects in another order, so that what the machine does meanwhile falls on all. */
import type { Browser, BrowserContext } from 'playwright-core';
import type { Face, SeedPlan } from '../page/contract.js';
import { launch, Tab, visitor } from './browser.js';
import { within } from './limit.js';
import { median, type Outcome, outcomesOf, type Run, valuesOf } from './results.js';
import { type Cell, enter, type Workload } from './workload.js';

export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly face: Face;
}

/** Longest that one run may take, milliseconds. */
const LONGEST_MS = 600_000;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

export class Contest {
  readonly runs: Run[] = [];
  #browser: Browser | undefined;
  /** Of subjects that keep something in the browser. */
  readonly #kept = new Map<string, BrowserContext>();

  async browser(): Promise<Browser> {
    if (this.#browser?.isConnected()) return this.#browser;
    this.#kept.clear();
    this.#browser = await launch();
    return this.#browser;
  }

  /** A tab on the page of a subject, in a context of its own where it keeps nothing. */
  async inTab<T>(name: string, keeps: boolean, work: (tab: Tab) => Promise<T>): Promise<T> {
    const browser = await this.browser();
    const context = this.#kept.get(name) ?? (await visitor(browser));
    if (keeps) this.#kept.set(name, context);
    const tab = await Tab.open(context);
    try {
      return await within(LONGEST_MS, name, work(tab));
    } finally {
      await tab.close();
      if (!keeps) await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, 4000))]);
    }
  }

  async round(workload: Workload, cell: Cell, contenders: readonly Contender[]): Promise<void> {
    for (const contender of shuffled(contenders)) {
      const outcome = this.#why(workload, cell, contender) ?? (await this.#play(workload, cell, contender));
      this.runs.push({ workload: workload.name, cell: cell.id, subject: contender.name, outcome });
      if ('failed' in outcome) console.log(`  ${contender.name}: failed, ${outcome.failed}`);
    }
  }

  async #play(workload: Workload, cell: Cell, { name, url, face }: Contender): Promise<Outcome> {
    try {
      return await this.inTab(name, face.seeds, async (tab) => {
        const values = await workload.run({ tab, url }, cell.args);
        return {
          values,
          ...(tab.errors.length > 0 && { errors: tab.errors.slice(0, 3).map((text) => text.slice(0, 200)) }),
        };
      });
    } catch (error) {
      return { failed: messageOf(error).slice(0, 300) };
    }
  }

  /** Why it is not tried: it cannot, or has shown that it would take too long. */
  #why(workload: Workload, cell: Cell, { name, face }: Contender): Outcome | undefined {
    const missing = workload.needs?.find((feature) => !face.features[feature]);
    if (missing) return { lacks: face.lacks[missing] ?? `no ${missing}` };
    const again = outcomesOf(this, workload.name, cell.id, name).find((outcome) => 'failed' in outcome);
    if (again) return again;
    if (!cell.after) return undefined;
    const before = outcomesOf(this, workload.name, cell.after.cell, name);
    if (before.length === 0) return undefined;
    const compared = workload.columns.find(({ ratio }) => ratio)?.key ?? '';
    const took = median(valuesOf(before, compared));
    if (Number.isNaN(took)) return { skipped: `not after ${cell.after.cell}, which failed` };
    return took > cell.after.most
      ? { skipped: `took ${(took / 1000).toFixed(0)} s for ${cell.after.cell}` }
      : undefined;
  }

  /** What a subject says of itself; seeds it. */
  async face(name: string, url: string, plan: SeedPlan): Promise<Face> {
    const face = await this.inTab(name, false, async (tab) => {
      await enter({ tab, url });
      return tab.page.evaluate(() => globalThis.bench.face());
    });
    if (!face.seeds) return face;
    return this.inTab(name, true, async (tab) => {
      await enter({ tab, url });
      await tab.page.evaluate((plan) => globalThis.bench.seed(plan), plan);
      return face;
    });
  }

  async end(): Promise<void> {
    await this.#browser?.close();
  }
}
