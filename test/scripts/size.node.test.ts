import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedChunks, measure } from '../../scripts/lib/size.mjs';

const chunk = (facade: string | null, imports: string[] = [], modules: Record<string, number> = {}) => ({
  facade,
  imports,
  dynamicImports: [],
  modules,
});

const REPORT = {
  'loader.js': chunk('a/loader.ts'),
  'launcher-1.js': chunk('a/launcher.ts', ['shared-2.js']),
  'shared-2.js': chunk(null, [], { 'a/merged.ts': 10 }),
  'lazy-3.js': chunk('a/lazy.ts', ['shared-2.js']),
};
const sizeOf = () => 100;

test('counts each chunk once, with its static imports and without lazy ones', () => {
  assert.deepEqual(loadedChunks(REPORT, ['a/loader.ts']), ['loader.js']);
  assert.deepEqual(loadedChunks(REPORT, ['a/launcher.ts', 'a/lazy.ts']), ['launcher-1.js', 'shared-2.js', 'lazy-3.js']);
  assert.deepEqual(loadedChunks(REPORT, ['a/merged.ts']), ['shared-2.js']);
});

test('a budget is kept up to its last byte', () => {
  const budget = { name: 'launcher', bytes: 200, entries: ['a/launcher.ts'] };
  assert.deepEqual(measure(REPORT, budget, sizeOf), {
    name: 'launcher',
    bytes: 200,
    budget: 200,
    missing: [],
    verdict: 'ok',
    held: true,
  });
  assert.equal(measure(REPORT, { ...budget, bytes: 199 }, sizeOf).verdict, 'over');
});

test('what is explained is held but still over, and may not grow', () => {
  const budget = { name: 'launcher', bytes: 150, explained: 200, entries: ['a/launcher.ts'] };
  const { verdict, held } = measure(REPORT, budget, sizeOf);
  assert.deepEqual([verdict, held], ['over', true]);
  assert.equal(measure(REPORT, { ...budget, explained: 199 }, sizeOf).held, false);
  assert.equal(measure(REPORT, { ...budget, entries: ['a/gone.ts'] }, sizeOf).held, false);
});

test('an entry that no chunk holds is a failure, not a small page', () => {
  const result = measure(REPORT, { name: 'x', bytes: 1000, entries: ['a/loader.ts', 'a/gone.ts'] }, sizeOf);
  assert.deepEqual([result.verdict, result.missing], ['over', ['a/gone.ts']]);
});
