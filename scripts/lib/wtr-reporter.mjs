import { mkdirSync, writeFileSync } from 'node:fs';

function count(suite, into) {
  for (const test of suite.tests) into[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const child of suite.suites) count(child, into);
}

/** Writes `{passed, failed, skipped}` of a whole run to `.test/<name>.json`, for scripts/test.mjs to read. */
export function jsonReporter(name) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        if (session.testResults) count(session.testResults, counts);
        // A file that could not be loaded ran no test, and must not look like success.
        if (session.errors.length > 0 || !session.testResults) counts.failed += 1;
      }
      mkdirSync('.test', { recursive: true });
      writeFileSync(`.test/${name}.json`, JSON.stringify(counts));
    },
  };
}
