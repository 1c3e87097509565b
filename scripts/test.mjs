// npm test [-- suite ...]: installs what is needed and runs every suite; the last line is `N passed, N failed, N skipped`.
import { installBrowsers, installPackages } from './setup.mjs';

installPackages();
await installBrowsers();

const { judge, line, sum } = await import('./lib/counts.mjs');
const { browserSuite, nodeSuite, testFiles } = await import('./lib/suites.mjs');

async function verifySuite() {
  const { verify } = await import('./verify.mjs');
  const said = [];
  const counts = await verify((text) => said.push(text));
  return { counts, exitCode: 0, output: `${said.join('\n')}\n`, talk: true };
}

async function conformanceSuite() {
  const { conformance } = await import('./conformance.mjs');
  return conformance({ check: true });
}

// The conformance suite runs its own in Chromium; in the other browsers they are tests like all.
const browserFiles = testFiles('.browser.test.ts');
const chromiumFiles = browserFiles.filter((file) => !file.startsWith('test/conformance/'));
const SUITES = {
  verify: verifySuite,
  node: () => nodeSuite('node', testFiles('.node.test.ts')),
  conformance: conformanceSuite,
  pages: () => nodeSuite('pages', testFiles('.page.test.ts', 'test/pages'), { concurrency: 1 }),
  chromium: () => browserSuite('chromium', chromiumFiles),
  firefox: () => browserSuite('firefox', browserFiles),
  webkit: () => browserSuite('webkit', browserFiles),
};

// Two lanes for two cores. Pages need the build, which verify makes; the unit tests need nothing.
const LANES = [
  ['verify', 'pages'],
  ['node', 'conformance', 'chromium', 'firefox', 'webkit'],
];

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
