// Opening a conversation of 100,000 messages beside one of 1,000: time until the last message is painted, and the DOM.
// Run: npm run build && npx tsx bench/long-conversation.ts [--long=100000] [--rounds=21]. Ratios count; times are this machine's.

import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launch, person } from '../test/pages/support/browser.js';
import { Stack } from '../test/pages/support/stack.js';
import budgets from './budgets.json' with { type: 'json' };
import { seed } from './lib/seed.js';

const { values } = parseArgs({
  options: { long: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '21' } },
});
const LONG = Number(values.long);
const SHORT = 1000;
const ROUNDS = Number(values.rounds);
/** Rounds with a new browser profile each. */
const FIRST = 9;
/** The ratio that is promised. */
const MOST = budgets.openRatio;

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

/** From the choice in the list to the frame that shows the last message; elements in the transcript then. */
const openOnce = (page: Page, user: string, last: number): Promise<{ ms: number; elements: number }> =>
  page.evaluate(
    async ({ user, last }) => {
      const chat = document.querySelector('im-chat-window') as HTMLElementTagNameMap['im-chat-window'];
      chat.conversation = undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
      const began = performance.now();
      chat.conversation = `direct:${user}`;
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          element,
          ...(element.shadowRoot ? all(element.shadowRoot) : []),
        ]);
      const shown = (): boolean => {
        const rows =
          chat.shadowRoot?.querySelector('im-message-list')?.shadowRoot?.querySelectorAll('im-message') ?? [];
        return [...rows].at(-1)?.shadowRoot?.textContent?.includes(`${last}: `) ?? false;
      };
      while (!shown()) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return { ms: performance.now() - began, elements: all(chat.shadowRoot as ShadowRoot).length };
    },
    { user, last },
  );

/** The agent's page, with nothing in the browser from before. */
async function enter(browser: Browser): Promise<Page> {
  const page = await (await person(browser)).newPage();
  // The loader of this file wraps named functions in it, which the page does not know.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`${stack.url}/demo/agent.html`);
  await page.getByRole('button', { name: 'Sign in as Anna' }).click();
  await page.locator('im-conversation-item').nth(1).waitFor();
  return page;
}

/** Both in turns, each first in every other round; the first round warms up. Answers long to short. */
async function compare(name: string, rounds: number, pageOf: () => Promise<Page> | Page): Promise<number> {
  const times = { ada: [] as number[], ben: [] as number[] };
  const elements = { ada: 0, ben: 0 };
  for (let round = 0; round <= rounds; round += 1)
    for (const user of round % 2 ? (['ada', 'ben'] as const) : (['ben', 'ada'] as const)) {
      const page = await pageOf();
      const one = await openOnce(page, user, user === 'ada' ? SHORT : LONG);
      elements[user] = one.elements;
      if (round > 0) times[user].push(one.ms);
      if (page !== warm) await page.context().close();
    }
  const [short, long] = [median(times.ada), median(times.ben)];
  console.log(`${name}, ${SHORT}: ${short.toFixed(0)} ms, ${elements.ada} elements`);
  console.log(`${name}, ${LONG}: ${long.toFixed(0)} ms, ${elements.ben} elements`);
  console.log(`${name}, ratio ${(long / short).toFixed(2)} (at most ${MOST}): ${long / short <= MOST ? 'ok' : 'over'}`);
  return long / short;
}

const stack = await Stack.start();
const browser = await launch();
let warm: Page | undefined;
try {
  await stack.quit();
  const began = performance.now();
  await seed(`${stack.data}/hub.db`, 'support', { ada: SHORT, ben: LONG });
  console.log(`seeded ${SHORT + LONG} messages in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  await stack.up();
  warm = await enter(browser);
  const same = warm;
  const ratios = [
    await compare('first opening', FIRST, () => enter(browser)),
    await compare('again', ROUNDS, () => same),
  ];
  process.exitCode = ratios.every((ratio) => ratio <= MOST) ? 0 : 1;
} finally {
  await browser.close();
  await stack.stop();
}
