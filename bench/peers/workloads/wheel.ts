import { within } from '../lib/limit.js';
import { BUSY, enter, ms, px, type Stage, type Values, type Workload, whole } from '../lib/workload.js';

const BEFORE = 20;
const PATIENCE_MS = 60_000;
const SECONDS = 4;
const EACH_MS = 1000 / 60;
/** More turns than this are in no frame. */
const FARTHEST = 10;
/** So many turns of the wheel may be on their way. */
const AHEAD = 3;

/** Turns of a wheel at 60 a second, as long as the page takes them. */
async function turn({ tab: { cdp } }: Stage, at: { x: number; y: number }, step: number): Promise<void> {
  const began = Date.now();
  const sent: Promise<unknown>[] = [];
  let under = 0;
  let next = 0;
  while (Date.now() - began < SECONDS * 1000) {
    const due = Math.floor((Date.now() - began) / EACH_MS);
    if (next <= due && under < AHEAD) {
      next = due + 1;
      under += 1;
      const event = { type: 'mouseWheel', ...at, deltaX: 0, deltaY: -step } as const;
      sent.push(
        cdp.send('Input.dispatchMouseEvent', event).finally(() => {
          under -= 1;
        }),
      );
    } else await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.allSettled(sent);
}

export const wheel: Workload = {
  name: 'wheel',
  title: 'Wheel through a long conversation',
  about: `A long conversation is opened and the wheel turned upwards for ${SECONDS} seconds. Ours fetch older messages from their hub on the way; peers have all of them in memory.`,
  behind:
    'Ours fetch from their hub on the way and keep a window of rows in the document; each row is an element with a root of its own. Peers have all messages in memory.',
  cells: [
    { id: '1000', title: '1,000 messages, 8,000 px a second', args: { count: 1000, speed: 8000 }, times: 2, quick: 1 },
    {
      ...{
        id: '10000',
        title: '10,000 messages, 8,000 px a second',
        args: { count: 10_000, speed: 8000 },
        times: 2,
        quick: 0,
      },
      after: { cell: '1000', most: Number.POSITIVE_INFINITY },
    },
    {
      ...{
        id: 'fling',
        title: '10,000 messages, 60,000 px a second',
        args: { count: 10_000, speed: 60_000 },
        times: 1,
        quick: 0,
      },
      after: { cell: '10000', most: Number.POSITIVE_INFINITY },
    },
  ],
  columns: [
    {
      key: 'late',
      title: 'late frames',
      unit: whole,
      means: 'frames over 16.7 ms (and what clocks are off by)',
      ratio: true,
    },
    { key: 'dropped', title: 'dropped', unit: whole, means: 'frames that were not made, at 60 a second' },
    { key: 'longestFrame', title: 'longest frame', unit: ms, means: 'between two frames' },
    {
      key: 'blank',
      title: 'blank',
      unit: whole,
      means: 'frames in which less than 70 % of the list was covered by messages',
    },
    {
      key: 'moved',
      title: 'rows passed',
      unit: whole,
      means: 'messages between the first and the last that were seen; few: the list came to a stop',
    },
    { key: 'pixels', title: 'moved', unit: px, means: 'by the row in the middle, from frame to frame' },
    {
      key: 'jumps',
      title: 'jumps',
      unit: whole,
      means: 'frames in which that row moved much farther than the wheel was turned, or was gone',
    },
    BUSY,
  ],
  async run(stage, args) {
    const { tab } = stage;
    const { page } = tab;
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const opening = page.evaluate((count) => globalThis.bench.open(count), args.count as number);
    if ((await within(PATIENCE_MS * 2, 'opening', opening)) < 0) throw new Error(`${args.count} were not shown`);
    await page.waitForTimeout(800);
    const before = await tab.totals();
    const step = Math.round(((args.speed as number) * EACH_MS) / 1000);
    const at = await page.evaluate((farthest) => {
      const { current, areaOf, homeOf, rowAt, numberOf, countFrames, forgetLongTasks } = globalThis.bench;
      const subject = current();
      const scroller = subject.scroller() as HTMLElement;
      const home = homeOf(scroller);
      const LINES = 9;
      let [blank, least, most, pixels, jumps] = [0, Number.POSITIVE_INFINITY, -1, 0, 0];
      let middle: { row: Element; number: number | undefined; y: number } | undefined;
      const follow = (next: Element | undefined): void => {
        if (middle) {
          const { row, number, y } = middle;
          const isThere = row.isConnected && numberOf(row) === number;
          const moved = isThere ? Math.abs(row.getBoundingClientRect().top - y) : farthest;
          if (moved >= farthest) jumps += 1;
          pixels += moved;
        }
        middle = next && { row: next, number: numberOf(next), y: next.getBoundingClientRect().top };
      };
      forgetLongTasks();
      const frames = countFrames(() => {
        const area = areaOf(scroller);
        const at = (y: number): Element | undefined => rowAt(y, area, subject.row, home);
        const hits = Array.from({ length: LINES }, (_, line) => {
          const y = area.top + (area.height * (line + 0.5)) / LINES;
          return at(y) ?? at(y + 9) ?? at(y - 9);
        }).filter((row) => row !== undefined);
        if (hits.length / LINES < 0.7) blank += 1;
        const number = hits[0] && numberOf(hits[0]);
        if (number !== undefined) {
          least = Math.min(least, number);
          most = Math.max(most, number);
        }
        follow(hits[hits.length >> 1]);
      });
      globalThis.stopWheel = () => ({ ...frames.stop(), blank, moved: most - least, pixels, jumps });
      const { left, top, width, height } = areaOf(scroller);
      return { x: left + width / 2, y: top + height / 2 };
    }, step * FARTHEST);
    await page.mouse.move(at.x, at.y);
    await within(PATIENCE_MS, 'the wheel', turn(stage, at, step));
    const values = await within(
      PATIENCE_MS,
      'stopping',
      page.evaluate(() => globalThis.stopWheel()),
    );
    if (values.pixels === 0) throw new Error('the wheel moved nothing');
    return { ...values, busy: (await tab.totals()).busy - before.busy };
  },
};

declare global {
  /** Of the page: begun before the wheel is turned from outside. */
  var stopWheel: () => Values;
}
