import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  checkContent,
  contentType,
  countGraphemes,
  defineContent,
  loadOldEmoji,
  mayHoldOldEmoji,
  normalizeIncoming,
  packContent,
  previewOf,
  readContent,
  reviveContent,
  safeFileUrl,
  safeUrl,
  searchText,
  writeContent,
} from '../../core/content/index.js';
import { type Content, type ContentKind, isImError, type WireContent } from '../../core/model/index.js';

declare module '../../core/model/content.js' {
  interface ContentMap {
    dice: { readonly value: number };
  }
}

const file = { id: 'f1', name: 'a.png', bytes: 3, mime: 'image/png', url: 'https://example.org/a.png' };
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const GOOD: readonly Content[] = [
  { kind: 'text', text: 'hello' },
  { kind: 'image', file, width: 4, height: 3, thumbnail: PIXEL },
  { kind: 'file', file },
  { kind: 'notice', event: 'joined', actors: ['ann'], params: { name: 'Team' } },
  { kind: 'custom', type: 'order', data: { items: [1, 'two', null, { three: true }] }, fallback: 'an order' },
];
const KINDS = ['text', 'image', 'file', 'notice', 'recalled', 'custom', 'unknown'] as const;
const wire = (value: unknown): WireContent => value as WireContent;

const XSS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:alert('x')",
  '<svg/onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202Egnp.exe\u0000',
  '</textarea><iframe srcdoc="<script>1</script>">',
];

test('content goes out and comes back as it was', () => {
  for (const content of GOOD) {
    const sent = JSON.parse(JSON.stringify(writeContent(content))) as WireContent;
    assert.deepEqual(readContent(sent), content);
    assert.deepEqual(checkContent(content), content);
  }
  assert.deepEqual(readContent({ kind: 'recalled' }), { kind: 'recalled' });
});

test('text with markup stays what it is, in every field', () => {
  for (const bad of XSS) {
    assert.deepEqual(readContent({ kind: 'text', text: bad }), { kind: 'text', text: bad });
    const read = readContent({ kind: 'file', file: { ...file, name: bad } });
    assert.equal(read.kind === 'file' && read.file.name, bad);
    assert.deepEqual(previewOf({ kind: 'text', text: bad }), ['preview.text', { text: bad }]);
    const custom = readContent({ kind: 'custom', type: 'x', data: { html: bad }, fallback: bad });
    assert.deepEqual(custom, { kind: 'custom', type: 'x', data: { html: bad }, fallback: bad });
  }
});

test('extra fields are dropped, hostile ones do not get through', () => {
  assert.deepEqual(readContent(wire({ kind: 'text', text: 'a', html: '<b>', onclick: 'x' })), {
    kind: 'text',
    text: 'a',
  });
  const read = readContent(
    wire({ kind: 'file', file: { ...file, localKey: 'blob-of-mine', url: 'javascript:alert(1)', extra: 1 } }),
  );
  assert.deepEqual(read, { kind: 'file', file: { id: 'f1', name: 'a.png', bytes: 3, mime: 'image/png' } });
  const mime = readContent(wire({ kind: 'file', file: { ...file, mime: 'Text/HTML; charset=utf-8' } }));
  assert.equal(mime.kind === 'file' && mime.file.mime, 'text/html');
  const odd = readContent(wire({ kind: 'file', file: { ...file, mime: 'text/html\r\nX: y' } }));
  assert.equal(odd.kind === 'file' && odd.file.mime, 'application/octet-stream');
});

test('thumbnails are small rasters or nothing', () => {
  const thumbnailOf = (thumbnail: unknown) => {
    const read = readContent(wire({ kind: 'image', file, thumbnail }));
    return read.kind === 'image' ? read.thumbnail : 'not an image';
  };
  const bytes = (count: number) => `data:image/jpeg;base64,${Buffer.alloc(count).toString('base64')}`;
  assert.equal(thumbnailOf(PIXEL), PIXEL);
  assert.equal(thumbnailOf(bytes(10 * 1024)), bytes(10 * 1024));
  for (const bad of [
    bytes(10 * 1024 + 100),
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:text/html;base64,PGI+',
    'https://example.org/t.png',
    'data:image/png;base64,<script>',
    42,
    null,
  ])
    assert.equal(thumbnailOf(bad), undefined);
});

