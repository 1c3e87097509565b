import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { browserPaths, missing } from './browsers.mjs';
import { filesUnder, ROOT } from './files.mjs';
import { endGroup, leash, run, runBin } from './run.mjs';

const RESULTS = join(ROOT, '.test');

/** What the reporter wrote: counts, failures and files, as found.mjs has them. */
function readFound(name) {
  const file = join(RESULTS, `${name}.json`);
  // Nothing in it: the runner was ended before it could count.
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { passed = 0, failed = 0, skipped = 0, failures = [], files = {} } = text ? JSON.parse(text) : {};
  return { counts: { passed, failed, skipped }, failures, files };
}

function forget(name) {
  mkdirSync(RESULTS, { recursive: true });
  for (const run of [name, again(name)]) rmSync(join(RESULTS, `${run}.json`), { force: true });
}

/** The second run of a suite by its name: what the first found stays in its own file. */
export const again = (name) => `${name}-again`;

/** Test files of one kind: `testFiles('.node.test.ts')`. */
export const testFiles = (ending, folder = 'test') => filesUnder(folder).filter((file) => file.endsWith(ending));

/**
 * Runs files under node:test; resolves to `{counts, failures, files, exitCode, output}`. `limit`: seconds after which it is ended.
 * What was found also stands in `.test/<name>.json`.
 */
export async function nodeSuite(name, files, { concurrency = 2, limit = 300 } = {}) {
  forget(name);
  // Without names node would look for tests by itself, and find scripts/test.mjs.
  if (files.length === 0) return { ...readFound(name), exitCode: 0, output: `no test files for ${name}\n` };
  const args = [
    ...['--import', 'tsx', '--import', './scripts/lib/node-entry.mjs'],
    ...['--test', `--test-concurrency=${concurrency}`, `--test-timeout=${limit * 1000}`],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=./scripts/lib/node-reporter.mjs`, `--test-reporter-destination=.test/${name}.json`],
    ...files,
  ];
  // Inside of a test, node would take this run for a part of it.
  const { code, output } = await run(process.execPath, args, { limit, env: { NODE_TEST_CONTEXT: undefined } });
  return { ...readFound(name), exitCode: code, output };
}

/**
 * Runs the browser tests in one browser, for `limit` seconds at most; resolves as nodeSuite does. A browser that is not there gives a
 * `skipReason`. `name`: of the file in `.test/`; `concurrency`: files at a time, without it as many as the browser's config says;
 * `unless`: another reason to skip them.
 */
export async function browserSuite(browser, files, { limit = 300, name = browser, concurrency, unless } = {}) {
  const paths = browserPaths();
  const skipReason = unless ?? missing(browser, paths);
  const skipped = { passed: 0, failed: 0, skipped: files.length };
  if (skipReason) return { counts: skipped, failures: [], files: {}, exitCode: 0, output: '', skipReason };
  forget(name);
  const config = browser === 'chromium' ? 'web-test-runner.config.mjs' : `web-test-runner.${browser}.config.mjs`;
  const driver = browser === 'webkit' ? await startWebKitDriver() : undefined;
  const env = {
    CHROMIUM: paths.chromium ?? '',
    FIREFOX: paths.firefox ?? '',
    WEBKIT_BROWSER: paths.webkit ?? '',
    WEBKIT_DRIVER_PORT: String(driver?.port ?? ''),
    TEST_RESULTS: name,
    GREP: undefined,
  };
  try {
    const alone = concurrency ? ['--concurrency', String(concurrency)] : [];
    const { code, output } = await runBin('wtr', ['--config', config, ...alone, '--files', ...files], { env, limit });
    return { ...readFound(name), exitCode: code, output };
  } finally {
    driver?.stop();
  }
}

async function startWebKitDriver() {
  const port = await freePort();
  const args = ['-a', 'WebKitWebDriver', `--port=${port}`];
  const child = leash(spawn('xvfb-run', args, { stdio: 'ignore', detached: true }));
  child.once('error', () => {});
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await listens(port)) return { port, stop: () => endGroup(child, 'SIGTERM') };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  endGroup(child);
  throw new Error(`WebKitWebDriver did not answer on port ${port}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
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
