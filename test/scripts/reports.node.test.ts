import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { longFiles } from '../../scripts/check-files.mjs';
import { apiReport, compareReports } from '../../scripts/lib/api-report.mjs';
import { capabilityTable, mergeResults } from '../../scripts/lib/conformance.mjs';
import { judge } from '../../scripts/lib/counts.mjs';
import { minifyTemplates } from '../../scripts/lib/minify-literals.mjs';

const SECTIONS = [{ title: 'Sending', capabilities: { 'send.outbox': 'Survives a reload.' } }];

test('results of engines are merged, in one order', () => {
  const runs = [
    { engine: 'xmpp', results: { 'send.outbox': 'unsupported' } },
    { engine: 'hub-node', results: { 'send.outbox': 'passed' } },
  ];
  const { engines, problems } = mergeResults(runs, SECTIONS);
  assert.deepEqual([Object.keys(engines), problems], [['hub-node', 'xmpp'], []]);
  assert.match(capabilityTable(engines, SECTIONS), /\| `send\.outbox` \| Survives a reload\. \| yes \| no \|/);
});

test('a failed, unknown or misspelt result is told', () => {
  const results = { 'send.outbox': 'failed', 'send.nothing': 'passed' };
  const { failing, problems } = mergeResults([{ engine: 'hub', results }], SECTIONS);
  assert.deepEqual(failing, ['hub: send.outbox failed']);
  assert.deepEqual(problems, ['hub: send.nothing is not in docs/capabilities.json']);
});

test('a removed part and a new event are both seen', () => {
  const element = (extra: object) => apiReport({ modules: [{ declarations: [{ tagName: 'im-x', ...extra }] }] });
  const before = element({ cssParts: [{ name: 'row' }] });
  const after = element({ events: [{ name: 'im-send-request' }] });
  assert.deepEqual(compareReports(before, after), {
    removed: ['im-x parts row'],
    added: ['im-x events im-send-request'],
  });
});

test('a suite that ran nothing is not good', () => {
  const none = { passed: 0, failed: 0, skipped: 0 };
  assert.equal(judge(none).ok, false);
  assert.equal(judge({ ...none, passed: 1 }, { exitCode: 1 }).ok, false);
  assert.equal(judge({ ...none, skipped: 2 }, { skipReason: 'firefox is not installed' }).ok, true);
  assert.equal(judge({ ...none, passed: 1 }).ok, true);
});

test('long files are told', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'files-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'core'));
  for (const lines of [250, 251, 400, 401]) writeFileSync(join(root, `core/l${lines}.ts`), '\n'.repeat(lines));
  const { faults, warnings } = longFiles(root);
  assert.deepEqual([faults.length, warnings.length], [1, 2]);
  assert.match(faults[0] ?? '', /l401\.ts has 401 lines/);
});

test('templates get smaller and keep their meaning', () => {
  const css =
    'const a = css`\n :host { color: red; /* why */ width: calc(1px + ${b} - 2px);\n }\n a :hover, b { content: "a  b"; }`;';
  assert.equal(
    minifyTemplates(css),
    'const a = css` :host{color:red;width:calc(1px + ${b} - 2px)}a :hover,b{content:"a  b"}`;',
  );
  assert.equal(minifyTemplates('html`\n  <b>\n    ${x}  y\n  </b>\n`;'), 'html`<b> ${x}  y </b>`;');
  const pre = 'html`<pre>\n a\n</pre>`;';
  assert.equal(minifyTemplates(pre), pre);
});

test('the node reporter counts tests, not suites, and a file that cannot load as a failure', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'reporter-'));
  t.after(() => rmSync(root, { recursive: true }));
  const body =
    "import { describe, it } from 'node:test'; describe('s', () => { it('a', () => {}); it('b', () => { throw new Error('b'); }); it.skip('c', () => {}); });";
  writeFileSync(join(root, 'a.mjs'), body);
  writeFileSync(join(root, 'b.mjs'), "import './missing.mjs';");
  const counts = join(root, 'counts.json');
  const reporter = ['--test-reporter=./scripts/lib/node-reporter.mjs', `--test-reporter-destination=${counts}`];
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  spawnSync(process.execPath, ['--test', ...reporter, join(root, 'a.mjs'), join(root, 'b.mjs')], { env });
  const { passed, failed, skipped } = JSON.parse(readFileSync(counts, 'utf8'));
  assert.deepEqual([passed, failed, skipped], [1, 2, 1]);
});
