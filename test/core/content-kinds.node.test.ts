import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import {
  checkContent,
  clockLength,
  isLazyKind,
  loadKinds,
  packContent,
  previewOf,
  readContent,
  reviveContent,
  searchText,
  writeContent,
} from '../../core/content/index.js';
import type { Content, WireContent } from '../../core/model/index.js';
import { samples } from '../../demo/samples/index.js';

const OURS = ['voice', 'video', 'gif', 'location', 'link', 'face', 'contact'] as const;
type Ours = (typeof OURS)[number];

const file = { id: 'f1', name: 'a.bin', bytes: 3, mime: 'audio/webm' };
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const GOOD: readonly Content[] = [
  { kind: 'voice', file, seconds: 1.5, waveform: [0, 0.25, 1] },
  { kind: 'video', file, width: 3, height: 2, seconds: 9, poster: PIXEL },
  { kind: 'gif', file, width: 3, height: 2, thumbnail: PIXEL },
  { kind: 'location', latitude: -90, longitude: 180, label: 'There', zoom: 3 },
  { kind: 'link', url: 'https://a.example/', title: 'T', description: 'D', image: 'https://b.example/c.png' },
  { kind: 'link', url: 'mailto:a@b.example', image: { id: 'i', name: 'i.png', bytes: 1, mime: 'image/png' } },
  { kind: 'face', set: 'cats', index: 0, data: 'x', label: 'A cat', url: 'https://a.example/c.webp' },
  { kind: 'contact', userId: 'ann', name: 'Ann', avatar: 'f9', note: 'N' },
];

const read = (kind: Ours, fields: object): Content => readContent({ kind, ...fields } as unknown as WireContent);

before(loadKinds);

