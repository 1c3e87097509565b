import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureOf } from './picture.js';
import { HERE, ROOT } from './places.js';
import type { Results } from './results.js';
import { documentOf } from './tables.js';
import type { Workload } from './workload.js';

/** Writes results.json and the document with its picture. */
export function report(results: Results, workloads: readonly Workload[]): void {
  writeFileSync(join(HERE, 'results.json'), `${JSON.stringify(results)}\n`);
  writeFileSync(join(ROOT, 'docs/benchmarks.md'), documentOf(results, workloads));
  writeFileSync(join(ROOT, 'docs/benchmarks.svg'), pictureOf(results, workloads));
}
