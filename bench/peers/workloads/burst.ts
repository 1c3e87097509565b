import { within } from '../lib/limit.js';
import { BUSY, enter, ms, type Stage, type Values, type Workload, whole } from '../lib/workload.js';

const BEFORE = 50;
const PATIENCE_MS = 60_000;

/** One after the other, each in a task of its own. */
const atOnce = ({ tab }: Stage, count: number): Promise<Values> =>
  tab.page.evaluate(
    async ({ count, patience }) => {
      const { prepared, messages, shown, afterPaint, countFrames, until, isInSight, longTasks, sleep } =
        globalThis.bench;
      const list = prepared(messages(count, shown.last + 1));
      shown.last += count;
      await afterPaint();
      const frames = countFrames();
      const began = performance.now();
      const { port1, port2 } = new MessageChannel();
      let sent = 0;
      port1.onmessage = () => {
        globalThis.subject?.append?.(list[sent]);
        sent += 1;
        if (sent < count) port2.postMessage(0);
      };
      port2.postMessage(0);
      const at = await until(() => isInSight(shown.last), patience);
      await sleep(80);
      return { time: at < 0 ? -1 : at - began, longest: longTasks().longest, ...frames.stop() };
    },
    { count, patience: PATIENCE_MS },
  );

/** At a steady pace, which a worker keeps whatever the page does. */
const steady = ({ tab }: Stage, count: number, perSecond: number): Promise<Values> =>
  tab.page.evaluate(
    async ({ count, perSecond, patience }) => {
      const { prepared, messages, shown, afterPaint, countFrames, newestInSight, until, isInSight, longTasks, sleep } =
        globalThis.bench;
      const first = shown.last + 1;
      const list = prepared(messages(count, first));
      shown.last += count;
      const clock = `onmessage = ({ data: { count, gap } }) => { const began = performance.now(); let n = 0; const tick = () => {
        for (const due = Math.min(count, (performance.now() - began) / gap + 1); n < due; n++) postMessage(performance.timeOrigin + began + n * gap);
        if (n < count) setTimeout(tick, 4); }; tick(); }`;
      const worker = new Worker(URL.createObjectURL(new Blob([clock], { type: 'text/javascript' })));
      await sleep(300);
      await afterPaint();
      const sentAt: number[] = [];
      const delays: number[] = [];
      const frames = countFrames((at) => {
        for (let newest = newestInSight() - first; delays.length <= newest; )
          delays.push(at - (sentAt[delays.length] ?? at));
      });
      worker.onmessage = ({ data }) => {
        sentAt.push(data - performance.timeOrigin);
        globalThis.subject?.append?.(list[sentAt.length - 1]);
      };
      worker.postMessage({ count, gap: 1000 / perSecond });
      const at = await until(
        () => sentAt.length === count && isInSight(shown.last),
        (count / perSecond) * 1000 + patience,
      );
      await sleep(80);
      worker.terminate();
      delays.sort((a, b) => a - b);
      const behind = at < 0 ? -1 : at - (sentAt.at(-1) ?? at);
      return { time: behind, delay: delays[delays.length >> 1] ?? -1, longest: longTasks().longest, ...frames.stop() };
    },
    { count, perSecond, patience: PATIENCE_MS },
  );

export const burst: Workload = {
  name: 'burst',
  title: 'Messages arrive',
  about: `In a conversation of ${BEFORE}, scrolled to its end. Ours take each through their whole hub: it is authorised, stored and sent to all devices first.`,
  behind:
    'Floors and peers are handed each message by a function call. Ours come out of a hub that writes each to the disk first, and that has the same two cores.',
  needs: ['append'],
  cells: [
    { id: '200', title: '200 in one burst', args: { count: 200, perSecond: 0 }, times: 3, quick: 1 },
    {
      ...{ id: '1000', title: '1,000 in one burst', args: { count: 1000, perSecond: 0 }, times: 3, quick: 1 },
      after: { cell: '200', most: 5000 },
    },
    {
      ...{
        id: 'steady',
        title: '100 a second for ten seconds',
        args: { count: 1000, perSecond: 100 },
        times: 2,
        quick: 0,
      },
      after: { cell: '200', most: 5000 },
    },
    {
      ...{
        id: 'steady-short',
        title: '100 a second for three seconds',
        args: { count: 300, perSecond: 100 },
        times: 0,
        quick: 1,
      },
      after: { cell: '200', most: 5000 },
    },
  ],
  columns: [
    {
      key: 'time',
      title: 'newest row',
      unit: ms,
      means: 'burst: from the first until the last is painted; steady: from the last',
      ratio: true,
    },
    { key: 'delay', title: 'delay', unit: ms, means: 'steady: from arrival to paint, the median of all' },
    { key: 'dropped', title: 'dropped', unit: whole, means: 'frames that were not made, at 60 a second' },
    { key: 'longestFrame', title: 'longest frame', unit: ms, means: 'between two frames' },
    { key: 'longest', title: 'longest task', unit: ms, means: 'of the main thread; 0: none over 50 ms' },
    BUSY,
  ],
  async run(stage, args) {
    const { tab } = stage;
    const [count, perSecond] = [args.count as number, args.perSecond as number];
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      tab.page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const before = await tab.totals();
    const run = perSecond ? steady(stage, count, perSecond) : atOnce(stage, count);
    const values = await within(PATIENCE_MS * 2, `${count} messages`, run);
    if ((values.time as number) < 0) throw new Error(`the last of ${count} was not painted in ${PATIENCE_MS / 1000} s`);
    return { ...values, busy: (await tab.totals()).busy - before.busy };
  },
};
