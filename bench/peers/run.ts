// Ours beside floors and other chats, in turns, in one browser, over the same conversations. Writes results.json, docs/benchmarks.md and .svg.
// Run: npm run build && npm run bench [-- --quick --only=ours-page,chatscope --workloads=embed,open --dry]. `--dry` writes nothing.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { machine } from '../lib/figures.js';
import { buildSubject, buildToolkit, SITE } from './lib/build.js';
import { type Contender, Contest } from './lib/contest.js';
import { installPeers } from './lib/install.js';
import { report } from './lib/report.js';
import type { Results, SizeResult, SubjectResult } from './lib/results.js';
import { serve } from './lib/server.js';
import { measureSize, sizedFiles } from './lib/sizes.js';
import { hostOf, type SubjectFile, subjectFiles } from './lib/subjects.js';
import { documentOf } from './lib/tables.js';
import { WORKLOADS } from './workloads/index.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
    only: { type: 'string' },
    workloads: { type: 'string' },
  },
});
const named = (list: string | undefined, name: string): boolean => !list || list.split(',').includes(name);
const workloads = WORKLOADS.filter(({ name }) => named(values.workloads, name));
const timesOf = (cell: { times: number; quick: number }): number => (values.quick ? cell.quick : cell.times);
const cells = workloads.flatMap((workload) =>
  workload.cells.filter((cell) => timesOf(cell) > 0).map((cell) => ({ workload, cell })),
);
const files = cells.length > 0 ? subjectFiles().filter(({ name }) => named(values.only, name)) : [];
const sized = named(values.workloads, 'sizes') ? sizedFiles().filter(({ name }) => named(values.only, name)) : [];
const lengths = (name: string): number[] => [
  ...new Set(cells.flatMap(({ workload, cell }) => (workload.name === name ? [Number(cell.args.count)] : []))),
];

/** What is opened, and what is embedded. */
const plan = {
  open: [...new Set([50, ...lengths('open'), ...lengths('wheel'), ...lengths('return')])],
  lists: lengths('list'),
  kept: {
    count: Math.max(0, ...lengths('return')),
    conversations: Math.max(
      0,
      ...cells.map(({ workload, cell }) => (workload.name === 'return' ? Number(cell.args.others) : 0)),
    ),
  },
};

const subjects: SubjectResult[] = [];
const sizes: SizeResult[] = [];
const contenders: Contender[] = [];
const stops: (() => Promise<void>)[] = [];
const load = [loadavg()[0] as number];
const contest = new Contest();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** Builds a subject, starts what it needs, and asks it what it can do. */
async function bring(file: SubjectFile, site: string): Promise<void> {
  const { name, kind } = file;
  const known: SubjectResult = { name, kind, note: '', packages: {} };
  try {
    const packages = await buildSubject(file);
    const backEnd = await (await hostOf(file)).start?.(plan);
    if (backEnd) stops.push(backEnd.stop);
    const url = `${site}/${name}/index.html${backEnd?.query ?? ''}`;
    const face = await contest.face(name, url, plan);
    subjects.push({ ...known, note: face.note, packages });
    contenders.push({ name, url, face });
  } catch (error) {
    const failed = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    console.log(`  ${name}: ${failed}`);
    subjects.push({ ...known, failed });
  }
}

if ([...files, ...sized].some(({ kind }) => kind === 'peers')) installPeers();
console.log(machine());
await buildToolkit();
const site = await serve(SITE);
try {
  for (const file of files) {
    console.log(`building ${file.name}`);
    await bring(file, site.url);
  }
  for (const file of sized) {
    console.log(`size of ${file.name}`);
    sizes.push(await measureSize(file));
  }
  const results = async (): Promise<Results> => ({
    ...{
      date: new Date().toISOString(),
      quick: values.quick,
      machine: machine(),
      load: [...load, loadavg()[0] as number],
    },
    ...{ chromium: (await contest.browser()).version(), subjects, runs: contest.runs, sizes },
  });
  if (!values.dry && sized.length > 0) report(await results(), WORKLOADS);
  for (const { workload, cell } of cells) {
    for (let round = 1; round <= timesOf(cell); round += 1) {
      console.log(
        `${new Date().toISOString().slice(11, 19)} ${workload.name} ${cell.id}, ${round} of ${timesOf(cell)}`,
      );
      await contest.round(workload, cell, contenders);
    }
    // After each, so that a run that is stopped has told what it knew.
    if (!values.dry) report(await results(), WORKLOADS);
  }
  if (values.dry) console.log(documentOf(await results(), WORKLOADS));
} finally {
  await contest.end();
  for (const stop of stops) await stop();
  site.close();
}
