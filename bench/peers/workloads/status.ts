import { within } from '../lib/limit.js';
import { BUSY, enter, ms, type Values, type Workload, whole } from '../lib/workload.js';

const BEFORE = 1000;
const PATIENCE_MS = 60_000;

export const status: Workload = {
  name: 'status',
  title: 'A message of mine is read',
  about: `In a conversation of ${BEFORE} a message was written and sent; then its status becomes "read". At ours its reader tells the hub, which stores that and tells the page over a socket; the others are told in the page.`,
  needs: ['read'],
  behind:
    'Floors and peers change an object. Of ours somebody else reads the message at a hub, which stores it and tells us; then one row is drawn.',
  cells: [{ id: 'read', title: 'from sent to read', args: {}, times: 4, quick: 1 }],
  columns: [
    { key: 'time', title: 'painted', unit: ms, means: 'from the news until its row is painted anew', ratio: true },
    { key: 'rows', title: 'rows touched', unit: whole, means: 'rows in which something was changed' },
    { key: 'mutations', title: 'mutations', unit: whole, means: 'changes of the document, inside of rows or not' },
    BUSY,
  ],
  async run(stage) {
    const { tab } = stage;
    const { page } = tab;
    await enter(stage);
    await within(
      PATIENCE_MS * 2,
      'mounting',
      page.evaluate((before) => globalThis.bench.mount(before), BEFORE),
    );
    const writing = page.evaluate(async () => {
      const { current, shown, message, prepared, ME, until, isInSight, sleep } = globalThis.bench;
      shown.last += 1;
      const { picture: _, ...words } = message(shown.last);
      const text = `«${shown.last}» my message`;
      const [own] = prepared([{ ...words, text, sender: ME, status: 'sent' }]);
      await current().write?.(own);
      if ((await until(() => isInSight(shown.last), 20_000)) < 0) throw new Error('my message was never in sight');
      await sleep(800);
    });
    await within(PATIENCE_MS, 'writing', writing);
    const before = await tab.totals();
    const reading: Promise<Values> = page.evaluate(async () => {
      const { current, shown, watchRows, afterPaint, sleep } = globalThis.bench;
      const subject = current();
      const touched = watchRows(subject.row);
      await afterPaint();
      const began = performance.now();
      subject.read?.(shown.last);
      const isSeen = await Promise.race([touched.first.then(() => true), sleep(10_000).then(() => false)]);
      const at = await afterPaint();
      await sleep(150);
      return { time: isSeen ? at - began : -1, ...touched.stop() };
    });
    const values = await within(PATIENCE_MS, 'reading', reading);
    if ((values.time as number) < 0) throw new Error('nothing was changed on the screen');
    return { ...values, busy: (await tab.totals()).busy - before.busy };
  },
};
