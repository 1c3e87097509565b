import { cpus, loadavg } from 'node:os';

/** The value below which that part of them lies. */
export const part = (list: readonly number[], share: number): number => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** What the figures of a run are worth: above 1 for each core, others were at work too. */
export const machine = (): string => {
  const all = cpus();
  return `${all[0]?.model.trim()}, ${all.length} cores, Node ${process.version}, load ${(loadavg()[0] as number).toFixed(1)}`;
};

const digits = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** Rows of a table, printed as they come. */
export class Figures {
  constructor(title: string, rate = true) {
    console.log(`\n${title}\n`);
    console.log(rate ? '| | times | p50 | p99 | a second |' : '| | times | p50 | p99 |');
    console.log(rate ? '|---|---|---|---|---|' : '|---|---|---|---|');
  }

  /** Times in milliseconds. */
  row(name: string, times: readonly number[], rate?: number): void {
    const [p50, p99] = [digits(part(times, 0.5)), digits(part(times, 0.99))];
    console.log(
      `| ${[name, times.length, `${p50} ms`, `${p99} ms`, ...(rate === undefined ? [] : [digits(rate)])].join(' | ')} |`,
    );
  }
}

export const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
};

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const timed = async <T>(run: () => Promise<T> | T): Promise<{ readonly ms: number; readonly value: T }> => {
  const began = performance.now();
  const value = await run();
  return { ms: performance.now() - began, value };
};
