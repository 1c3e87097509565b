import { within } from '../lib/limit.js';
import { enter, mb, ms, type Stage, type Values, type Workload, whole } from '../lib/workload.js';

const BEFORE = 50;
const PATIENCE_MS = 60_000;
/** So many arrive, and have been seen, before the next do. */
const AT_ONCE = 500;
/** After so many a window holds what it ever holds, or grows. */
const EARLY = 2000;
/** Nobody goes on for longer, nor who takes so long for those that come at once. */
const [LIMIT_MS, SLOW_MS] = [300_000, 5000];

/** Milliseconds until the last of them was painted. */
async function arrive({ tab }: Stage, some: number): Promise<number> {
  const arriving = tab.page.evaluate(
    async ({ some, patience }) => {
      const { prepared, messages, shown, current, until, isInSight } = globalThis.bench;
      const list = prepared(messages(some, shown.last + 1));
      shown.last += some;
      const began = performance.now();
      for (const one of list) current().append?.(one);
      return (await until(() => isInSight(shown.last), patience)) - began;
    },
    { some, patience: PATIENCE_MS },
  );
  const took = await within(PATIENCE_MS * 2, 'messages', arriving);
  if (took < 0) throw new Error('the newest was not painted');
  return took;
}

export const memory: Workload = {
  name: 'memory',
  title: 'A window that is open for long',
  about: `Messages arrive in one open conversation, ${AT_ONCE} at a time. Floors and peers are handed an array that grows; ours keep what is near in memory, and the rest with the hub. Who has not got all in ${LIMIT_MS / 1000} seconds, or takes more than ${SLOW_MS / 1000} for ${AT_ONCE}, is told with those that came.`,
  needs: ['append'],
  behind:
    'Each message of ours goes through a hub that stores it, a socket and a cache that writes it to the disk. Floors and peers are handed arrays.',
  cells: [
    { id: '200000', title: '200,000 messages', args: { count: 200_000 }, times: 1, quick: 0 },
    { id: '6000', title: '6,000 messages', args: { count: 6000 }, times: 0, quick: 1 },
  ],
  columns: [
    {
      key: 'growth',
      title: 'growth',
      unit: 'kB per 1,000',
      means: `of the JavaScript heap, after collecting garbage, with each thousand messages after the first ${EARLY.toLocaleString('en')}`,
      digits: 1,
      ratio: true,
    },
    { key: 'early', title: 'early', unit: mb, means: `the heap after ${EARLY.toLocaleString('en')}`, digits: 1 },
    { key: 'half', title: 'half', unit: mb, means: 'after half of all', digits: 1 },
    { key: 'end', title: 'end', unit: mb, means: 'after the last', digits: 1 },
    { key: 'elements', title: 'elements', unit: whole, means: 'in the page at the end' },
    { key: 'messages', title: 'messages', unit: whole, means: 'that came' },
    { key: 'time', title: 'time', unit: ms, means: 'for them' },
  ],
  async run(stage, args): Promise<Values> {
    const { tab } = stage;
    const count = args.count as number;
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      tab.page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const heaps = new Map<number, number>();
    let [time, came, slowest] = [0, 0, 0];
    while (came < count && time < LIMIT_MS && slowest < SLOW_MS) {
      slowest = await arrive(stage, AT_ONCE);
      time += slowest;
      came += AT_ONCE;
      if (came === EARLY || came === count / 2) heaps.set(came, await tab.heap());
    }
    const early = heaps.get(EARLY);
    if (early === undefined || came === EARLY) throw new Error(`only ${came} messages came`);
    const end = await tab.heap();
    const elements = await tab.page.evaluate(() => globalThis.bench.countElements());
    const growth = (Math.max(0, end - early) * 1024) / ((came - EARLY) / 1000);
    const half = heaps.get(count / 2) ?? Number.NaN;
    return { early, half, end, growth, elements, messages: came, time };
  },
};
