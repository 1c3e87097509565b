import { writeFileSync } from 'node:fs';
import { median } from '../../peers/lib/results.js';
import { CELLS } from '../cells.js';
import type { Figures } from '../load.js';

export interface Outcome {
  readonly cell: string;
  readonly server: string;
  readonly figures?: Figures;
  readonly failed?: string;
}

export interface Results {
  readonly date: string;
  readonly machine: string;
  /** Load averages of the last minute, before each cell and at the end. */
  readonly load: readonly number[];
  /** That each run was measured for. */
  readonly seconds: number;
  readonly servers: readonly { readonly name: string; readonly note: string; readonly missing?: string }[];
  readonly outcomes: readonly Outcome[];
}

/** A run of its own makes less load than that. */
const BUSY = 5;
const OTHERS = ' **Others were at work on the machine: read ratios, and those with care.**';

interface Column {
  readonly key: keyof Figures;
  readonly title: string;
  readonly means: string;
  readonly digits?: number;
}

const COLUMNS: readonly Column[] = [
  { key: 'sent', title: 'messages a second', means: 'that were said' },
  { key: 'delivered', title: 'deliveries a second', means: 'that came to those whom they are for' },
  {
    key: 'p50',
    title: 'p50, ms',
    means: 'from the moment it is to be said until it is read at the other end, the median of all deliveries',
    digits: 1,
  },
  { key: 'p99', title: 'p99, ms', means: 'the same, of 99 in 100', digits: 1 },
  {
    key: 'cpu',
    title: 'CPU, s for 1,000',
    means: "seconds of the processor that the server's process used for 1,000 messages",
    digits: 2,
  },
  { key: 'busy', title: 'CPU, %', means: 'of one core, by that process' },
  { key: 'memory', title: 'memory, MB', means: 'of that process, resident, at the end' },
  {
    key: 'load',
    title: 'load, %',
    means: 'of one core, by the process that speaks and listens; near 100 it holds the server back',
  },
];

const shown = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Median, and in brackets the least and the most. */
function figure(values: readonly number[], digits: number | undefined): string {
  const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map((value) =>
    shown(value, digits),
  );
  return least === most ? `${middle}` : `${middle} (${least}–${most})`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function line(name: string, outcomes: readonly Outcome[]): string {
  const figures = outcomes.flatMap(({ figures }) => figures ?? []);
  const failed = outcomes.find(({ failed }) => failed)?.failed;
  if (failed || figures.length === 0) return row([name, `failed: ${failed}`, ...COLUMNS.slice(1).map(() => '')]);
  return row([
    name,
    ...COLUMNS.map(({ key, digits }) =>
      figure(
        figures.map((one) => one[key]),
        digits,
      ),
    ),
  ]);
}

export function documentOf({ date, machine, load, seconds, servers, outcomes }: Results): string {
  const tables = CELLS.flatMap(({ name: cell, title }) => {
    const here = outcomes.filter((outcome) => outcome.cell === cell);
    if (here.length === 0) return [];
    const lines = servers
      .filter(({ missing }) => !missing)
      .map(({ name }) =>
        line(
          name,
          here.filter(({ server }) => server === name),
        ),
      );
    const heads = [row(['', ...COLUMNS.map(({ title }) => title)]), row(['---', ...COLUMNS.map(() => '---:')])];
    return [`## ${title}`, '', ...heads, ...lines, ''];
  });
  return [
    '# Benchmarks of servers',
    '',
    '<!-- Written by bench/servers. -->',
    '',
    'Two hundred people, each with a WebSocket on loopback, and the same messages of about 100 characters. Everybody is authorised, every message is stored,',
    `no server limits how fast people speak. Each run has a fresh server and is measured for ${seconds} s after 3 s; cells are the median of the runs, and in brackets the`,
    'least and the most. All that was said has to come once to everybody whom it is for, or the run has failed. The load is made by a process of its own.',
    '',
    `${date.slice(0, 10)}. ${machine}. Load averages on the way: ${load.map((value) => value.toFixed(1)).join(', ')}.${Math.max(...load) > BUSY ? OTHERS : ''}`,
    '',
    row(['', 'runs as']),
    row(['---', '---']),
    ...servers.map(({ name, note }) => row([name, note])),
    '',
    ...COLUMNS.map(({ title, means }) => `- **${title}**: ${means}.`),
    '',
    ...tables,
  ].join('\n');
}

/** Writes results.json and the document. */
export function write(results: Results): void {
  writeFileSync(new URL('../results.json', import.meta.url), `${JSON.stringify(results)}\n`);
  writeFileSync(new URL('../../../docs/benchmarks-servers.md', import.meta.url), documentOf(results));
}
