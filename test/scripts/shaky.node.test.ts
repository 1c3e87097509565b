import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileName } from '../../scripts/lib/found.mjs';
import { filesToRunAgain, MOST_FILES, secondRun, settle, shakyLines } from '../../scripts/lib/shaky.mjs';
import { again, nodeSuite } from '../../scripts/lib/suites.mjs';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `once` fails while its mark is not there, and leaves it. */
const ONCE = `const once = (name) => { const mark = new URL(name, import.meta.url); if (fs.existsSync(mark)) return; fs.writeFileSync(mark, ''); throw new Error(name); };`;
const HEAD = `import fs from 'node:fs'; import { before, describe, it } from 'node:test'; ${ONCE}`;

/** Real test files in a folder of their own, and the names of a suite that runs them. */
function suiteOf(t: TestContext, bodies: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'shaky-'));
  const name = `try-${root.split('-').at(-1)}`;
  t.after(() => {
    rmSync(root, { recursive: true });
    for (const run of [name, again(name)]) rmSync(`.test/${run}.json`, { force: true });
  });
  const files = Object.entries(bodies).map(([file, body]) => {
    writeFileSync(join(root, file), `${HEAD}\n${body}\n`);
    return fileName(join(root, file));
  });
  const at = (file: string) => fileName(join(root, file));
  return { root, name, files, at };
}

async function both({ root, name, files }: ReturnType<typeof suiteOf>) {
  const first = await nodeSuite(name, files, { limit: 120 });
  const ran: string[][] = [];
  const end = await secondRun(first, files, (some: string[]) => {
    ran.push(some);
    writeFileSync(join(root, 'second'), '');
    return nodeSuite(again(name), some, { concurrency: 1, limit: 120 });
  });
  return { first, ran, end };
}

const counts = (passed: number, failed: number, skipped = 0): Counts => ({ passed, failed, skipped });

test('what fails once and passes alone is shaky; what fails twice, goes or skips itself has failed; none counts twice', async (t) => {
  const late = `const late = fs.existsSync(new URL('second', import.meta.url)); it('stays', () => {});`;
  const suite = suiteOf(t, {
    'bad.mjs': `it('bad', () => { throw new Error('for ever'); }); it('fine', () => {});`,
    'goes.mjs': `${late} if (!late) it('goes', () => { throw new Error('goes'); });`,
    'good.mjs': `it('good', () => {});`,
    'shaky.mjs': `describe('group', () => { it('now and then', () => once('a')); it('always', () => {}); it.skip('never', () => {}); });`,
    'turns.mjs': `${late} it('first', () => once('b')); it('then', () => { if (late) throw new Error('then'); });`,
    'waits.mjs': `${late} it('waits', { skip: late }, () => { throw new Error('waits'); });`,
  });
  const { first, ran, end } = await both(suite);
  const shaky = [{ file: suite.at('shaky.mjs'), name: 'group > now and then' }];
  assert.deepEqual(first.counts, counts(7, 5, 1));
  assert.deepEqual(ran, [['bad.mjs', 'goes.mjs', 'shaky.mjs', 'turns.mjs', 'waits.mjs'].map(suite.at)]);
  assert.deepEqual(end.shaky, shaky);
  assert.deepEqual(end.stood, ['bad.mjs', 'goes.mjs', 'turns.mjs', 'waits.mjs'].map(suite.at));
  assert.deepEqual(end.counts, counts(8, 4, 1));
  assert.match(first.output, /now and then/);
  assert.match(end.output, /for ever/);
  const kept = JSON.parse(readFileSync(`.test/${suite.name}.json`, 'utf8'));
  assert.deepEqual(kept.failures, first.failures, 'the first run stays to be read');
});

