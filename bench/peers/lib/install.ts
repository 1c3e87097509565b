import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HERE } from './places.js';

/** The lockfile that what is installed came from. */
const MARK = join(HERE, 'node_modules', '.installed-from');

/** Installs the peers, each version as the lockfile has it, where they are missing or others. None of their scripts runs. */
export function installPeers(): void {
  const lock = readFileSync(join(HERE, 'package-lock.json'), 'utf8');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return;
  console.log('installing the peers ...');
  rmSync(join(HERE, 'node_modules'), { recursive: true, force: true });
  const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: HERE, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci in bench/peers failed');
  writeFileSync(MARK, lock);
}
