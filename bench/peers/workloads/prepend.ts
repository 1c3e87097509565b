import { within } from '../lib/limit.js';
import { BUSY, enter, ms, px, type Values, type Workload, whole } from '../lib/workload.js';

const BEFORE = 200;
const OLDER = 50;
const PATIENCE_MS = 60_000;
/** Pictures of what is put above come this late. */
const PICTURE_MS = 400;

export const prepend: Workload = {
  name: 'prepend',
  title: 'Older messages while reading',
  about: `In a conversation of ${BEFORE} the reader has scrolled up; ${OLDER} older messages are put above, whose pictures come ${PICTURE_MS} ms later. What he reads should not move.`,
  needs: ['prepend'],
  behind:
    'Ours ask a hub for the older messages, twenty at a time. Rows know menus, selection, receipts and reading, which a floor has no notion of.',
  cells: [
    { id: '300', title: '300 px below the top', args: { top: 300 }, times: 2, quick: 1 },
    { id: '0', title: 'at the very top', args: { top: 0 }, times: 2, quick: 1 },
  ],
  columns: [
    { key: 'time', title: 'longer', unit: ms, means: 'until the list has grown', ratio: true },
    { key: 'drift', title: 'drift', unit: px, means: 'how far the message that was read has moved in the end' },
    { key: 'worst', title: 'worst', unit: px, means: 'the farthest that it was away in any frame' },
    { key: 'moved', title: 'frames off', unit: whole, means: 'frames in which it was away by more than one pixel' },
    { key: 'lost', title: 'frames lost', unit: whole, means: 'frames in which it was not in the document' },
    BUSY,
  ],
  async run(stage, { top }) {
    const { tab } = stage;
    await tab.page.route('**/pictures/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, PICTURE_MS));
      await route.continue().catch(() => undefined);
    });
    await enter(stage);
    await within(
      PATIENCE_MS,
      'mounting',
      tab.page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    await tab.page.waitForTimeout(PICTURE_MS * 2);
    const before = await tab.totals();
    const watching: Promise<Values> = tab.page.evaluate(
      async ({ older, top, rest }) => {
        const { current, rowsInSight, numberOf, allRows, prepared, messages, shown, afterPaint, countFrames, sleep } =
          globalThis.bench;
        const subject = current();
        const scroller = subject.scroller() as HTMLElement;
        subject.expectPrepend?.();
        // What turns its list round counts from below.
        const turned = getComputedStyle(scroller).flexDirection === 'column-reverse';
        const goUp = (): void => {
          scroller.scrollTop = turned ? top - (scroller.scrollHeight - scroller.clientHeight) : top;
        };
        goUp();
        await sleep(400);
        goUp();
        await sleep(400);
        const edge = scroller.getBoundingClientRect().top - 1;
        const numbered = rowsInSight(8).filter((row) => numberOf(row) !== undefined);
        const anchor = numbered.reverse().find((row) => row.getBoundingClientRect().top >= edge) ?? numbered[0];
        if (!anchor) throw new Error('nothing to hold on to at the top');
        const number = numberOf(anchor);
        const y = anchor.getBoundingClientRect().top;
        const height = scroller.scrollHeight;
        const rowNow = (): Element | undefined =>
          anchor.isConnected && numberOf(anchor) === number
            ? anchor
            : allRows().find((row) => numberOf(row) === number);
        const list = prepared(messages(older, shown.first - older));
        shown.first -= older;
        await afterPaint();
        let grown = -1;
        const drifts: number[] = [];
        let lost = 0;
        const began = performance.now();
        const frames = countFrames((at) => {
          const row = rowNow();
          if (row) drifts.push(row.getBoundingClientRect().top - y);
          else lost += 1;
          if (grown < 0 && scroller.scrollHeight > height + 200) grown = at - began;
        });
        await subject.prepend?.(list);
        await sleep(rest);
        frames.stop();
        return {
          time: grown < 0 ? Number.NaN : grown,
          drift: Math.abs(drifts.at(-1) ?? Number.NaN),
          worst: Math.max(0, ...drifts.map(Math.abs)),
          moved: drifts.filter((drift) => Math.abs(drift) > 1).length,
          lost,
        };
      },
      { older: OLDER, top: top as number, rest: 1200 + PICTURE_MS },
    );
    const values = await within(PATIENCE_MS, 'older messages', watching);
    if (Number.isNaN(values.time)) throw new Error('the list has not grown');
    return { ...values, busy: (await tab.totals()).busy - before.busy };
  },
};