test('a broken file or hook counts by its tests in the end; a failure in a contract belongs to the file that ran', async (t) => {
  const use = `const { contract } = await import('./contract.js');`;
  const wait = `while (!fs.existsSync(new URL('end', import.meta.url))) await new Promise((resolve) => setTimeout(resolve, 20));`;
  const suite = suiteOf(t, {
    // The first of the files ends last.
    'a.mjs': `it('waits', async () => { ${wait} }); ${use} contract(() => {});`,
    'b.mjs': `${use} contract(() => {});`,
    'c.mjs': `${use} contract(() => once('c'));`,
    'hook.mjs': `describe('group', () => { before(() => once('h')); it('one', () => {}); it('two', () => {}); });`,
    'load.mjs': `once('l'); for (const n of [1, 2, 3]) it('n' + n, () => {});`,
    'z.mjs': `${use} contract(() => fs.writeFileSync(new URL('end', import.meta.url), ''));`,
  });
  const body = `import { it } from 'node:test'; export const contract = (check) => { it('holds', check); };`;
  writeFileSync(join(suite.root, 'contract.js'), body);
  writeFileSync(join(suite.root, 'package.json'), '{"type":"module"}');
  const { first, end } = await both(suite);
  assert.deepEqual(
    first.failures.filter(({ file }: { file: string }) => file === suite.at('c.mjs')),
    [{ file: suite.at('c.mjs'), name: 'holds' }],
  );
  assert.deepEqual(
    ['a.mjs', 'b.mjs', 'c.mjs', 'load.mjs', 'z.mjs'].map((file) => first.files[suite.at(file)]),
    [counts(2, 0), counts(1, 0), counts(0, 1), counts(0, 1), counts(1, 0)],
  );
  assert.deepEqual([first.counts.passed, end.counts, end.stood], [4, counts(10, 0), []]);
  assert.ok(end.shaky.some(({ name }) => name === '(the file)'));
});

test('a suite that ran out of time is not run again', async (t) => {
  const suite = suiteOf(t, {
    'hangs.mjs': `it('bad', () => { throw new Error('bad'); }); it('hangs', () => new Promise((resolve) => setTimeout(resolve, 600_000)));`,
  });
  const late = await nodeSuite(suite.name, suite.files, { limit: 2 });
  assert.equal(late.exitCode, 124);
  assert.deepEqual(filesToRunAgain(late, suite.files), []);
});

test('failures in many files are not run again', () => {
  const files = Array.from({ length: MOST_FILES + 1 }, (_, n) => `f${n}`);
  const of = (some: string[]) => ({
    ...{ counts: counts(0, some.length), failures: some.map((file) => ({ file, name: 'x' })), exitCode: 1 },
  });
  assert.deepEqual(filesToRunAgain(of(files), files), []);
  assert.deepEqual(filesToRunAgain(of(files.slice(1)), files), files.slice(1));
});

test('a broken runner is not forgiven, first or second', () => {
  const failures = [{ file: 'a', name: 'x' }];
  const files = { a: counts(3, 1) };
  const first = { counts: counts(9, 1), failures, files, exitCode: 1 };
  assert.deepEqual(filesToRunAgain(first, ['a', 'b']), ['a']);
  for (const odd of [{ failures: [] }, { exitCode: 124 }, { exitCode: 127 }, { counts: counts(9, 2) }])
    assert.deepEqual(filesToRunAgain({ ...first, ...odd }, ['a']), []);
  assert.deepEqual(filesToRunAgain(first, ['b']), [], 'a file that is not of the suite');
  const second = { failures: [], files: { a: counts(4, 0) }, exitCode: 0 };
  assert.deepEqual(settle(first, second, ['a']).counts, counts(10, 0));
  for (const odd of [{ exitCode: 1 }, { exitCode: 124 }, { files: {} }]) {
    const end = settle(first, { ...second, ...odd }, ['a']);
    assert.deepEqual([end.counts, end.stood], [first.counts, ['a']]);
  }
});

test('shaky tests are told by name, and how many', () => {
  const lines = shakyLines([{ suite: 'firefox', file: 'test/a.browser.test.ts', name: 'group > x' }]);
  assert.equal(lines[0], 'shaky: firefox · test/a.browser.test.ts · group > x');
  assert.match(lines[1] ?? '', /^1 shaky/);
  assert.deepEqual(shakyLines([]), []);
});
