import { median, type Outcome, outcomesOf, type Results, type SubjectResult, valuesOf } from './results.js';
import type { Cell, Column, Workload } from './workload.js';

/** What ratios are to: a window of rows in plain DOM, the least that a chat could cost. */
export const FLOOR = 'floor-dom-chunk';

export interface Standing {
  readonly subject: SubjectResult;
  readonly outcomes: readonly Outcome[];
  /** Median of the compared column; NaN where nothing came of it. */
  readonly value: number;
}

/** Everybody in a cell, best first; who has no figures comes last. */
export function standings(results: Results, workload: Workload, cell: Cell): Standing[] {
  const compared = workload.columns.find(({ ratio }) => ratio) as Column;
  const all = results.subjects.map((subject) => {
    const outcomes = outcomesOf(results, workload.name, cell.id, subject.name);
    return { subject, outcomes, value: median(valuesOf(outcomes, compared.key)) };
  });
  const place = ({ value }: Standing): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  return all.filter(({ outcomes }) => outcomes.length > 0).sort((a, b) => place(a) - place(b) || 0);
}
