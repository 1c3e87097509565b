import { within } from '../lib/limit.js';
import { enter, mb, ms, type Values, type Workload, whole } from '../lib/workload.js';

const PATIENCE_MS = 60_000;
const SLOW_MS = 5000;
/** Index of the conversation that goes to the top first. */
const BUMPED = 29;

export const list: Workload = {
  name: 'list',
  title: 'The list of conversations',
  about:
    'The list is put into an empty page; then a message arrives in the thirtieth conversation, which goes to the top. Peers are handed all conversations, or answer their own requests in the page. Ours begin with nothing: they sign in at a hub over a socket and ask it for the first fifty (further ones come as one scrolls), so that most of their time is that way and not drawing; what arrives is stored by the hub first.',
  behind:
    'Peers and floors are handed the conversations. Ours sign in at a hub and ask it for the first fifty; drawing them is the smaller part.',
  needs: ['list'],
  cells: [
    { id: '200', title: '200 conversations', args: { count: 200 }, times: 0, quick: 1 },
    { id: '1000', title: '1,000 conversations', args: { count: 1000 }, times: 4, quick: 0 },
    {
      ...{ id: '10000', title: '10,000 conversations', args: { count: 10_000 }, times: 2, quick: 0 },
      after: { cell: '1000', most: SLOW_MS },
    },
  ],
  columns: [
    { key: 'time', title: 'first row', unit: ms, means: 'until a conversation is painted', ratio: true },
    { key: 'longest', title: 'longest task', unit: ms, means: 'of the main thread until then; 0: none over 50 ms' },
    { key: 'elements', title: 'elements', unit: whole, means: 'in the page, with those in shadow roots' },
    { key: 'heap', title: 'heap', unit: mb, means: 'JavaScript heap after collecting garbage', digits: 1 },
    {
      key: 'bump',
      title: 'moved up',
      unit: ms,
      means: 'from the arrival until its conversation is painted at the top',
    },
    { key: 'rows', title: 'rows touched', unit: whole, means: 'rows in which something was changed by that' },
  ],
  async run(stage, { count }) {
    const { tab } = stage;
    const { page } = tab;
    await enter(stage);
    const listing: Promise<Values> = page.evaluate(
      async ({ count, patience }) => {
        const { conversations, current, afterPaint, forgetLongTasks, until, topOfList, root, longTasks, sleep } =
          globalThis.bench;
        const subject = current();
        const all = conversations(count);
        const own = (await subject.prepareList?.(all)) ?? all;
        await afterPaint();
        forgetLongTasks();
        const began = performance.now();
        const seen = until(() => topOfList() >= 0, patience);
        await subject.mountList?.(root, own);
        const at = await seen;
        await sleep(60);
        return { time: at < 0 ? -1 : at - began, longest: longTasks().longest };
      },
      { count: count as number, patience: PATIENCE_MS },
    );
    const first = await within(PATIENCE_MS * 2, 'the list', listing);
    if ((first.time as number) < 0) throw new Error('no conversation was ever in sight');
    await page.waitForTimeout(1000);
    const heap = await tab.heap();
    const elements = await page.evaluate(() => globalThis.bench.countElements());
    const values = { ...first, heap, elements };
    if (!(await page.evaluate(() => 'bump' in globalThis.bench.current()))) return values;
    const bumping: Promise<Values> = page.evaluate(
      async ({ first, patience }) => {
        const { current, sleep, watchRows, afterPaint, until, topOfList } = globalThis.bench;
        const subject = current();
        (subject.listScroller?.() as HTMLElement).scrollTop = 0;
        await sleep(200);
        // A hub remembers which came to the top in the rounds before: the next one stands as deep as that did.
        const index = Math.max(first, topOfList() + 1);
        const touched = watchRows(subject.conversationRow as string);
        await afterPaint();
        const began = performance.now();
        const seen = until(() => topOfList() === index, patience);
        subject.bump?.(index, 'new message here');
        const at = await seen;
        await sleep(100);
        return { bump: at < 0 ? -1 : at - began, rows: touched.stop().rows };
      },
      { first: BUMPED, patience: 20_000 },
    );
    const bumped = await within(PATIENCE_MS, 'moving up', bumping);
    if ((bumped.bump as number) < 0) throw new Error('the conversation never came to the top');
    return { ...values, ...bumped };
  },
};
