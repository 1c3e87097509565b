// Opening a conversation of 100,000 messages beside one of 1,000: time until the last message is painted, and the DOM.
// Run: npm run build && npx tsx bench/long-conversation.ts [--long=100000] [--rounds=9]. Ratios count; times are this machine's.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launch } from '../test/pages/support/browser.js';
import { Stack } from '../test/pages/support/stack.js';
import { seed } from './lib/seed.js';

const { values } = parseArgs({
  options: { long: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '9' } },
});
const LONG = Number(values.long);
const SHORT = 1000;
const ROUNDS = Number(values.rounds);
/** The ratio that is promised. */
const MOST = 1.3;

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

const stack = await Stack.start();
const browser = await launch();
try {
  await stack.quit();
  const began = performance.now();
  await seed(`${stack.data}/hub.db`, 'support', { ada: SHORT, ben: LONG });
  console.log(`seeded ${SHORT + LONG} messages in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  await stack.up();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // The loader of this file wraps named functions in it, which the page does not know.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`${stack.url}/demo/agent.html`);
  await page.getByRole('button', { name: 'Sign in as Anna' }).click();
  await page.locator('im-conversation-item').nth(1).waitFor();
  const times = { ada: [] as number[], ben: [] as number[] };
  const elements = { ada: 0, ben: 0 };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const user of round % 2 ? (['ada', 'ben'] as const) : (['ben', 'ada'] as const)) {
      const one = await openOnce(page, user, user === 'ada' ? SHORT : LONG);
      elements[user] = one.elements;
      if (round > 0) times[user].push(one.ms);
    }
  const ratio = median(times.ben) / median(times.ada);
  console.log(`open ${SHORT}: ${median(times.ada).toFixed(0)} ms, ${elements.ada} elements`);
  console.log(`open ${LONG}: ${median(times.ben).toFixed(0)} ms, ${elements.ben} elements`);
  console.log(`ratio ${ratio.toFixed(2)} (at most ${MOST}): ${ratio <= MOST ? 'ok' : 'over'}`);
  process.exitCode = ratio <= MOST ? 0 : 1;
} finally {
  await browser.close();
  await stack.stop();
}
