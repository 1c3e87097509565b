import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const numberOf = (name: string): number => Number(execFileSync('getconf', [name]));
const [TICKS_A_SECOND, PAGE] = [numberOf('CLK_TCK'), numberOf('PAGE_SIZE')];

/** Seconds of the processor that all threads of a process have used so far. */
export function worked(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Resident memory, megabytes. */
export const memory = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE) / 2 ** 20;
