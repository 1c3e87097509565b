import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-smooth-scrolling',
  // Nobody reaches the world outside: what a peer would load from there is not measured.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--js-flags=--max-old-space-size=6144',
];

export async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error(`no Chromium at ${PLACES.join(', ')}; set CHROMIUM to its path`);
  // A run that is told to end ends: by itself, Playwright would only close the browser, and the run would start another.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, args: FLAGS, ...signals });
}

export const visitor = async (browser: Browser): Promise<BrowserContext> => {
  const options = { viewport: { width: 1000, height: 800 }, deviceScaleFactor: 1, locale: 'en-GB', timezoneId: 'UTC' };
  const context = await browser.newContext(options);
  // The loader of TypeScript names functions by a helper that pages do not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  return context;
};

/** Totals since the page began: milliseconds of the main thread, nodes, bytes of the JavaScript heap. */
export interface Totals {
  readonly busy: number;
  readonly script: number;
  readonly layout: number;
  readonly heap: number;
}

/** One tab, with what only the browser knows of it. */
export class Tab {
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    readonly cdp: CDPSession,
  ) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (entry) => {
      if (entry.type() === 'error') this.errors.push(entry.text());
    });
  }

  static async open(context: BrowserContext): Promise<Tab> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    return new Tab(page, cdp);
  }

  async totals(): Promise<Totals> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      busy: of('TaskDuration') * 1000,
      script: of('ScriptDuration') * 1000,
      layout: (of('LayoutDuration') + of('RecalcStyleDuration')) * 1000,
      heap: of('JSHeapUsedSize'),
    };
  }

  /** Of the JavaScript heap, megabytes, when nothing that is unused is left in it. */
  async heap(): Promise<number> {
    for (let n = 0; n < 2; n += 1) await this.cdp.send('HeapProfiler.collectGarbage');
    return (await this.totals()).heap / 2 ** 20;
  }

  slowDown(rate: number): Promise<unknown> {
    return this.cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  async close(): Promise<void> {
    // A page that is busy for minutes does not hear that it shall go.
    await Promise.race([this.page.close().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 4000))]);
  }
}
