import assert from 'node:assert/strict';
import { it } from 'node:test';
import { capabilityTable, mergeResults, reasonProblems } from '../../scripts/lib/conformance.mjs';

const SECTIONS = [{ title: 'Search', capabilities: { 'search.users': 'By keyword.', 'search.groups': 'By name.' } }];
const RUNS = [{ engine: 'far', results: { 'search.users': 'passed', 'search.groups': 'unsupported' } }];

it('what an engine lacks stands below the tables with its reason', () => {
  const { engines, problems } = mergeResults(RUNS, SECTIONS);
  assert.deepEqual(problems, []);
  const reasons = { far: { 'search.groups': 'It finds a group by its exact id alone.' } };
  assert.deepEqual(reasonProblems(engines, reasons), []);
  const page = capabilityTable(engines, SECTIONS, reasons);
  assert.match(page, /\| `search.groups` \| By name. \| no \|/);
  assert.match(
    page,
    /## What far does not have, and why\n\n- `search.groups`: It finds a group by its exact id alone.\n$/,
  );
});

it('a missing reason is told, and so is one for what works or was never tried', () => {
  const { engines } = mergeResults(RUNS, SECTIONS);
  const [missing, ...none] = reasonProblems(engines, {});
  assert.match(missing ?? '', /^far: search.groups is unsupported/);
  assert.deepEqual(none, []);
  const both = { 'search.groups': 'x', 'search.users': 'y' };
  assert.match(reasonProblems(engines, { far: both })[0] ?? '', /^far: search.users is passed/);
  const never = reasonProblems(engines, { far: { 'search.groups': 'x', 'rooms.join': 'z' } });
  assert.deepEqual(never, ['far: no case was run for rooms.join of docs/engines/reasons.json']);
});
