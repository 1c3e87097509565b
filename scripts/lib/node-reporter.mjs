import { isAbsolute, resolve } from 'node:path';
import { gather } from './found.mjs';

/** node:test reporter: yields one JSON object of what was found (found.mjs), of the tests themselves, without suites and files. */
export default async function* foundReporter(events) {
  const { found, add } = gather();
  const names = [];
  // Where `it` was called is not the file that ran: see node-entry.mjs.
  let entry;
  for await (const { type, data } of events) {
    if (type === 'test:stdout') entry = data.file;
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = isFile(data);
    const whole = file || data.details?.type === 'suite';
    // A file or group is no test of its own, yet its failure (it could not be loaded, a hook threw) must count.
    if (whole && (type === 'test:pass' || childFailed(data))) continue;
    const at = (file ? (data.file ?? data.name) : entry) ?? data.file ?? '';
    const path = file ? ['(the file)'] : [...names.slice(0, data.nesting), data.name];
    const left = data.skip !== undefined || data.todo !== undefined;
    add(left ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed', at, path, whole);
  }
  yield JSON.stringify(found);
}

const isFile = ({ nesting, name, file }) =>
  nesting === 0 && (isAbsolute(name) || (file !== undefined && resolve(name) === resolve(file)));

const childFailed = (data) => data.details?.error?.failureType === 'subtestsFailed';
