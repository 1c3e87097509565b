import { Tab } from '../lib/browser.js';
import { within } from '../lib/limit.js';
import { BUSY, enter, ON_SCREEN, type Workload } from '../lib/workload.js';

const PATIENCE_MS = 60_000;

/** A visit that fills what the browser keeps, and the one that is measured. */
export const comeBack: Workload = {
  name: 'return',
  title: 'Come back to a conversation',
  about: 'A conversation was open at the last visit; the page is loaded again and shows what the browser has kept.',
  needs: ['revisit'],
  cells: [
    { id: '1000', title: '1,000 messages', args: { count: 1000 }, times: 4, quick: 1 },
    { id: '10000', title: '10,000 messages', args: { count: 10_000 }, times: 4, quick: 0 },
  ],
  columns: [...ON_SCREEN, BUSY],
  async run({ tab, url }, { count }) {
    const visit = async (tab: Tab, rest: number) => {
      await enter({ tab, url });
      const seen = tab.page.evaluate(
        async ({ count, rest }) => {
          const { until, isAnyInSight, isInSight, root, current, sleep } = globalThis.bench;
          const first = until(isAnyInSight, 60_000);
          const last = until(() => isInSight(count), 60_000);
          await current().revisit?.(root, count);
          const times = { first: await first, last: await last };
          await sleep(rest);
          return times;
        },
        { count: count as number, rest },
      );
      return within(PATIENCE_MS * 2, 'the visit', seen);
    };
    const before = await Tab.open(tab.page.context());
    await visit(before, 2000).finally(() => before.close());
    await tab.page.goto(new URL('/blank.html', url).href);
    const { first, last } = await visit(tab, 0);
    if (first < 0 || last < 0) throw new Error('the conversation was never in sight');
    return { first, last, busy: (await tab.totals()).busy };
  },
};
