// npm run bench: pages beside floors and other chats, then the hub beside other servers. What comes after `--` goes to the first;
// where it chooses subjects or workloads, servers are left out. docs/benchmarks.md says what can be chosen.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const run = (file: string, given: readonly string[]): void => {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', path, ...given], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('peers/run.ts', args);
const chosen = args.some((arg) => arg.startsWith('--only') || arg.startsWith('--workloads'));
if (!chosen) {
  const short = args.includes('--quick') ? ['--rounds=1', '--seconds=4'] : [];
  run('servers/run.ts', [...short, ...args.filter((arg) => arg === '--dry')]);
}
