// npm packages and browsers that the tests need, installed where this system lets us; says what it could not do.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './lib/files.mjs';

const NO_DOWNLOADS = { PUPPETEER_SKIP_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
const DEBIAN = { chromium: 'chromium', firefox: 'firefox-esr', webkit: 'webkit2gtk-driver xvfb' };

function command(name, args) {
  const { status } = spawnSync(name, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...NO_DOWNLOADS } });
  return status === 0;
}

/** Installs the npm packages when they are missing or older than the lock file; throws when npm fails. */
export function installPackages() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 60_000) return;
  // Not `npm ci`: the lock file names the native parts for Linux only, and that command refuses to look for others.
  if (!command('npm', ['install', '--no-save', '--no-audit', '--no-fund']))
    throw new Error('npm install failed, see above');
}

/** Installs browsers from Debian's packages where that is possible; never fails, what is missing is told and skipped. */
export async function installBrowsers() {
  const { missing } = await import('./lib/browsers.mjs');
  const wanted = Object.keys(DEBIAN).filter((browser) => missing(browser));
  if (wanted.length === 0) return;
  const packages = wanted.flatMap((browser) => DEBIAN[browser].split(' '));
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    command('apt-get', ['update', '-qq']);
    for (const name of packages) command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
  }
  for (const browser of wanted) {
    const reason = missing(browser);
    if (reason) console.log(`setup: ${reason}. On Debian: apt-get install ${DEBIAN[browser]}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  installPackages();
  await installBrowsers();
}
