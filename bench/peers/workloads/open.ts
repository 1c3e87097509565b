import { within } from '../lib/limit.js';
import { enter, mb, ms, type Workload, whole } from '../lib/workload.js';

const BEFORE = 20;
const PATIENCE_MS = 60_000;
const SLOW_MS = 5000;

/** Another conversation is chosen, in a chat that is already on the screen. */
export const open: Workload = {
  name: 'open',
  title: 'Open a conversation',
  about: `A conversation of ${BEFORE} messages is on the screen, and another one is opened. Peers are handed all messages of it, as they have no storage; ours ask their hub.`,
  behind: 'Ours ask their hub for the newest page; peers are handed all messages, and floors draw less in a row.',
  cells: [
    { id: '100', title: '100 messages', args: { count: 100 }, times: 4, quick: 1 },
    { id: '1000', title: '1,000 messages', args: { count: 1000 }, times: 4, quick: 1 },
    {
      ...{ id: '10000', title: '10,000 messages', args: { count: 10_000 }, times: 3, quick: 0 },
      after: { cell: '1000', most: SLOW_MS },
    },
    {
      ...{ id: '100000', title: '100,000 messages', args: { count: 100_000 }, times: 2, quick: 0 },
      after: { cell: '10000', most: SLOW_MS },
    },
  ],
  columns: [
    {
      key: 'time',
      title: 'newest row',
      unit: ms,
      means: 'from the choice until the newest message is painted',
      ratio: true,
    },
    { key: 'longest', title: 'longest task', unit: ms, means: 'of the main thread meanwhile; 0: none over 50 ms' },
    { key: 'elements', title: 'elements', unit: whole, means: 'in the page, with those in shadow roots' },
    { key: 'heap', title: 'heap', unit: mb, means: 'JavaScript heap after collecting garbage', digits: 1 },
  ],
  async run(stage, { count }) {
    const { tab } = stage;
    const { page } = tab;
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const opening = page.evaluate(
      async ({ count, patience }) => {
        const time = await globalThis.bench.open(count, patience);
        await globalThis.bench.sleep(50);
        return { time, longest: globalThis.bench.longTasks().longest };
      },
      { count: count as number, patience: PATIENCE_MS },
    );
    const { time, longest } = await within(PATIENCE_MS * 2, `opening ${count}`, opening);
    if (time < 0) throw new Error(`the newest message was not painted in ${PATIENCE_MS / 1000} s`);
    await page.waitForTimeout(500);
    const heap = await within(PATIENCE_MS, 'collecting garbage', tab.heap());
    return { time, longest, heap, elements: await page.evaluate(() => globalThis.bench.countElements()) };
  },
};
