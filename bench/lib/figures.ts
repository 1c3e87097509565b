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
  constructor(title: string) {
    console.log(`\n${title}\n\n| | times | p50 | p99 | CPU each | a second |\n|---|---|---|---|---|---|`);
  }

  /** Times in milliseconds. `cpu`: what the process has worked for each, which others at work do not stretch. */
  row(name: string, times: readonly number[], { cpu, rate }: { cpu?: number; rate?: number } = {}): void {
    const cells = [part(times, 0.5), part(times, 0.99), cpu].map((ms) => (ms === undefined ? '' : `${digits(ms)} ms`));
    console.log(`| ${[name, times.length, ...cells, rate === undefined ? '' : digits(rate)].join(' | ')} |`);
  }
}

/** Processor time of this process so far, milliseconds. */
export const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

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
