import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkLayers } from '../../scripts/check-layers.mjs';
import { domFaults } from '../../scripts/lib/dom-globals.mjs';
import { importsOf, layerFaults } from '../../scripts/lib/layers.mjs';

const faults = (file: string, source: string): string[] => layerFaults(file, source);

test('finds every form of import and leaves comments alone', () => {
  const source = [
    "import { a } from './a.js';",
    "import type { B } from './b.js';",
    'import {',
    '  c,',
    "} from './c.js';",
    "export * from './d.js';",
    "import './e.js';",
    "const f = () => import('./f.js');",
    "// import './g.js';",
    "/* import './h.js'; */",
    'export const i = 1;',
  ].join('\n');
  assert.deepEqual(
    importsOf(source).map(({ specifier, type, lazy, line }) => [specifier, type, lazy, line]),
    [
      ['./a.js', false, false, 1],
      ['./b.js', true, false, 2],
      ['./c.js', false, false, 3],
      ['./d.js', false, false, 6],
      ['./e.js', false, false, 7],
      ['./f.js', false, true, 8],
    ],
  );
});

const FORBIDDEN: [string, string][] = [
  ['core/model/x.ts', "import { Store } from '../store/index.js';"],
  ['core/store/x.ts', "import type { Engine } from '../engine/index.js';"],
  ['core/cache/x.ts', "import { Engine } from '../engine/index.js';"],
  ['core/client/x.ts', "import { html } from 'lit';"],
  ['core/client/x.ts', "import { ImElement } from '../../components/shared/im-element.js';"],
  ['core/client/x.ts', "import { readFile } from 'node:fs';"],
  ['engines/hub/x.ts', "import { Store } from '../../core/store/index.js';"],
  ['engines/tencent/x.ts', "import { codec } from '../hub/codec.js';"],
  ['engines/tencent/x.ts', "import TIM from '@tencentcloud/chat';"],
  ['hub/service/x.ts', "import Database from 'better-sqlite3';"],
  ['hub/service/x.ts', "import { Client } from '../../core/index.js';"],
  ['hub/protocol/x.ts', "import { Service } from '../service/service.js';"],
  ['components/message/x.ts', "import { HubEngine } from '../../engines/hub/index.js';"],
  ['components/shared/engines.ts', "import { hubEngine } from '../../engines/hub/index.js';"],
  ['components/message/x.ts', "import { Store } from '../../core/store/store.js';"],
  ['locales/en.ts', "import { html } from 'lit';"],
];

for (const [file, source] of FORBIDDEN) {
  test(`refuses in ${file}: ${source}`, () => {
    assert.equal(faults(file, source).length, 1);
    assert.match(faults(file, source)[0] ?? '', new RegExp(`^${file}:1 imports `));
  });
}

const ALLOWED: [string, string][] = [
  ['core/store/x.ts', "import type { Key } from '../model/index.js';"],
  ['core/cache/x.ts', "import type { Engine } from '../engine/index.js';"],
  ['core/cache/x.ts', "import { openDB } from 'idb';"],
  ['engines/hub/x.ts', "import { Op } from '../../hub/protocol/index.js';"],
  ['engines/tencent/x.ts', "const sdk = await import('@tencentcloud/chat');"],
  ['hub/host/node/x.ts', "import { createServer } from 'node:http';"],
  ['components/shared/engines.ts', "const hub = await import('../../engines/hub/index.js');"],
  ['components/message/x.ts', "import { createClient } from '../../core/index.js';"],
  ['components/message/x.ts', "import { html } from 'lit';"],
];

for (const [file, source] of ALLOWED) {
  test(`allows in ${file}: ${source}`, () => assert.deepEqual(faults(file, source), []));
}

test('names of the page are refused in pure modules, local names that look like them are not', () => {
  assert.deepEqual(domFaults('core/x.ts', 'export const t = () => document.title;'), [
    'core/x.ts uses the global document',
  ]);
  assert.deepEqual(domFaults('core/x.ts', 'process.exit(1);'), ['core/x.ts uses the global process']);
  assert.deepEqual(domFaults('core/x.ts', 'export let e: HTMLDivElement;'), ['core/x.ts uses the type HTMLDivElement']);
  const local =
    'export function f(window: number, o: { location: string }) { return { history: window, l: o.location }; }';
  assert.deepEqual(domFaults('core/x.ts', local), []);
});

test('a tree on disk with one fault is found', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('core/model/a.ts', 'export const a = 1;\n');
  assert.deepEqual(checkLayers(root), []);
  write('core/model/b.ts', "import { html } from 'lit';\nexport const b = html;\n");
  assert.deepEqual(checkLayers(root), ['core/model/b.ts:1 imports lit, which core/model/ may not']);
});