describe('kinds of content that are loaded when one comes', () => {
  test('go out, through the wrapper of back ends without them, and come back as they were', () => {
    for (const content of GOOD) {
      const sent = JSON.parse(JSON.stringify(writeContent(content))) as WireContent;
      assert.deepEqual(readContent(sent), content);
      assert.deepEqual(checkContent(content), content);
      const packed = packContent(content, ['text']);
      assert.equal(packed.kind, 'custom');
      assert.deepEqual(readContent(JSON.parse(JSON.stringify(packed)) as WireContent), content);
      assert.equal(isLazyKind(content.kind), false);
    }
  });

  test('every sample of the gallery is content that may be sent', () => {
    const ours = samples.filter(({ kind }) => OURS.includes(kind as Ours));
    assert.deepEqual(ours.map(({ kind }) => kind).sort(), [...OURS].sort());
    for (const { content } of ours.flatMap(({ states }) => states)) {
      const { localKey: _, ...rest } = 'file' in content && content.file ? content.file : { localKey: '' };
      assert.deepEqual(checkContent(content), 'file' in content ? { ...content, file: rest } : content);
    }
  });

  test('without what they cannot be without, they stay unknown, whole', () => {
    const bad: readonly (readonly [Ours, object])[] = [
      ['voice', { file }],
      ['voice', { file, seconds: -1 }],
      ['voice', { file, seconds: '3' }],
      ['voice', { file: { ...file, bytes: -1 }, seconds: 3 }],
      ['video', { file: null }],
      ['gif', {}],
      ['location', { latitude: 91, longitude: 0 }],
      ['location', { latitude: 0, longitude: -180.5 }],
      ['location', { latitude: '0', longitude: '0' }],
      ['location', { latitude: null, longitude: 0 }],
      ['link', { url: 'javascript:alert(1)' }],
      ['link', { url: 'data:text/html,x' }],
      ['link', { url: '//evil.example' }],
      ['link', { title: 'no address' }],
      ['link', { url: `https://a.example/${'x'.repeat(5000)}` }],
      ['face', { set: 'cats' }],
      ['face', { index: 1 }],
      ['face', { set: '', index: 1 }],
      ['contact', { name: 'nobody' }],
      ['contact', { userId: 7 }],
      ['contact', { userId: 'x'.repeat(300) }],
    ];
    for (const [kind, fields] of bad) {
      const content = read(kind, { ...fields, fallback: 'words' });
      assert.equal(content.kind, 'unknown', `${kind} ${JSON.stringify(fields).slice(0, 80)}`);
      assert.deepEqual(content.kind === 'unknown' && [content.wireKind, content.fallback], [kind, 'words']);
      assert.equal(reviveContent(content).kind, 'unknown');
      assert.throws(() => checkContent({ kind, ...fields } as unknown as Content), { code: 'invalid' });
    }
  });

  test('what else is wrong is left out, not let through', () => {
    assert.deepEqual(read('voice', { file, seconds: 2, waveform: [0.5, 2] }), { kind: 'voice', file, seconds: 2 });
    assert.deepEqual(read('voice', { file, seconds: 2, waveform: Array(65).fill(0) }), {
      kind: 'voice',
      file,
      seconds: 2,
    });
    assert.deepEqual(read('video', { file, width: 0, height: 1.5, seconds: 1e9, poster: 'https://a.example/p.png' }), {
      kind: 'video',
      file,
    });
    assert.deepEqual(read('gif', { file, thumbnail: 'data:image/svg+xml;base64,PHN2Zz4=', onload: 'x' }), {
      kind: 'gif',
      file,
    });
    assert.deepEqual(read('location', { latitude: 1, longitude: 2, label: 'x'.repeat(600), zoom: 40 }), {
      kind: 'location',
      latitude: 1,
      longitude: 2,
    });
    assert.deepEqual(read('link', { url: 'https://a.example/', title: 1, image: 'http://a.example/i.png' }), {
      kind: 'link',
      url: 'https://a.example/',
    });
    assert.deepEqual(read('face', { set: 's', index: -1, data: 'd', url: 'blob:https://a.example/1' }), {
      kind: 'face',
      set: 's',
      data: 'd',
    });
    assert.deepEqual(read('contact', { userId: 'a', note: 'x'.repeat(2000) }), { kind: 'contact', userId: 'a' });
  });

  test('lists and search have words for them', () => {
    const said = (content: Content): unknown => [previewOf(content), searchText(content)];
    assert.deepEqual(said(GOOD[0]!), [['preview.voice', { length: '0:02' }], '']);
    assert.deepEqual(said(GOOD[3]!), [['preview.location', { place: 'There' }], 'There\n-90, 180']);
    assert.deepEqual(said({ kind: 'location', latitude: 1.23456, longitude: 2 }), [
      ['preview.location', { place: '1.2346, 2.0000' }],
      '1.23456, 2',
    ]);
    assert.deepEqual(said({ kind: 'link', url: 'https://a.example/' }), [
      ['preview.link', { title: 'https://a.example/' }],
      'https://a.example/',
    ]);
    assert.deepEqual(said({ kind: 'contact', userId: 'ann' }), [['preview.contact', { name: 'ann' }], 'ann']);
    assert.deepEqual([0, 59.6, 61, 3600, 3723].map(clockLength), ['0:00', '1:00', '1:01', '1:00:00', '1:02:03']);
  });

  test('never throws, and what was read is read the same again', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.constantFrom(file, PIXEL, 'https://a.example/', 'javascript:1', 0, 90, 181, [0.5], 'x'),
    );
    const fields = fc.record(
      Object.fromEntries(
        'file seconds waveform width height poster thumbnail latitude longitude label zoom url title description image set index data userId name avatar note'
          .split(' ')
          .map((name) => [name, value]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...OURS), fields, (kind, given) => {
        const content = read(kind, given);
        assert.ok(content.kind === kind || content.kind === 'unknown');
        assert.deepEqual(readContent(writeContent(content)), content);
        previewOf(content);
        searchText(content);
      }),
      { numRuns: 600 },
    );
  });
});
