// npm packages and browsers that the tests need, installed where this system lets us; says what it could not do.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './lib/files.mjs';

const NO_DOWNLOADS = { PUPPETEER_SKIP_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
const DEBIAN = { chromium: 'chromium', firefox: 'firefox-esr', webkit: 'webkit2gtk-driver xvfb' };

const QUIET = { DEBIAN_FRONTEND: 'noninteractive', npm_config_yes: 'true', npm_config_progress: 'false' };

/** Without standard input: nothing here may wait for an answer. */
function command(name, args, limit = 900) {
  const { status } = spawnSync(name, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...NO_DOWNLOADS, ...QUIET },
    timeout: limit * 1000,
    killSignal: 'SIGKILL',
  });
  return status === 0;
}

/** Installs the npm packages when they are missing or older than the lock file; throws when npm fails. */
export function installPackages() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 60_000) return;
  const nothing = ['--no-audit', '--no-fund'];
  const done = existsSync(installed)
    ? command('npm', ['install', '--no-save', ...nothing])
    : command('npm', ['ci', ...nothing]);
  if (!done) throw new Error('the npm packages could not be installed, see above');
}

/** Installs browsers from Debian's packages where that is possible; never fails, what is missing is told and skipped. */
export async function installBrowsers() {
  const { missing } = await import('./lib/browsers.mjs');
  const wanted = Object.keys(DEBIAN).filter((browser) => missing(browser));
  if (wanted.length === 0) return;
  const packages = wanted.flatMap((browser) => DEBIAN[browser].split(' '));
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    command('apt-get', ['update', '-qq'], 120);
    for (const name of packages) command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], 600);
  }
  for (const browser of wanted) {
    const reason = missing(browser);
    if (!reason) continue;
    const why = canInstall
      ? 'apt-get could not install it'
      : 'it is not installed from here (that needs root and apt-get)';
    console.log(`setup: ${reason}, and ${why}: its tests are skipped. On Debian: apt-get install ${DEBIAN[browser]}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  installPackages();
  await installBrowsers();
}