test('malformed content becomes unknown, whole, with its fallback', () => {
  const bad: readonly unknown[] = [
    { kind: 'text' },
    { kind: 'text', text: 7, fallback: 'seven' },
    { kind: 'image', file: { name: 'a', bytes: -1, mime: 'image/png' } },
    { kind: 'file', file: null },
    { kind: 'file', file: { ...file, bytes: '3' } },
    { kind: 'notice', event: '<b>', actors: [] },
    { kind: 'notice', event: 'joined', actors: [1] },
    { kind: 'custom', data: 1 },
    { kind: 'sticker', set: 'cats', fallback: 'a cat' },
    { kind: 'constructor' },
    { kind: '__proto__' },
  ];
  for (const raw of bad) {
    const read = readContent(wire(raw));
    assert.equal(read.kind, 'unknown', JSON.stringify(raw));
    assert.deepEqual(read.kind === 'unknown' && read.raw, raw);
    assert.equal(read.kind === 'unknown' && read.wireKind, wire(raw).kind);
    assert.deepEqual(writeContent(read), raw);
  }
  assert.equal(searchText(readContent(wire({ kind: 'text', text: 7, fallback: 'seven' }))), 'seven');
});

test('nothing that can be passed throws or lasts longer than its bounds', () => {
  const cyclic: Record<string, unknown> = { kind: 'custom', type: 'x' };
  cyclic.data = cyclic;
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  const throwing = {
    kind: 'text',
    get text(): string {
      throw new Error('no');
    },
  };
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  for (const value of [
    cyclic,
    throwing,
    hostile,
    undefined,
    null,
    1,
    'text',
    [],
    () => 1,
    Symbol('s'),
    10n,
    new Date(Number.NaN),
    { kind: 'custom', type: 'x', data: deep },
    { kind: 'text', text: 'x'.repeat(1_000_000) },
    { kind: 'custom', type: 'x', data: Array.from({ length: 200_000 }, () => 0) },
    { kind: 'unknown', raw: { kind: 'unknown', raw: { kind: 'unknown' } } },
    { kind: { toString: () => 'text' } },
  ]) {
    const read = readContent(wire(value));
    assert.equal(read.kind, 'unknown');
    assert.ok(JSON.stringify(read).length < 300_000);
    previewOf(read);
    searchText(read);
    writeContent(read);
  }
});

test('any JSON under any kind is read without a throw, comes out plain and is read the same again', () => {
  const anyWire = fc.oneof(
    fc
      .record({ kind: fc.constantFrom(...KINDS, 'sticker') })
      .chain(({ kind }) =>
        fc
          .dictionary(
            fc.constantFrom(
              'text',
              'file',
              'event',
              'actors',
              'type',
              'data',
              'raw',
              'wireKind',
              'fallback',
              'params',
              'thumbnail',
            ),
            fc.jsonValue(),
          )
          .map((rest) => ({ ...rest, kind })),
      ),
    fc.jsonValue(),
    fc.object(),
  );
  fc.assert(
    fc.property(anyWire, (value) => {
      const read = readContent(wire(value));
      assert.ok(contentType(read.kind));
      const [key, values] = previewOf(read);
      assert.equal(key, `preview.${read.kind}`);
      for (const one of Object.values(values ?? {})) assert.equal(typeof one, 'string');
      assert.equal(typeof searchText(read), 'string');
      const kept = JSON.parse(JSON.stringify(read)) as Content;
      assert.deepEqual(kept, structuredClone(read));
      assert.deepEqual(reviveContent(kept), read);
      if (read.kind !== 'unknown') assert.deepEqual(readContent(writeContent(read)), read);
    }),
    { numRuns: 2000 },
  );
});

test('a kind that was unknown is read again once it is known, packed or not', () => {
  const raw = { kind: 'dice', value: 4, fallback: 'a four' };
  const before = readContent(raw);
  const packed = readContent({ kind: 'custom', type: 'im.content', data: raw });
  assert.deepEqual(before, { kind: 'unknown', wireKind: 'dice', fallback: 'a four', raw });
  assert.deepEqual(packed, before);
  assert.throws(() => checkContent({ kind: 'dice', value: 4 }), named('content'));
  defineContent({
    kind: 'dice',
    parse: ({ value }) => {
      if (value === 13) throw new Error('unlucky');
      return typeof value === 'number' ? { kind: 'dice', value } : undefined;
    },
    preview: () => {
      throw new Error('a page may be at fault');
    },
    counts: true,
    copyable: false,
  });
  assert.deepEqual(reviveContent(before), { kind: 'dice', value: 4 });
  assert.deepEqual(readContent(wire(writeContent(before))), { kind: 'dice', value: 4 });
  assert.equal(readContent({ kind: 'dice', value: 13 }).kind, 'unknown');
  assert.deepEqual(previewOf({ kind: 'dice', value: 4 }), ['preview.dice']);
});

