// npm test [-- suite ...]: installs what is needed and runs every suite; the last line is `N passed, N failed, N skipped`.
// Every suite has a limit of time: what lasts longer is ended and has failed.
// What failed in a few files is run once more, alone, when all is quiet; what passes then is told as shaky. SHAKY=fail: no second run.
import { installBrowsers, installPackages } from './setup.mjs';

const { SHAKY = '' } = process.env;
if (SHAKY !== '' && SHAKY !== 'fail') {
  console.error(`npm test: SHAKY=${SHAKY} means nothing; SHAKY=fail runs nothing twice`);
  process.exit(2);
}
installPackages();
await installBrowsers();

const { judge, line, sum } = await import('./lib/counts.mjs');
const { secondRun, shakyLines } = await import('./lib/shaky.mjs');
const { again, browserSuite, nodeSuite, testFiles } = await import('./lib/suites.mjs');
const { ensureBuilt } = await import('./lib/built.mjs');
const { tencentApp } = await import('./lib/live.mjs');

/** The most that one suite may take, in seconds: several times what it takes on two cores that also run the other lane. */
const limit = 1_500;

async function verifySuite() {
  const { verify } = await import('./verify.mjs');
  const said = [];
  const counts = await verify((text) => said.push(text), { build: ensureBuilt });
  return { counts, exitCode: 0, output: `${said.join('\n')}\n`, talk: true };
}

async function conformanceSuite() {
  const { conformance } = await import('./conformance.mjs');
  return conformance({ check: true, limit });
}

/** On a real service, where the environment says how to come in. */
async function liveSuite() {
  const files = testFiles('.live.test.ts', 'test/live');
  return browserSuite('chromium', files, { limit, name: 'live', unless: tencentApp().reason });
}

// The conformance suite runs its own in Chromium; in the other browsers they are tests like all.
const browserFiles = testFiles('.browser.test.ts');
const chromiumFiles = browserFiles.filter((file) => !file.startsWith('test/conformance/'));
// Minutes of outages hang on the vendor's SDK and on our engine, not on the browser.
const otherFiles = browserFiles.filter((file) => !file.startsWith('test/engines/tencent/outage'));

const inNode = (name, files, concurrency) => ({
  files,
  run: () => nodeSuite(name, files, { concurrency, limit }),
  again: (some) => nodeSuite(again(name), some, { concurrency: 1, limit }),
});
const inBrowser = (name, files) => ({
  files,
  run: () => browserSuite(name, files, { limit }),
  again: (some) => browserSuite(name, some, { concurrency: 1, limit, name: again(name) }),
});

// Without `again` a failure stands: no check of verify depends on the hour, and conformance.json is compared with what one whole run
// found, engine by engine; of a few files run again nothing could be compared; what a real service says is not asked twice.
const SUITES = {
  verify: { run: verifySuite },
  node: inNode('node', testFiles('.node.test.ts'), 2),
  conformance: { run: conformanceSuite },
  pages: inNode('pages', testFiles('.page.test.ts', 'test/pages'), 1),
  chromium: inBrowser('chromium', chromiumFiles),
  firefox: inBrowser('firefox', otherFiles),
  webkit: inBrowser('webkit', otherFiles),
  live: { run: liveSuite },
};

// Two lanes for two cores.
const LANES = [
  ['verify', 'pages', 'firefox'],
  ['node', 'conformance', 'chromium', 'webkit', 'live'],
];

const NEEDS_BUILD = new Set(['verify', 'node', 'conformance', 'pages']);

const broken = (error) => ({
  counts: { passed: 0, failed: 1, skipped: 0 },
  failures: [],
  files: {},
  exitCode: 1,
  output: `${error.stack}\n`,
});

const since = (start) => `${Math.round((performance.now() - start) / 1000)} s`;

const block = (title, output) => console.log(`\n--- ${title}\n${output.trimEnd()}\n---`);

async function runSuite(name) {
  const start = performance.now();
  const result = await SUITES[name].run().catch(broken);
  const verdict = judge(result.counts, result);
  if (!verdict.ok || result.talk) block(name, result.output);
  console.log(
    `${verdict.ok ? 'ok    ' : 'FAILED'} ${name}: ${line(result.counts)} (${since(start)}) ${verdict.reason}`.trimEnd(),
  );
  // A suite that broke without one failed test is one failure of its own.
  if (!verdict.ok && result.counts.failed === 0) result.counts.failed = 1;
  return { name, ...result, shaky: [] };
}

/** The failed files of a suite once more; resolves to the result of both runs. */
async function runAgain(result) {
  const { name } = result;
  const suite = SUITES[name];
  if (result.counts.failed === 0 || !suite.again) return result;
  const start = performance.now();
  const { files, counts, shaky, stood, output } = await secondRun(result, suite.files, (some) =>
    suite.again(some).catch(broken),
  );
  if (files.length === 0) return result;
  if (stood.length > 0) block(`${name}, the second run`, output);
  const said = stood.length > 0 ? `FAILED again: ${stood.join(', ')}` : 'passed';
  console.log(`again  ${name}: ${files.length} files alone (${since(start)}) ${said}`);
  return { ...result, counts, shaky: shaky.map((one) => ({ suite: name, ...one })) };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`npm test: no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}

// Once, before all: two suites that build would take dist/ from under each other. What failed is told by verify.
if (wanted.length === 0 || wanted.some((name) => NEEDS_BUILD.has(name))) await ensureBuilt().catch(() => {});

const lanes = LANES.map(async (lane) => {
  const results = [];
  for (const name of lane) if (wanted.length === 0 || wanted.includes(name)) results.push(await runSuite(name));
  return results;
});
const results = (await Promise.all(lanes)).flat();
if (!SHAKY) for (const [at, result] of results.entries()) results[at] = await runAgain(result);
const total = sum(results.map(({ counts }) => counts));
console.log('\nsummary');
for (const { name, counts, shaky } of results)
  console.log(`  ${name.padEnd(12)} ${line(counts)}${shaky.length > 0 ? `, ${shaky.length} of them shaky` : ''}`);
for (const text of shakyLines(results.flatMap(({ shaky }) => shaky))) console.log(text);
console.log(line(total));
process.exitCode = total.failed > 0 ? 1 : 0;
