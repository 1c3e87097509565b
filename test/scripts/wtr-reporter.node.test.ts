import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionsFound } from '../../scripts/lib/wtr-reporter.mjs';

const ROOT = '/work';
const passed = (name: string) => ({ name, passed: true, skipped: false });
const failed = (name: string) => ({ name, passed: false, skipped: false });
const skipped = (name: string) => ({ name, passed: false, skipped: true });
const suite = (name: string, tests: unknown[], suites: unknown[] = []) => ({ name, tests, suites });
const session = (testFile: string, testResults: unknown, more: object = {}) => ({
  ...{ testFile, testResults, errors: [], passed: true },
  ...more,
});

test('tests are counted by file, and failed ones named in full', () => {
  const inner = suite('inner', [failed('c')]);
  const found = sessionsFound(
    [
      session('/work/test/a.ts', suite('', [passed('top')], [suite('outer', [passed('a'), skipped('b')], [inner])]), {
        passed: false,
      }),
      session('/work/test/b.ts', suite('', [passed('b')])),
    ],
    ROOT,
  );
  assert.deepEqual(found, {
    ...{ passed: 3, failed: 1, skipped: 1 },
    failures: [{ file: 'test/a.ts', name: 'outer > inner > c' }],
    files: { 'test/a.ts': { passed: 2, failed: 1, skipped: 1 }, 'test/b.ts': { passed: 1, failed: 0, skipped: 0 } },
  });
});

test('a file that broke is one failure of its own', () => {
  const broken = [
    session('/work/test/a.ts', undefined, { errors: [{ message: 'no such module' }], passed: false }),
    session('/work/test/b.ts', undefined, { passed: false }),
    session('/work/test/c.ts', suite('', [passed('c')]), { errors: [{ message: 'later' }], passed: false }),
    session('/work/test/d.ts', suite('', [passed('d')]), { passed: false }),
  ];
  const found = sessionsFound(broken, ROOT);
  assert.deepEqual([found.passed, found.failed], [2, 4]);
  assert.deepEqual(
    found.failures,
    ['a', 'b', 'c', 'd'].map((file) => ({ file: `test/${file}.ts`, name: '(the file)', whole: true })),
  );
});

test('a failed test and an error of the page are two failures, as before', () => {
  const found = sessionsFound(
    [session('/work/test/a.ts', suite('', [failed('a')]), { errors: [{ message: 'too' }], passed: false })],
    ROOT,
  );
  assert.deepEqual([found.failed, found.failures.length], [2, 2]);
});
