/** The document: a table for each cell, subjects by the compared column. */
import { behindChapter } from './behind.js';
import { median, type Outcome, type Results, valuesOf } from './results.js';
import { row, versionsOf } from './rows.js';
import { sizesChapter } from './size-table.js';
import { FLOOR, standings } from './standings.js';
import type { Cell, Column, Workload } from './workload.js';

const numberOf = (value: number, digits: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : '';

/** Median, and beside it what lies around it. */
function figure(values: readonly number[], { digits = 0 }: Column): string {
  if (values.length === 0) return '';
  const middle = numberOf(median(values), digits);
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => numberOf(value, digits));
  return least === most ? middle : `${middle} (${least}–${most})`;
}

/** Why there are no figures. */
function without(outcomes: readonly Outcome[]): string | undefined {
  for (const outcome of outcomes) {
    if ('lacks' in outcome) return `n/a: ${outcome.lacks}`;
    if ('failed' in outcome) return `failed: ${outcome.failed}`;
    if ('skipped' in outcome) return `skipped: ${outcome.skipped}`;
  }
  return undefined;
}

/** A count of zero is compared as one. */
const ratioTo = (value: number, to: number | undefined): string =>
  to === undefined || Number.isNaN(to) || Number.isNaN(value) ? '' : numberOf(Math.max(value, 1) / Math.max(to, 1), 2);

function tableOf(results: Results, workload: Workload, cell: Cell): string[] {
  const all = standings(results, workload, cell);
  const columns = workload.columns.filter(({ key }) => all.some(({ outcomes }) => valuesOf(outcomes, key).length > 0));
  if (all.length === 0) return [];
  const floor = all.find(({ subject }) => subject.name === FLOOR)?.value;
  const best = all.find(({ subject }) => subject.kind === 'peers')?.value;
  const heads = columns.map(({ title, unit }) => (unit ? `${title}, ${unit}` : title));
  const lines = all.map(({ subject, outcomes, value }) => {
    const why = without(outcomes);
    const name = subject.kind === 'ours' ? `**${subject.name}**` : subject.name;
    const figures = columns.map((column) => figure(valuesOf(outcomes, column.key), column));
    if (Number.isNaN(value)) return row([name, why ?? '', ...columns.slice(1).map(() => ''), '', '']);
    return row([name, ...figures, ratioTo(value, floor), ratioTo(value, best)]);
  });
  return [
    `### ${cell.title[0]?.toUpperCase()}${cell.title.slice(1)}`,
    '',
    row(['', ...heads, 'to the floor', 'to the best peer']),
    row(['---', ...heads.map(() => '---:'), '---:', '---:']),
    ...lines,
    '',
  ];
}

function chapterOf(results: Results, workload: Workload): string[] {
  const tables = workload.cells.flatMap((cell) => tableOf(results, workload, cell));
  if (tables.length === 0) return [];
  const legend = workload.columns.map(({ title, means }) => `- **${title}**: ${means}.`);
  return [`## ${workload.title}`, '', workload.about, '', ...legend, '', ...tables];
}

function subjectsOf({ subjects }: Results): string[] {
  const lines = subjects.map(({ name, kind, note, packages, failed }) =>
    row([name, kind, failed ? `failed: ${failed}` : note, versionsOf(packages)]),
  );
  return [
    '## Subjects',
    '',
    row(['', 'kind', 'set up as', 'peers in it']),
    row(['---', '---', '---', '---']),
    ...lines,
    '',
  ];
}

/** Load average before a run of a machine that has nothing else to do. */
const QUIET = 1.5;

export function documentOf(results: Results, workloads: readonly Workload[]): string {
  const { date, machine, chromium, load, quick } = results;
  const loads = load.map((value) => value.toFixed(1)).join(' before and ');
  const head = [
    '# Benchmarks',
    '',
    '<!-- Written by npm run bench. -->',
    '',
    'Ours beside floors (the least that a page could do, without a product) and other chats, in one browser, in turns, over the same made-up conversations:',
    'texts of mixed length, a fifth Chinese, emoji, links, a tenth with pictures, avatars. Production builds; each as its documents say. Cells are the',
    `median, and in brackets the least and the most; the ratios are of the first column, to \`${FLOOR}\` and to the fastest peer of that table. Less is better.`,
    '',
    `${date.slice(0, 10)}, Chromium ${chromium} headless, 1000 × 800. ${machine}.`,
    `Load averages were ${loads} after the run${quick ? '; this was a quick run, of one or two rounds' : ''}.${
      (load[0] ?? 0) > QUIET ? ' **Others were at work on the machine: read ratios, and those with care.**' : ''
    }`,
    '',
    '![Times of the main cells](benchmarks.svg)',
    '',
    'The hub beside other servers: [benchmarks-servers.md](benchmarks-servers.md).',
    '',
  ];
  const chapters = workloads.flatMap((workload) => chapterOf(results, workload));
  const foot = [
    '## How to run',
    '',
    '`npm run build`, then `npm run bench`; `-- --quick` for fewer rounds, `-- --only=ours-page,chatscope --workloads=embed,open` for some. The other chats are',
    'dependencies of `bench/peers` alone and are installed there. [bench/peers](../bench/peers/README.md) says how to add one.',
    '',
  ];
  return [
    ...head,
    ...subjectsOf(results),
    ...behindChapter(results, workloads),
    ...chapters,
    ...sizesChapter(results),
    ...foot,
  ].join('\n');
}
