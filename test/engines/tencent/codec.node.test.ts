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

const kinds = fc.constantFrom('text', 'location', 'face', 'custom', 'hologram', 'merged', 'form', 'multipart');
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

  it('believes the element where another client edited that alone', () => {
    const { type, whole } = writeContent({ kind: 'location', latitude: 1, longitude: 2, label: 'Here', zoom: 4 });
    const moved = { type, payload: { description: 'There', longitude: 3, latitude: 4 } };
    assert.deepEqual(readContent(moved, whole), { kind: 'location', latitude: 4, longitude: 3, label: 'There' });
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
