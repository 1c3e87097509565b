import { mkdirSync, writeFileSync } from 'node:fs';
import { gather } from './found.mjs';

function walk(suite, path, add) {
  for (const test of suite.tests)
    add(test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed', [...path, test.name]);
  for (const child of suite.suites) walk(child, [...path, child.name], add);
}

/** What the sessions of a whole run found, as found.mjs has it. */
export function sessionsFound(sessions, root) {
  const { found, add } = gather(root);
  for (const { testFile, testResults, errors, passed } of sessions) {
    const before = found.failed;
    if (testResults) walk(testResults, [], (verdict, path) => add(verdict, testFile, path));
    // A file that could not be loaded ran no test, and must not look like success; nor one that the runner calls failed.
    const broken = errors.length > 0 || !testResults || (passed === false && found.failed === before);
    if (broken) add('failed', testFile, ['(the file)'], true);
  }
  return found;
}

/** Writes what a whole run found to `.test/<name>.json`, for scripts/test.mjs to read. */
export function jsonReporter(name) {
  return {
    onTestRunFinished({ sessions }) {
      mkdirSync('.test', { recursive: true });
      writeFileSync(`.test/${name}.json`, JSON.stringify(sessionsFound([...sessions])));
    },
  };
}
