import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { WireContent } from '../../../core/model/index.js';
import { readContent, writeContent } from '../../../engines/tencent/content/codec.js';
import { readAdded, writeAdded } from '../../../engines/tencent/content/ours.js';

/** As it comes off the wire: nothing but JSON. */
const wired = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const back = (content: WireContent): WireContent => {
  const { type, payload, whole } = writeContent(content);
  return readContent(wired({ type, payload }), whole && wired(whole));
};

const kinds = fc.constantFrom(
  'text',
  'location',
  'face',
  'custom',
  'hologram',
  'merged',
  'form',
  'multipart',
  'stream',
);
const contents = fc
  .tuple(kinds, fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean())
  .map(([kind, fields, fallback]) => wired({ ...fields, ...(fallback && { fallback: 'words' }), kind }) as WireContent);

describe('content on the wire of Tencent', () => {
  it('comes back whole, whatever it is', () => {
    fc.assert(fc.property(contents, (content) => assert.deepEqual(back(content), content)));
  });

  it('is an element of the vendor’s own where there is one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const written = writeContent({ kind: 'text', text });
        assert.deepEqual(written, { type: 'TIMTextElem', payload: { text } });
      }),
    );
    const place = { kind: 'location', latitude: 1.5, longitude: -2, label: 'Here', zoom: 4 };
    const { type, payload, whole } = writeContent(place);
    assert.deepEqual([type, payload], ['TIMLocationElem', { description: 'Here', longitude: -2, latitude: 1.5 }]);
    assert.deepEqual(whole, place);
  });

  it('is a text for the vendor’s clients while it grows, said once', () => {
    for (const text of ['', 'An answer']) {
      const content = { kind: 'stream', text, fallback: 'words', ...(text && { done: true }) };
      const { type, payload, whole } = writeContent(content);
      assert.deepEqual([type, payload], ['TIMTextElem', { text: text || '…' }]);
      assert.equal(whole?.text, text ? undefined : '');
      assert.deepEqual(back(content), content);
    }
  });

  it('believes the element where another client edited that alone', () => {
    const { type, whole } = writeContent({ kind: 'location', latitude: 1, longitude: 2, label: 'Here', zoom: 4 });
    const moved = { type, payload: { description: 'There', longitude: 3, latitude: 4 } };
    assert.deepEqual(readContent(moved, whole), { kind: 'location', latitude: 4, longitude: 3, label: 'There' });
  });

  it('writes files as elements of the vendor’s, and knows its own again', () => {
    const id = 'https://cos.example/a/b-note.webm?x=1';
    const note = { id, name: 'note.webm', bytes: 5, mime: 'audio/webm' };
    for (const [kind, type] of Object.entries({
      ...{ image: 'TIMImageElem', gif: 'TIMImageElem', voice: 'TIMSoundElem' },
      ...{ video: 'TIMVideoFileElem', file: 'TIMFileElem' },
    })) {
      const content = { kind, file: note, seconds: 2.5, width: 4, height: 3 };
      assert.equal(writeContent(content).type, type);
      assert.deepEqual(back(content), content);
      const { whole } = writeContent(content);
      const other = { fileName: 'b.pdf', fileSize: 7, uuid: 'other', videoUUID: 'other', imageInfoArray: [] };
      assert.notDeepEqual(readContent({ type, payload: other }, whole), content);
    }
    assert.equal(writeContent({ kind: 'file', file: { ...note, id: 'no address' } }).type, 'TIMCustomElem');
  });

  it('reads files and bundles that other clients of the vendor send', () => {
    const url = 'https://cos.example/b.pdf';
    const file = { type: 'TIMFileElem', payload: { fileUrl: url, fileName: 'b.pdf', fileSize: 7, uuid: 'u' } };
    const pdf = { id: url, url, name: 'b.pdf', bytes: 7, mime: 'application/pdf' };
    assert.deepEqual(readContent(file), { kind: 'file', file: pdf });
    const picture = { url: 'https://cos.example/c.png', size: 9, width: 2, height: 1, type: 0 };
    const png = { id: picture.url, url: picture.url, name: 'c.png', bytes: 9, mime: 'image/png' };
    const image = { type: 'TIMImageElem', payload: { uuid: 'u', imageInfoArray: [picture] } };
    assert.deepEqual(readContent(image), { kind: 'image', file: png, width: 2, height: 1 });
    const sound = { type: 'TIMSoundElem', payload: { url: 'https://cos.example/d', size: 3, second: 4 } };
    assert.equal((readContent(sound) as { seconds?: number }).seconds, 4);
    const said = {
      from: 'ann',
      nick: 'Ann',
      time: 2,
      messageBody: [{ type: 'TIMTextElem', payload: { text: 'one' } }],
    };
    const bundle = { title: 'T', abstractList: ['Ann: one'], messageList: [said], downloadKey: '' };
    const one = { senderId: 'ann', name: 'Ann', sentAt: 2000, content: { kind: 'text', text: 'one' } };
    const merged = { kind: 'merged', title: 'T', abstracts: ['Ann: one'], count: 1, messages: [one] };
    assert.deepEqual(readContent({ type: 'TIMRelayElem', payload: bundle }), merged);
  });

  it('reads what others put into custom elements, and elements that nobody knows', () => {
    const payload = { data: '{"businessID":"order"}', description: 'An order', extension: '' };
    const custom = { kind: 'custom', type: 'tencent', data: payload, fallback: 'An order' };
    assert.deepEqual(readContent({ type: 'TIMCustomElem', payload }), custom);
    const marked = { ...payload, data: 'no JSON', extension: 'im-elements/1' };
    assert.equal(readContent({ type: 'TIMCustomElem', payload: marked }).kind, 'custom');
    const unknown = { kind: 'unknown', wireKind: 'TIMNewElem', raw: { a: 1 } };
    assert.deepEqual(readContent({ type: 'TIMNewElem', payload: { a: 1 } }), unknown);
  });
});

describe('what we add to a message', () => {
  it('comes back as it was', () => {
    const words = fc.string({ minLength: 1 });
    const ours = fc.record({ c: words, m: words, d: words }, { requiredKeys: [] });
    const quote = fc.record({ serverId: words, preview: words, senderId: words, kind: words });
    fc.assert(
      fc.property(ours, fc.option(quote, { nil: undefined }), (im, quoted) => {
        const read = readAdded(writeAdded({ im, ...(quoted && { quote: quoted }) }));
        assert.deepEqual(wired(read), wired({ im, ...(quoted && { quote: quoted }) }));
      }),
    );
  });

  it('is nothing where others wrote what they like', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (custom) => assert.ok(readAdded(custom).im)));
    for (const custom of ['', 'null', '[]', '7', '{"im":7}', '{"im":{"c":7,"w":[]}}'])
      assert.deepEqual(wired(readAdded(custom)), { im: {} });
  });
});
