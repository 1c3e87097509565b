// npm test [-- suite ...]: installs what is needed and runs every suite; the last line is `N passed, N failed, N skipped`.
// Every suite has a limit of time: what lasts longer is ended and has failed.
import { installBrowsers, installPackages } from './setup.mjs';

installPackages();
await installBrowsers();

const { judge, line, sum } = await import('./lib/counts.mjs');
const { browserSuite, nodeSuite, testFiles } = await import('./lib/suites.mjs');
const { ensureBuilt } = await import('./lib/built.mjs');

/** The most that one suite may take, in seconds: several times what it takes on two quiet cores. */
const limit = 600;

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

// The conformance suite runs its own in Chromium; in the other browsers they are tests like all.
const browserFiles = testFiles('.browser.test.ts');
const chromiumFiles = browserFiles.filter((file) => !file.startsWith('test/conformance/'));
const SUITES = {
  verify: verifySuite,
  node: () => nodeSuite('node', testFiles('.node.test.ts'), { limit }),
  conformance: conformanceSuite,
  pages: () => nodeSuite('pages', testFiles('.page.test.ts', 'test/pages'), { concurrency: 1, limit }),
  chromium: () => browserSuite('chromium', chromiumFiles, { limit }),
  firefox: () => browserSuite('firefox', browserFiles, { limit }),
  webkit: () => browserSuite('webkit', browserFiles, { limit }),
};

// Two lanes for two cores.
const LANES = [
  ['verify', 'pages', 'firefox'],
  ['node', 'conformance', 'chromium', 'webkit'],
];

const NEEDS_BUILD = new Set(['verify', 'node', 'conformance', 'pages']);

async function runSuite(name) {
  const start = performance.now();
  const result = await SUITES[name]().catch((error) => ({
    counts: { passed: 0, failed: 1, skipped: 0 },
    exitCode: 1,
    output: `${error.stack}\n`,
  }));
  const verdict = judge(result.counts, result);
  if (!verdict.ok || result.talk) console.log(`\n--- ${name}\n${result.output.trimEnd()}\n---`);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${verdict.ok ? 'ok    ' : 'FAILED'} ${name}: ${line(result.counts)} (${seconds} s) ${verdict.reason}`.trimEnd(),
  );
  // A suite that broke without one failed test is one failure of its own.
  if (!verdict.ok && result.counts.failed === 0) result.counts.failed = 1;
  return { name, counts: result.counts };
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
const total = sum(results.map(({ counts }) => counts));
console.log('\nsummary');
for (const { name, counts } of results) console.log(`  ${name.padEnd(12)} ${line(counts)}`);
console.log(line(total));
process.exitCode = total.failed > 0 ? 1 : 0;
