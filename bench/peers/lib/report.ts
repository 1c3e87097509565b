import { median, outcomesOf, type Results, valuesOf } from './results.js';
import type { Workload } from './workload.js';

export function report(results: Results, workloads: readonly Workload[], _dry: boolean): void {
  for (const { name, cells, columns } of workloads)
    for (const { id } of cells) {
      console.log(`\n${name} ${id}`);
      for (const subject of results.subjects) {
        const outcomes = outcomesOf(results, name, id, subject.name);
        const cells = columns.map(({ key }) => `${key} ${median(valuesOf(outcomes, key)).toFixed(1)}`);
        if (outcomes.length)
          console.log(
            `${subject.name.padEnd(20)} ${cells.join('  ')}`,
            JSON.stringify(outcomes.filter((o) => !('values' in o) || o.errors)),
          );
      }
    }
}
