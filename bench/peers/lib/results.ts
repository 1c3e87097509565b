import type { Values } from './workload.js';

/** One run of one cell by one subject. */
export type Outcome =
  | { readonly values: Values; readonly errors?: readonly string[] }
  | { readonly failed: string }
  /** The subject has no notion of it; a word why. */
  | { readonly lacks: string }
  | { readonly skipped: string };

export interface Run {
  readonly workload: string;
  readonly cell: string;
  readonly subject: string;
  readonly outcome: Outcome;
}

export interface SubjectResult {
  readonly name: string;
  readonly kind: string;
  readonly note: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly failed?: string;
}

/** Scripts and styles, bytes after gzip. */
export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** What one page would load. */
export interface SizeResult {
  readonly name: string;
  readonly kind: string;
  readonly note: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The entry and what it imports statically. */
  readonly first?: Size;
  /** With all that it could import later. */
  readonly all?: Size;
  readonly failed?: string;
}

export interface Results {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: string;
  /** Load averages of the last minute, before and after. */
  readonly load: readonly number[];
  readonly chromium: string;
  readonly subjects: readonly SubjectResult[];
  readonly runs: readonly Run[];
  readonly sizes: readonly SizeResult[];
}

const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
export const median = (list: readonly number[]): number => {
  const all = sorted(list);
  const middle = all.length >> 1;
  if (all.length % 2) return all[middle] as number;
  return all.length ? ((all[middle - 1] as number) + (all[middle] as number)) / 2 : Number.NaN;
};

export const outcomesOf = (
  { runs }: Pick<Results, 'runs'>,
  workload: string,
  cell: string,
  subject: string,
): Outcome[] =>
  runs
    .filter((run) => run.workload === workload && run.cell === cell && run.subject === subject)
    .map(({ outcome }) => outcome);

/** All values of a column, of the runs that went well. */
export const valuesOf = (outcomes: readonly Outcome[], key: string): number[] =>
  outcomes.flatMap((outcome) => {
    const value = 'values' in outcome ? outcome.values[key] : undefined;
    return value === undefined || Number.isNaN(value) ? [] : [value];
  });
