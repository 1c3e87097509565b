// npm run conformance: runs test/conformance/ alone, then writes conformance.json and docs/capabilities.md from what they found.
// With --check nothing tracked is written: a difference is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/built.mjs';
import { capabilityTable, mergeResults, reasonProblems } from './lib/conformance.mjs';
import { sum } from './lib/counts.mjs';
import { filesUnder, ROOT } from './lib/files.mjs';
import { browserSuite, nodeSuite, testFiles } from './lib/suites.mjs';

const RAW = join(ROOT, '.conformance');

const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

function settle(path, text, check) {
  const full = join(ROOT, path);
  if (existsSync(full) && readFileSync(full, 'utf8') === text) return '';
  if (check) return `${path} is not what the suites found: run npm run conformance and commit it\n`;
  writeFileSync(full, text);
  return '';
}

const FOLDER = 'test/conformance';

/** The suites of engines that live in Node, then those of engines that live in a page. */
async function runSuites(limit) {
  const inPage = testFiles('.browser.test.ts', FOLDER);
  const inNode = testFiles('.test.ts', FOLDER).filter((file) => !inPage.includes(file));
  const results = [await nodeSuite('conformance', inNode, { concurrency: 1, limit })];
  if (inPage.length > 0) results.push(await browserSuite('chromium', inPage, { limit, name: 'conformance-page' }));
  return {
    counts: sum(results.map(({ counts }) => counts)),
    exitCode: results.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0,
    output: results.map(({ output }) => output).join(''),
  };
}

/** Builds where need be and runs the suites; resolves to `{counts, exitCode, output}` as every suite does. `limit`: seconds for each. */
export async function conformance({ check = false, limit = 900 } = {}) {
  await ensureBuilt();
  rmSync(RAW, { recursive: true, force: true });
  mkdirSync(RAW, { recursive: true });
  const suite = await runSuites(limit);
  const runs = filesUnder('.conformance')
    .filter((file) => file.endsWith('.json'))
    .map(readJson);
  const sections = readJson('docs/capabilities.json');
  const reasons = readJson('docs/engines/reasons.json');
  const { engines, problems, failing } = mergeResults(runs, sections);
  problems.push(...reasonProblems(engines, reasons));
  const stale = [
    settle('conformance.json', `${JSON.stringify({ engines }, null, 2)}\n`, check),
    settle('docs/capabilities.md', capabilityTable(engines, sections, reasons), check),
  ].join('');
  const output = `${suite.output}${[...failing, ...problems].map((text) => `${text}\n`).join('')}${stale}`;
  // A failed capability has failed tests already; where it has none, its verdict must count.
  const failed = (suite.counts.failed || failing.length) + problems.length + (stale ? 1 : 0);
  return { counts: { ...suite.counts, failed }, exitCode: suite.exitCode, output };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { line } = await import('./lib/counts.mjs');
  const { counts, exitCode, output } = await conformance({ check: process.argv.includes('--check') });
  process.stdout.write(output);
  console.log(line(counts));
  process.exitCode = counts.failed > 0 || exitCode !== 0 || counts.passed === 0 ? 1 : 0;
}
