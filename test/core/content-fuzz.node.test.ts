import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { LAZY_KINDS } from '../../core/content/lazy-kinds.js';
import {
  type Content,
  contentType,
  loadKinds,
  packContent,
  previewOf,
  readContent,
  searchText,
  type WireContent,
  writeContent,
} from '../../core/index.js';
import { samples } from '../../demo/samples/index.js';

const BUILT = ['text', 'image', 'file', 'notice', 'recalled', 'custom', 'unknown'];
const KINDS = [...BUILT, ...LAZY_KINDS];
const file = { id: 'f', name: 'a.png', bytes: 9, mime: 'image/png', localKey: 'x' };
const SEEDS: readonly Content[] = [
  { kind: 'text', text: 'Hello' },
  { kind: 'image', file, width: 3, height: 4 },
  { kind: 'file', file },
  { kind: 'notice', event: 'joined', actors: ['ann'], params: { name: 'x' } },
  { kind: 'custom', type: 'order', data: { id: 7 }, fallback: 'Order' },
  { kind: 'unknown', wireKind: 'hologram', raw: { kind: 'hologram' } },
  ...samples.flatMap(({ states }) => states.map(({ content }) => content)),
];

before(loadKinds);

/** What must hold for anything that comes off a wire. */
function holds(wire: unknown): void {
  const content = readContent(wire as WireContent);
  assert.equal(typeof content.kind, 'string');
  assert.ok(contentType(content.kind), content.kind);
  const again = readContent(JSON.parse(JSON.stringify(writeContent(content))));
  assert.deepEqual(again, content);
  const [key, values = {}] = previewOf(content);
  assert.equal(key, `preview.${content.kind}`);
  for (const value of Object.values(values)) assert.equal(typeof value, 'string');
  assert.equal(typeof searchText(content), 'string');
  assert.deepEqual(readContent(JSON.parse(JSON.stringify(packContent(content, [])))), content);
}

const HOSTILE: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY],
  ...['', ' ', '\u0000', '\ud800', '\u202e', '__proto__', 'constructor', 'toString', 'x'.repeat(5000)],
  ...[
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil',
    'im.content',
    'multipart',
    'merged',
  ],
  ...[[], {}, [[]], [{}], [null], { kind: 'text' }, { kind: 'unknown', raw: { kind: 'merged' } }, Array(400).fill({})],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}'),
  { kind: 'custom', type: 'im.content', data: { kind: 'text', text: 'packed' } },
];

type Path = readonly (string | number)[];
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))]
    : [path];

/** The same with one place dropped, replaced or grown. */
function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  const next = changed(copy[key], rest, change);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}

const deep = (inside: unknown): unknown =>
  Array.from({ length: 40 }).reduce((inner) => ({ kind: 'multipart', parts: [inner] }), inside);
const change = fc.oneof(
  fc.constant(() => undefined),
  fc.constantFrom(...HOSTILE).map((value) => () => value),
  fc.jsonValue().map((value) => () => value),
  fc.constant(deep),
  fc.constant((old: unknown) => ({ ...(typeof old === 'object' ? old : { old }), extra: 1, constructor: 1 })),
  fc.constant((old: unknown) => [old, old]),
  fc.constant((old: unknown) => (typeof old === 'string' ? old.repeat(400) : old)),
);
const mutated = fc.constantFrom(...SEEDS).chain((seed) =>
  fc.array(fc.tuple(fc.constantFrom(...pathsOf(seed)), change), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((value, [path, make]) => {
      try {
        return changed(value, path, make);
      } catch {
        return value; // an earlier change has taken the place away
      }
    }, seed),
  ),
);

test('samples of every kind are read as they are', () => {
  for (const seed of SEEDS) {
    const content = readContent(seed as unknown as WireContent);
    assert.equal(content.kind, seed.kind, JSON.stringify(seed));
    holds(seed);
  }
  assert.deepEqual(
    samples.map(({ kind }) => kind).sort(),
    LAZY_KINDS.filter((kind) => samples.some((one) => one.kind === kind)).sort(),
  );
});

test('any JSON of any kind is read without a throw and stays what it was read as', () => {
  const record = fc.tuple(fc.constantFrom(...KINDS), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        record.map(([kind, rest]) => ({ ...rest, kind })),
      ),
      holds,
    ),
    { numRuns: 1500 },
  );
});

test('samples that were tampered with are read without a throw and stay what they were read as', () => {
  fc.assert(fc.property(mutated, holds), { numRuns: 4000 });
});

test('every hostile value in every place of every sample', () => {
  for (const seed of SEEDS)
    for (const path of pathsOf(seed)) for (const value of HOSTILE) holds(changed(seed, path, () => value));
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test('nothing makes reading take long', () => {
  const wide = {
    kind: 'merged',
    title: '',
    abstracts: [],
    count: 300,
    messages: Array.from({ length: 300 }, () => ({
      senderId: 'a',
      sentAt: 1,
      content: { kind: 'text', text: 'x'.repeat(400) },
    })),
  };
  holds(wide);
  let nested: unknown = { kind: 'text', text: 'x' };
  for (let at = 0; at < 500; at++)
    nested = {
      kind: 'merged',
      title: '',
      abstracts: [],
      count: 1,
      messages: [{ senderId: 'a', sentAt: 1, content: nested }],
    };
  assert.equal(readContent(nested as WireContent).kind, 'unknown');
});
