import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { browserPaths, missing } from './browsers.mjs';
import { filesUnder, ROOT } from './files.mjs';
import { run, runBin } from './run.mjs';

const RESULTS = join(ROOT, '.test');

function readCounts(name) {
  const file = join(RESULTS, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
}

function forget(name) {
  mkdirSync(RESULTS, { recursive: true });
  rmSync(join(RESULTS, `${name}.json`), { force: true });
}

/** Test files of one kind: `testFiles('.node.test.ts')`. */
export const testFiles = (ending, folder = 'test') => filesUnder(folder).filter((file) => file.endsWith(ending));

/** Runs files under node:test; resolves to `{counts, exitCode, output}`. */
export async function nodeSuite(name, files, { concurrency = 2, env = {} } = {}) {
  forget(name);
  // Without names node would look for tests by itself, and find scripts/test.mjs.
  if (files.length === 0) return { counts: readCounts(name), exitCode: 0, output: `no test files for ${name}\n` };
  const args = [
    ...['--import', 'tsx', '--test', `--test-concurrency=${concurrency}`],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=./scripts/lib/node-reporter.mjs`, `--test-reporter-destination=.test/${name}.json`],
    ...files,
  ];
  const { code, output } = await run(process.execPath, args, { env });
  return { counts: readCounts(name), exitCode: code, output };
}

/** Runs the browser tests in one browser; a browser that is not there gives a `skipReason`. */
export async function browserSuite(browser, files) {
  const paths = browserPaths();
  const skipReason = missing(browser, paths);
  const skipped = { passed: 0, failed: 0, skipped: files.length };
  if (skipReason) return { counts: skipped, exitCode: 0, output: '', skipReason };
  forget(browser);
  const config = browser === 'chromium' ? 'web-test-runner.config.mjs' : `web-test-runner.${browser}.config.mjs`;
  const driver = browser === 'webkit' ? await startWebKitDriver() : undefined;
  const env = { CHROMIUM: paths.chromium ?? '', FIREFOX: paths.firefox ?? '', WEBKIT_BROWSER: paths.webkit ?? '' };
  try {
    const { code, output } = await runBin('wtr', ['--config', config, '--files', ...files], { env });
    return { counts: readCounts(browser), exitCode: code, output };
  } finally {
    driver?.stop();
  }
}

async function startWebKitDriver(port = Number(process.env.WEBKIT_DRIVER_PORT ?? 4478)) {
  const child = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await listens(port)) return { stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error(`WebKitWebDriver did not answer on port ${port}`);
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
