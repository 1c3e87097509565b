import type { Feature } from '../page/contract.js';
import type { Tab } from './browser.js';

export const [ms, whole, px, mb] = ['ms', '', 'px', 'MB'];

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  /** For the legend. */
  readonly means: string;
  readonly digits?: number;
  /** The column that subjects are compared by; lower is better. */
  readonly ratio?: boolean;
}

/** Columns of more than one workload. */
export const BUSY: Column = { key: 'busy', title: 'busy', unit: ms, means: 'all work of the main thread' };
export const ON_SCREEN: readonly Column[] = [
  {
    key: 'first',
    title: 'first row',
    unit: ms,
    means: 'from navigation until a message is on the screen',
    ratio: true,
  },
  { key: 'last', title: 'newest row', unit: ms, means: 'until the newest message is on the screen' },
];

export type Args = Readonly<Record<string, number | string | boolean>>;

export interface Cell {
  readonly id: string;
  readonly title: string;
  readonly args: Args;
  /** Times it is run, in all and with `--quick`; 0: not at all. */
  readonly times: number;
  readonly quick: number;
  /** Not tried by who took longer than so many milliseconds (or failed) in the compared column of another cell. */
  readonly after?: { readonly cell: string; readonly most: number };
}

export interface Stage {
  readonly tab: Tab;
  /** Page of the subject. */
  readonly url: string;
}

export type Values = Readonly<Record<string, number>>;

/** One file in `workloads/`. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Why ours is not first, or far from the floor, where it is not. */
  readonly behind?: string;
  readonly cells: readonly Cell[];
  readonly columns: readonly Column[];
  /** Who lacks one of these is n/a. */
  readonly needs?: readonly Feature[];

  run(stage: Stage, args: Args): Promise<Values>;
}

/** Loads the subject's page and waits until it can be told what to do. */
export async function enter({ tab, url }: Stage): Promise<void> {
  await tab.page.goto(url, { timeout: 60_000 });
  await tab.page.waitForFunction(() => globalThis.subject !== undefined, null, { timeout: 30_000, polling: 50 });
}
