// Servers under the same load, in turns, each fresh for each run. Writes results.json and docs/benchmarks-servers.md.
// Run: npm run build && npx tsx bench/servers/run.ts [--only=hub,ejabberd-mnesia --cells=group --rounds=3 --seconds=8 --dry]
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { machine } from '../lib/figures.js';
import { CELLS, type Cell } from './cells.js';
import type { Server } from './contract.js';
import { documentOf, type Outcome, type Results, write } from './lib/report.js';
import type { Figures, Task } from './load.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cells: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    dry: { type: 'boolean', default: false },
  },
});
const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));
const LONGEST_MS = 180_000;
const among = (list: string | undefined, name: string): boolean => !list || list.split(',').includes(name);
const seconds = Number(values.seconds);

const names = readdirSync(new URL('servers/', import.meta.url))
  .filter((file) => /^[^_].*\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => among(values.only, name))
  .sort();
const servers = new Map<string, Server>();
for (const name of names) servers.set(name, ((await import(`./servers/${name}.js`)) as { server: Server }).server);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const shuffled = <T>(list: Iterable<T>): T[] =>
  [...list]
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

async function play(name: string, server: Server, cell: Cell): Promise<Figures> {
  const { about, pid, stop } = await server.start();
  try {
    const task: Task = { server: name, about, pid, cell, seconds };
    const args = ['--import', 'tsx', LOAD, JSON.stringify(task)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: LONGEST_MS });
    return JSON.parse(stdout) as Figures;
  } finally {
    await stop();
  }
}

const outcomes: Outcome[] = [];
const load = [loadavg()[0] as number];
const results = (): Results => ({
  ...{ date: new Date().toISOString(), machine: machine(), load, seconds },
  servers: [...servers].map(([name, server]) => {
    const missing = server.missing?.();
    return { name, note: missing ?? server.note(), ...(missing && { missing }) };
  }),
  outcomes,
});
console.log(machine());
for (const cell of CELLS.filter(({ name }) => among(values.cells, name))) {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, server] of shuffled(servers)) {
      if (server.missing?.()) continue;
      const run = { cell: cell.name, server: name };
      try {
        const figures = await play(name, server, cell);
        console.log(cell.name, name, JSON.stringify(figures));
        outcomes.push({ ...run, figures });
      } catch (error) {
        const failed = (error instanceof Error ? error.message : String(error)).slice(0, 300);
        console.log(cell.name, name, failed);
        outcomes.push({ ...run, failed });
      }
    }
  }
  load.push(loadavg()[0] as number);
  if (!values.dry) write(results());
}
if (values.dry) console.log(documentOf(results()));
process.exit();
