import { within } from '../lib/limit.js';
import { BUSY, ms, ON_SCREEN, type Workload, whole } from '../lib/workload.js';

const COUNT = 50;
/** From the start of the navigation to a chat on the screen; the tab has shown a blank page before, so that its process is warm. */
export const embed: Workload = {
  name: 'embed',
  title: 'Embed a chat',
  about: `A page with an empty cache is navigated to; its conversation has ${COUNT} messages. Files are gzipped; the network is this machine's own.`,
  behind:
    'Floors and peers are handed an array. Ours is a client: it loads twenty times the script of the floor, opens its cache and a connection, signs in and asks for what it shows.',
  cells: [
    { id: '1x', title: 'at full speed', args: { throttle: 1 }, times: 4, quick: 1 },
    { id: '4x', title: 'processor slowed down four times', args: { throttle: 4 }, times: 4, quick: 1 },
  ],
  columns: [
    ...ON_SCREEN,
    {
      key: 'kilobytes',
      title: 'kB',
      unit: whole,
      means: 'sent over the network by then, of scripts, styles and others, without pictures',
      digits: 1,
    },
    { key: 'requests', title: 'files', unit: whole, means: 'requests for them' },
    { key: 'blocking', title: 'blocking', unit: ms, means: 'what main-thread tasks took beyond 50 ms each' },
    BUSY,
  ],
  async run({ tab, url }, { throttle }) {
    const { page } = tab;
    await page.goto(new URL('/blank.html', url).href);
    await tab.slowDown(throttle as number);
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => globalThis.bench !== undefined);
    const seen = page.evaluate(async (count) => {
      const { until, isAnyInSight, isInSight, root, prepared, messages, longTasks, sleep } = globalThis.bench;
      const first = until(isAnyInSight, 60_000);
      const last = until(() => globalThis.subject !== undefined && isInSight(count), 60_000);
      while (!globalThis.subject) await sleep(1);
      await globalThis.subject.mount(root, prepared(messages(count)));
      const times = { first: await first, last: await last };
      // What is not the subject's own is left out, and what came after the newest row.
      const others = /\/(?:toolkit\.js|pictures\/|avatars\/)|^(?:data|blob):/;
      const files = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
        ({ name, responseEnd }) => responseEnd <= times.last && !others.test(name),
      );
      const kilobytes = files.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000;
      await sleep(150);
      return { ...times, kilobytes, requests: files.length, blocking: longTasks().blocking };
    }, COUNT);
    const times = await within(90_000, 'the first row', seen);
    if (times.first < 0) throw new Error('no row was ever in sight');
    if (times.last < 0) throw new Error('the newest row was never in sight');
    const { busy } = await tab.totals();
    return { ...times, busy };
  },
};
