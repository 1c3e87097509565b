import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireContent, WireFile } from '../../hub/protocol/index.js';
import { onEveryStorage, refused, type TestClient, type World } from './support/service.js';

const OUTSIDE = 'https://elsewhere.example/track.png';

const upload = async ({ hub }: World, client: TestClient, userId: string): Promise<WireFile> => {
  const { token } = await client.call('media.ticket', {});
  const { id } = await hub.files.begin(token, { name: 'a.png', mime: 'image/png', bytes: 10 });
  return hub.files.finish({ id, userId, name: 'a.png', mime: 'image/png', bytes: 10 });
};

const sendTo = (client: TestClient, conversation: string, content: WireContent, more: object = {}) =>
  client.call('messages.send', { clientId: crypto.randomUUID(), conversation, content, ...more });

/** Every place in which a receiver looks for a file, and how a refusal names it. */
const PLACES: readonly [path: string, (file: object) => WireContent][] = [
  ...['image', 'file', 'voice', 'video', 'gif', 'x.custom'].map((kind): [string, (file: object) => WireContent] => [
    'content.file.id',
    (file) => ({ kind, file, seconds: 1 }),
  ]),
  ['content.poster.id', (poster) => ({ kind: 'x.film', poster })],
  ['content.image.id', (image) => ({ kind: 'link', url: 'https://example.org', image })],
  ['content.files[0].id', (file) => ({ kind: 'x.album', files: [file] })],
  ['content.parts[0].file.id', (file) => ({ kind: 'multipart', parts: [{ kind: 'image', file }] })],
  ['content.parts[0].image.id', (image) => ({ kind: 'multipart', parts: [{ kind: 'link', url: 'https://a', image }] })],
  ['content.file.id', (file) => ({ kind: 'merged', title: 't', messages: [{ content: { kind: 'x' } }], file })],
  [
    'content.messages[0].content.file.id',
    (file) => ({ kind: 'merged', title: 't', messages: [{ content: { kind: 'video', file } }] }),
  ],
  [
    'content.messages[0].content.parts[0].file.id',
    (file) => ({
      kind: 'merged',
      title: 't',
      messages: [{ content: { kind: 'multipart', parts: [{ kind: 'gif', file }] } }],
    }),
  ],
  [
    'content.messages[0].content.image.id',
    (image) => ({ kind: 'x', messages: [{ content: { kind: 'link', image } }] }),
  ],
];

const addresses = (value: unknown): string[] => JSON.stringify(value).match(/https:\/\/elsewhere[^"]*/g) ?? [];

onEveryStorage('a message that would have its receivers fetch an address', (make) => {
  it('without the id of a file it is refused, wherever the reference stands and however it is sent', async () => {
    const world = await make();
    const [ann] = [await world.enter('ann'), await world.enter('bob')];
    const plain = await ann.send('direct:bob', 'x');
    for (const [path, contentOf] of PLACES) {
      for (const id of [undefined, '', 7, null, {}]) {
        const content = contentOf({ id, name: 'a.png', bytes: 1, mime: 'image/png', url: OUTSIDE });
        const why = `${JSON.stringify(content)}`;
        await assert.rejects(sendTo(ann, 'direct:bob', content), refused('invalid', path), why);
        await assert.rejects(sendTo(ann, 'direct:bob', content, { transient: true }), refused('invalid', path), why);
        const edit = { conversation: 'direct:bob', id: plain.id, content };
        await assert.rejects(ann.call('messages.edit', edit), refused('invalid', path), why);
      }
    }
  });

  it('beside the id of a file an address is left out, sent, edited and altered', async () => {
    const world = await make({
      hooks: {
        moderate: ({ content }) =>
          content.alter ? { action: 'alter', content: { ...content, alter: 2 } } : { action: 'pass' },
      },
    });
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    const file = await upload(world, ann, 'ann');
    for (const [, contentOf] of PLACES) {
      const content = contentOf({ ...file, url: OUTSIDE, localKey: OUTSIDE });
      const { id } = await sendTo(ann, 'direct:bob', content);
      await sendTo(ann, 'direct:bob', { ...content, alter: 1 });
      await ann.call('messages.edit', { conversation: 'direct:bob', id, content: { ...content, caption: 'x' } });
    }
    const { items } = await bob.call('messages.history', { conversation: 'direct:ann', limit: 100 });
    assert.equal(items.length, PLACES.length * 2);
    assert.deepEqual(addresses(items), []);
    assert.deepEqual(addresses(bob.events), []);
  });
});