const named = (field: string) => (error: unknown) =>
  isImError(error) && error.code === 'invalid' && error.field === field;

test('a kind the back end has no form for travels as custom and comes back whole', () => {
  const native: readonly ContentKind[] = ['text', 'custom'];
  for (const content of GOOD) {
    const packed = packContent(content, native);
    assert.ok(native.includes(packed.kind));
    assert.deepEqual(readContent(wire(JSON.parse(JSON.stringify(packed)))), content);
    assert.equal(packContent(content, 'all'), content);
  }
});

test('a page cannot send what is malformed, unregistered or not plain', () => {
  for (const bad of [
    { kind: 'text', text: 1 },
    { kind: 'nothing-known' },
    { kind: 'recalled' },
    { kind: 'unknown', wireKind: 'x' },
    { kind: 'text', text: 'x'.repeat(200_000) },
    null,
    'text',
  ])
    assert.throws(() => checkContent(bad as unknown as Content), named('content'));
});

test('a local key stays on this browser', () => {
  const sent = writeContent({ kind: 'file', file: { name: 'a', bytes: 1, mime: 'text/plain', localKey: 'secret' } });
  assert.equal(JSON.stringify(sent).includes('secret'), false);
});

test('people count what they see', () => {
  for (const [text, count] of [
    ['', 0],
    ['hello', 5],
    ['a\r\nb', 3],
    ['👨‍👩‍👧‍👦', 1],
    ['e\u0301', 1],
    ['🇨🇳🇩🇪', 2],
    ['你好', 2],
    ['👍🏽!', 2],
  ] as const)
    assert.equal(countGraphemes(text), count, text);
});

test('links are http, https, mailto and tel', () => {
  for (const good of ['http://a.example/', 'https://a.example/b?c#d', 'mailto:a@b.example', 'tel:+4930123'])
    assert.equal(safeUrl(good), good);
  for (const bad of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'ftp://a.example',
    '//a.example',
    'a.example',
    '',
  ])
    assert.equal(safeUrl(bad), undefined, bad);
  assert.equal(safeFileUrl('blob:https://a.example/1'), 'blob:https://a.example/1');
  assert.equal(safeFileUrl('data:text/html,x'), undefined);
  assert.equal(safeFileUrl('mailto:a@b.example'), undefined);
});

test('emoji of old clients become those of today, and all other text stays', async () => {
  const table = await loadOldEmoji();
  assert.equal(normalizeIncoming('你好[微笑] \uE057[OK]', table), '你好🙂 😃👌');
  for (const text of ['plain', '[not an emoji]', '[x]', 'a[0] = b[1]', '[[微', '\uF123', '[constructor]']) {
    assert.equal(normalizeIncoming(text, table), text);
    assert.equal(normalizeIncoming(text, undefined), text);
  }
  assert.equal(mayHoldOldEmoji('plain text, 你好'), false);
  for (const emoji of [...table.names.values(), ...table.codePoints.values()]) assert.match(emoji, /^\p{Emoji}/u);
  assert.ok(table.names.size > 80 && table.codePoints.size > 70);
});

test('text: marks that are in order and inside the text are kept, others cost no words', () => {
  const text = 'hi @Ann and @Bob';
  const ann = { at: 3, length: 4, user: 'ann' };
  const bob = { at: 12, length: 4, user: '*' };
  const read = (marks: unknown): Content => readContent({ kind: 'text', text, marks });
  assert.deepEqual(read([ann, { ...bob, more: 1 }]), { kind: 'text', text, marks: [ann, bob] });
  for (const marks of [
    [],
    'x',
    [bob, ann],
    [{ ...ann, at: -1 }],
    [{ ...ann, length: 0 }],
    [{ ...ann, length: 99 }],
    [{ ...ann, user: '' }],
    [ann, null],
    Array.from({ length: 51 }, () => ({ at: 0, length: 1, user: 'x' })),
  ])
    assert.deepEqual(read(marks), { kind: 'text', text }, JSON.stringify(marks));
  assert.deepEqual(checkContent({ kind: 'text', text, marks: [ann] }), { kind: 'text', text, marks: [ann] });
});
