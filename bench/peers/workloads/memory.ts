import { within } from '../lib/limit.js';
import { enter, mb, ms, type Workload } from '../lib/workload.js';

const BEFORE = 50;
const PATIENCE_MS = 60_000;
/** So many arrive, and have been seen, before the next do. */
const AT_ONCE = 200;
/** Longest that all of them may take. */
const LIMIT_MS = 500_000;

export const memory: Workload = {
  name: 'memory',
  title: 'A window that is open for long',
  about: `Messages arrive in one open conversation, ${AT_ONCE} at a time. Floors and peers are handed an array that grows; ours keep what is near in memory, and the rest with the hub.`,
  needs: ['append'],
  cells: [
    { id: '200000', title: '200,000 messages', args: { count: 200_000 }, times: 1, quick: 0 },
    { id: '4000', title: '4,000 messages', args: { count: 4000 }, times: 0, quick: 1 },
  ],
  columns: [
    {
      key: 'growth',
      title: 'growth',
      unit: mb,
      means: 'of the JavaScript heap from a quarter of the messages to all of them',
      digits: 1,
      ratio: true,
    },
    { key: 'quarter', title: 'at a quarter', unit: mb, means: 'JavaScript heap after collecting garbage', digits: 1 },
    { key: 'end', title: 'at the end', unit: mb, means: 'the same', digits: 1 },
    { key: 'time', title: 'time', unit: ms, means: 'for all of them' },
  ],
  async run(stage, args) {
    const { tab } = stage;
    const count = args.count as number;
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      tab.page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const began = performance.now();
    const arrive = async (many: number): Promise<void> => {
      for (let sent = 0; sent < many; sent += AT_ONCE) {
        if (performance.now() - began > LIMIT_MS) throw new Error(`${count} not seen in ${LIMIT_MS / 1000} s`);
        const arriving = tab.page.evaluate(
          async ({ some, patience }) => {
            const { prepared, messages, shown, current, until, isInSight } = globalThis.bench;
            const list = prepared(messages(some, shown.last + 1));
            shown.last += some;
            for (const one of list) current().append?.(one);
            return until(() => isInSight(shown.last), patience);
          },
          { some: Math.min(AT_ONCE, many - sent), patience: PATIENCE_MS },
        );
        if ((await within(PATIENCE_MS * 2, 'messages', arriving)) < 0) throw new Error('the newest was not painted');
      }
    };
    await arrive(count / 4);
    const quarter = await tab.heap();
    await arrive((count / 4) * 3);
    const time = performance.now() - began;
    const end = await tab.heap();
    return { quarter, end, time, growth: Math.max(0, end - quarter) };
  },
};
