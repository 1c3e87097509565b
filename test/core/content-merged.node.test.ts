import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { filesOf, makeMerged, readBundle } from '../../core/content/kinds/merged.js';
import {
  type Content,
  countGraphemes,
  loadKinds,
  type Message,
  readContent,
  type WireContent,
} from '../../core/index.js';

const message = (at: number, content: Content, more: Partial<Message> = {}): Message => ({
  id: `m${at}`,
  conversationId: 'direct:ann',
  senderId: 'ann',
  own: false,
  content,
  sentAt: 1000 + at,
  delivery: { state: 'sent' },
  counts: true,
  ...more,
});
const said = (text: string): Content => ({ kind: 'text', text });
const options = { title: 'Ann and Bob', nameOf: () => 'Ann Lee' };
const travelled = (content: Content): Content => readContent(JSON.parse(JSON.stringify(content)) as WireContent);

before(loadKinds);

test('few messages stand in the content, in their order, and arrive as they were', () => {
  const file: Content = {
    kind: 'file',
    file: { id: 'f1', name: 'a.pdf', bytes: 3, mime: 'application/pdf', localKey: 'here' },
  };
  const { content, blob } = makeMerged([message(1, said('one')), message(2, file)], options);
  assert.equal(blob, undefined);
  assert.deepEqual(content.abstracts, ['Ann Lee: one', 'Ann Lee: a.pdf']);
  assert.deepEqual(content.files, ['f1']);
  assert.ok(!JSON.stringify(content).includes('localKey'));
  assert.deepEqual(travelled(content), content);
  const again = makeMerged([message(3, content)], options).content;
  assert.deepEqual(again.files, ['f1']);
  assert.deepEqual(filesOf(again), ['f1', 'f1', 'f1']);
});

test('lines and title keep their limits, whatever is in them', () => {
  const long = '👨‍👩‍👧‍👦'.repeat(300);
  const many = Array.from({ length: 9 }, (_, at) => message(at, said(long)));
  const { content } = makeMerged(many, { ...options, title: long });
  assert.equal(content.abstracts.length, 5);
  for (const line of content.abstracts) assert.ok(countGraphemes(line) <= 100);
  assert.equal(travelled(content).kind, 'merged');
});

test('many go as a file that can be read again', async () => {
  const all = Array.from({ length: 300 }, (_, at) => message(at, said('x'.repeat(1000))));
  const { content, blob } = makeMerged(all, options);
  assert.equal(content.messages, undefined);
  assert.equal(content.file?.bytes, blob?.size);
  assert.equal(travelled(content).kind, 'merged');
  const read = readBundle(await (blob as Blob).text());
  assert.deepEqual(
    read.map(({ sentAt, content: one }) => [sentAt, one]),
    all.map(({ sentAt, content: one }) => [sentAt, one]),
  );
});

test('a file in a bundle sends nobody to an address that no back end has seen', () => {
  const file = { name: 'a.png', bytes: 1, mime: 'image/png', url: 'https://elsewhere.example/a.png' };
  const text = JSON.stringify({ messages: [{ senderId: 'eve', sentAt: 1, content: { kind: 'image', file } }] });
  assert.ok(!JSON.stringify(readBundle(text)).includes('elsewhere'));
  assert.ok(JSON.stringify(readBundle(text, true)).includes('elsewhere'));
});

test('what cannot go on is refused, and a file that is no bundle', () => {
  const refused = { code: 'invalid' };
  assert.throws(() => makeMerged([], options), refused);
  assert.throws(
    () =>
      makeMerged(
        Array.from({ length: 301 }, (_, at) => message(at, said('x'))),
        options,
      ),
    refused,
  );
  assert.throws(() => makeMerged([message(1, { kind: 'recalled' })], options), refused);
  assert.throws(() => makeMerged([message(1, said('x'), { delivery: { state: 'queued' } })], options), refused);
  for (const text of ['', '[]', '{}', '{"messages":[]}', '{"messages":[{}]}', '{"messages":1}', '<html>'])
    assert.throws(() => readBundle(text), refused);
});
