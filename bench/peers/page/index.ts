/** Loaded before a subject, and not counted as its bytes: what workloads use inside the page. */
import type { Face, Feature, SeedPlan } from './contract.js';
import * as data from './data.js';
import * as pace from './pace.js';
import * as sight from './sight.js';
import { watchRows } from './touched.js';

/** Numbers of what is mounted first: far from those of what is opened later. */
const MOUNTED_FROM = 200_001;
const PATIENCE_MS = 60_000;
const FEATURES = ['append', 'prepend', 'read', 'list', 'bump', 'revisit'] as const;
const METHOD = {
  append: 'append',
  prepend: 'prepend',
  read: 'read',
  list: 'mountList',
  bump: 'bump',
  revisit: 'revisit',
};

const prepared = (messages: data.Message[]): unknown[] => sight.current().prepare?.(messages) ?? messages;

const face = (): Face => {
  const subject = sight.current();
  const features = Object.fromEntries(FEATURES.map((feature) => [feature, METHOD[feature] in subject])) as Record<
    Feature,
    boolean
  >;
  return { note: subject.note, seeds: subject.seed !== undefined, features, lacks: subject.lacks ?? {} };
};

const toolkit = {
  ...data,
  ...pace,
  ...sight,
  watchRows,
  prepared,
  face,
  /** Smallest and largest number of the conversation that is shown. */
  shown: { first: MOUNTED_FROM, last: MOUNTED_FROM - 1 },
  get root(): HTMLElement {
    return document.getElementById('root') as HTMLElement;
  },
  seed: (plan: SeedPlan) => sight.current().seed?.(plan),
  /** A page at rest with a conversation of so many messages. */
  async mount(count: number): Promise<void> {
    const { shown } = toolkit;
    shown.last = shown.first + count - 1;
    await sight.current().mount(toolkit.root, prepared(data.messages(count, shown.first)));
    if ((await pace.until(() => sight.isInSight(shown.last), PATIENCE_MS)) < 0)
      throw new Error(`the last of ${count} messages was not shown; in sight: ${sight.numbersInSight().slice(0, 5)}`);
    await pace.sleep(300);
    await pace.afterPaint();
    pace.forgetLongTasks();
  },
  /** Opens a conversation of so many others; milliseconds until the last was painted, or -1. */
  async open(count: number, timeout = PATIENCE_MS): Promise<number> {
    const messages = prepared(data.messages(count));
    Object.assign(toolkit.shown, { first: 1, last: count });
    await pace.afterPaint();
    pace.forgetLongTasks();
    const began = performance.now();
    const seen = pace.until(() => sight.isInSight(count), timeout);
    await sight.current().open(messages);
    const at = await seen;
    return at < 0 ? -1 : at - began;
  },
};

declare global {
  var bench: typeof toolkit;
}
globalThis.bench = toolkit;
