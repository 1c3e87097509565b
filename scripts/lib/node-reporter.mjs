import { isAbsolute } from 'node:path';

/** node:test reporter: yields one JSON object `{passed, failed, skipped}` of the tests themselves, without suites and files. */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.nesting === 0 && (isAbsolute(data.name) || data.name === data.file);
    // A file or group is no test of its own, yet its failure (it could not be loaded, a hook threw) must count.
    if ((file || data.details?.type === 'suite') && (type === 'test:pass' || childFailed(data))) continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  yield JSON.stringify(counts);
}

const childFailed = (data) => data.details?.error?.failureType === 'subtestsFailed';
