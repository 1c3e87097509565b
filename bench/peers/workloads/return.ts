import { Tab } from '../lib/browser.js';
import { within } from '../lib/limit.js';
import { BUSY, enter, ON_SCREEN, type Workload } from '../lib/workload.js';

const PATIENCE_MS = 60_000;

/** A visit that fills what the browser keeps, and the one that is measured. */
export const comeBack: Workload = {
  name: 'return',
  title: 'Come back to a conversation',
  about:
    'A conversation of 1,000 was open at the last visit; the page is loaded again and shows what the browser has kept in IndexedDB: a part of it, or all 10,000 messages of ten conversations, of which a browser keeps the newest 1,000 each.',
  needs: ['revisit'],
  cells: [
    { id: 'part', title: 'a part is kept', args: { count: 1000, others: 0, silent: false }, times: 4, quick: 1 },
    {
      ...{ id: '10000', title: '10,000 messages are kept' },
      ...{ args: { count: 1000, others: 9, silent: false }, times: 4, quick: 0 },
    },
    {
      ...{ id: 'silent', title: '10,000 messages are kept, and no back end answers' },
      ...{ args: { count: 1000, others: 9, silent: true }, times: 4, quick: 1 },
    },
  ],
  columns: [...ON_SCREEN, BUSY],
  async run({ tab, url }, { count, others, silent }) {
    const visit = async (tab: Tab, isFirst: boolean) => {
      await enter({ tab, url });
      const seen = tab.page.evaluate(
        async ({ count, others, isFirst, silent }) => {
          const { until, isAnyInSight, isInSight, root, current, sleep } = globalThis.bench;
          const first = until(isAnyInSight, 60_000);
          const last = until(() => isInSight(count), 60_000);
          await current().revisit?.(root, count, silent && !isFirst);
          const times = { first: await first, last: await last };
          if (isFirst && others > 0) await current().keep?.(others);
          // What it has seen is written down a little later.
          if (isFirst) await sleep(2000);
          return times;
        },
        { count: count as number, others: others as number, isFirst, silent: silent as boolean },
      );
      return within(PATIENCE_MS * 2, 'the visit', seen);
    };
    const before = await Tab.open(tab.page.context());
    await visit(before, true).finally(() => before.close());
    await tab.page.goto(new URL('/blank.html', url).href);
    const { first, last } = await visit(tab, false);
    if (first < 0 || last < 0) throw new Error('the conversation was never in sight');
    return { first, last, busy: (await tab.totals()).busy };
  },
};
