import { previewOf, searchText } from '../../../core/content/index.js';
import type { Content, FileRef, Message } from '../../../core/model/index.js';
import { direct, post } from './acting.js';
import type { World } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok } from './check.js';
import { isSent, rows, say, seen, sit } from './client-world.js';
import { content } from './sent.js';

type Fields = Readonly<Record<string, unknown>>;

/** Without what the back end gives a file, and what stays on this browser. */
const plain = (shown: Content): Fields => {
  const { file, ...rest } = shown as unknown as { readonly file?: FileRef };
  return { ...rest, ...(file && { file: { name: file.name, mime: file.mime, bytes: file.bytes } }) };
};

/** The same for who sends, who is there, who comes later, and from what the browser kept, without any network. */
const shown = async (world: World, fields: Fields, blob?: Blob): Promise<Message> => {
  const [ann, bob] = [world.person('ann'), world.person('bob')];
  const peer = await sit(world, bob);
  const { client } = await sit(world, ann);
  peer.client.conversations.open(direct(ann));
  client.conversations.open(direct(bob));
  const id = await client.messages.send(direct(bob), content(fields), blob && { blob });
  await isSent(client, id);
  const wanted = { ...fields };
  const row = await seen(peer.client, 'the message', () => rows(peer.client, direct(ann))[0]);
  equal(plain(row.content), wanted, 'at the other side');
  equal(plain(client.store.get('message', id)?.content as Content), wanted, 'here');
  if (blob) {
    const { file } = row.content as unknown as { readonly file: FileRef };
    const bytes = await peer.client.media.download(file);
    equal(await bytes.arrayBuffer().then((b) => [...new Uint8Array(b)]), [...new Uint8Array(await blob.arrayBuffer())]);
  }
  const late = await sit(world, bob);
  late.client.conversations.open(direct(ann));
  const there = await seen(late.client, 'the message', () => rows(late.client, direct(ann))[0]);
  equal(plain(there.content), wanted, 'on a later device');
  await peer.client.session.stop();
  const again = await sit(world, bob, { cache: peer.cache });
  again.client.conversations.open(direct(ann));
  equal(plain((await seen(again.client, 'the kept one', () => rows(again.client, direct(ann))[0])).content), wanted);
  return row;
};

const PICTURE = 'R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const GIF = Uint8Array.from(atob(PICTURE), (c) => c.charCodeAt(0));
const still = `data:image/gif;base64,${PICTURE}`;

/** Back ends look how a file begins. */
const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const fileOf = (name: string, blob: Blob): FileRef => ({ name, mime: blob.type, bytes: blob.size });

const media = (it: AddCase, kind: string, name: string, blob: Blob, fields: Fields): void => {
  it(`type.${kind}`, 'goes up with its message and is the same everywhere', async (world, unsupported) => {
    if (world.harness.engine().can('upload') === 'unsupported') return unsupported();
    await shown(world, { kind, file: fileOf(name, blob), ...fields }, blob);
  });
};

const FORM = {
  kind: 'form',
  title: 'Your order',
  fields: [
    {
      ...{ id: 'size', kind: 'choice', label: 'Size', required: true },
      options: [
        { id: 's', label: 'Small' },
        { id: 'l', label: 'Large' },
      ],
    },
    { id: 'stars', kind: 'rating', label: 'Stars' },
  ],
};

/** Kind, content, a word by which it is found, and one that breaks its rules. */
const PLAIN: readonly (readonly [Fields, string, Fields])[] = [
  [{ kind: 'location', latitude: 1.5, longitude: -2, label: 'The quay' }, 'quay', { latitude: 91, longitude: 0 }],
  [{ kind: 'link', url: 'https://example.com/', title: 'A page' }, 'page', { url: 'javascript:alert(1)' }],
  [{ kind: 'face', set: 'cats', index: 3, label: 'waves' }, 'waves', { set: 'cats' }],
  [{ kind: 'contact', userId: 'u42', name: 'Zoë' }, 'Zoë', { name: 'nobody' }],
  [{ kind: 'command', name: 'order.status', data: { id: 7 }, text: 'Order 7' }, 'Order', { name: 'not a name' }],
  [FORM, 'Large', { fields: [{ id: 'x', kind: 'choice' }] }],
  [
    {
      ...{ kind: 'merged', title: 'A talk', abstracts: ['Ann: one'], count: 1 },
      messages: [{ senderId: 'ann', name: 'Ann', sentAt: 1, content: { kind: 'text', text: 'oneword' } }],
    },
    'oneword',
    { title: 'A talk', abstracts: [], count: 2, messages: [] },
  ],
  [
    {
      kind: 'multipart',
      parts: [
        { kind: 'text', text: 'Look' },
        { kind: 'location', latitude: 1, longitude: 2 },
      ],
    },
    'Look',
    { parts: [{ kind: 'stream', text: '' }] },
  ],
];

/** How kinds of content are read, shown and kept, as the store has them. */
export const clientKindCases: Cases = (it) => {
  for (const [fields, word, broken] of PLAIN) {
    const kind = String(fields.kind);
    it(`type.${kind}`, 'is read, kept and shown the same everywhere, with words of its own', async (world) => {
      const { content: read } = await shown(world, fields);
      equal(read.kind, kind, 'kind');
      ok(searchText(read).includes(word), `words "${searchText(read)}"`);
      ok(previewOf(read)[0], 'preview');
    });
    it(`type.${kind}`, 'a malformed one is shown by its fallback and breaks nothing', async (world) => {
      const [ann, bob] = [world.person('ann'), world.person('bob')];
      const peer = await sit(world, bob);
      peer.client.conversations.open(direct(ann));
      const sender = await world.join(ann);
      // What the back end itself refuses never comes so far.
      const sent = await post(sender, direct(bob), { ...broken, kind, fallback: 'Something' }).catch(() => undefined);
      await post(sender, direct(bob), { kind: 'text', text: 'goes on' });
      await seen(peer.client, 'the next one', () => rows(peer.client, direct(ann)).length === (sent ? 2 : 1));
      const [first] = rows(peer.client, direct(ann));
      if (sent)
        equal(
          [first?.content.kind, (first?.content as Fields | undefined)?.fallback],
          ['unknown', 'Something'],
          'shown',
        );
    });
  }
  media(it, 'gif', 'cat.gif', new Blob([GIF], { type: 'image/gif' }), { width: 9, height: 7, thumbnail: still });
  const sound = new Blob([bytes('1a45dfa3874282847765626d'), 'not much of a voice'], { type: 'audio/webm' });
  media(it, 'voice', 'note.webm', sound, { seconds: 1.5, waveform: [0, 0.5, 1] });
  const film = new Blob([bytes('000000186674797069736f6d00000200'), 'not much of a film'], { type: 'video/mp4' });
  media(it, 'video', 'film.mp4', film, { width: 640, height: 360, seconds: 12, poster: still });

  it('type.command', 'is shown by its words or not at all, and counts for nobody', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const { client } = await sit(world, ann);
    await isSent(client, await say(client, direct(bob), content({ kind: 'command', name: 'x.y' })));
    const row = await seen(peer.client, 'its row', () => peer.client.store.get('conversation', direct(ann)));
    equal(row.unread, 0, 'unread');
  });
};
