import type { Content, FileRef } from '../../../core/model/index.js';
import { type Actor, direct, type World } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { content, history, inHistory, post, received, row, upload } from './sent.js';

/** Who is there, one's other device, who was away, history and the list: all have what was sent. */
const travels = async (world: World, made: (sender: Actor) => Content | Promise<Content>): Promise<void> => {
  const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
  const [other, late] = await Promise.all([world.join(ann), world.join(bob)]);
  const { cursor } = late;
  await late.engine.disconnect();
  const sent = await made(ann);
  const message = await post(ann, direct(bob), sent);
  for (const one of [bob, other]) equal((await received(one, message)).content, sent, 'content told');
  const back = await world.join(bob, cursor);
  const later = cursor === undefined ? await inHistory(back, direct(ann), message) : await received(back, message);
  equal(later?.content, sent, 'content after an absence');
  for (const items of [await history(bob, direct(ann)), await history(ann, direct(bob))])
    equal(items.at(-1)?.content, sent, 'content in history');
  const last = (await row(bob, direct(ann)))?.lastMessage;
  if (last) equal(last.content, sent, 'content in the list');
};

const readable = async (world: World, made: (file: FileRef) => Content, name: string, mime: string): Promise<void> => {
  const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
  const file = await upload(ann, name, mime, bytesOf(mime));
  const message = await post(ann, direct(bob), made(file));
  const told = (await received(bob, message)).content;
  equal(told, made(file), 'content told');
  const { url } = await bob.engine.media!.url(file);
  equal(await read(await world.harness.read(url)), await read(new Blob([bytesOf(mime)])), 'bytes');
  if (world.harness.without?.includes('private-files')) return;
  await refusal(eve.engine.media!.url(file), 'not-found', 'forbidden');
  await refusal(post(eve, direct(bob), made(file)), 'not-found', 'forbidden', 'invalid');
};

const GIF = 'R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const PICTURE = `data:image/gif;base64,${GIF}`;
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Back ends look whether a picture is one. */
const bytesOf = (mime: string): BlobPart => {
  const picture = mime === 'image/gif' ? GIF : mime === 'image/png' ? PNG : undefined;
  return picture ? Uint8Array.from(atob(picture), (c) => c.charCodeAt(0)) : 'the bytes of it';
};
const read = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];

/** Kinds of one file: who gets the message may have its bytes, nobody else, and nobody sends on what is not his. */
const FILES: Readonly<Record<string, readonly [string, string, (file: FileRef) => Content]>> = {
  gif: ['cat.gif', 'image/gif', (file) => content({ kind: 'gif', file, width: 40, height: 30, thumbnail: PICTURE })],
  voice: [
    'note.webm',
    'audio/webm',
    (file) => content({ kind: 'voice', file, seconds: 2.5, waveform: [0, 0.25, 1, 0.5] }),
  ],
  video: [
    'film.mp4',
    'video/mp4',
    (file) => content({ kind: 'video', file, width: 640, height: 360, seconds: 12, poster: PICTURE }),
  ],
};

const FIELDS = [
  { id: 'size', kind: 'choice', label: 'Size', required: true, options: [{ id: 's', label: 'Small' }] },
  { id: 'stars', kind: 'rating', max: 5 },
];
const BUNDLE = {
  kind: 'merged',
  title: 'Ann and Bob',
  abstracts: ['Ann: one', 'Bob: two'],
  count: 2,
  messages: [
    { senderId: 'ann', name: 'Ann', sentAt: 1, content: { kind: 'text', text: 'one' } },
    { senderId: 'bob', sentAt: 2, content: { kind: 'hologram', fallback: 'A hologram', z: [1] } },
  ],
};

const PLAIN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  location: { kind: 'location', latitude: -33.8568, longitude: 151.2153, label: 'Oper <b>悉尼</b>', zoom: 14 },
  link: { kind: 'link', url: 'https://example.com/?q=1#a', title: 'A page', description: 'About it' },
  face: { kind: 'face', set: 'cats', index: 0, data: 'wave', label: 'Waves' },
  contact: { kind: 'contact', userId: 'u42', name: 'Zoë', note: 'ask her' },
  command: { kind: 'command', name: 'order.status', data: { id: 7, list: [null, true] }, text: 'Order 7' },
  form: { kind: 'form', title: 'Your order', fields: FIELDS, submit: 'Send' },
  merged: BUNDLE,
  multipart: {
    kind: 'multipart',
    parts: [
      { kind: 'text', text: 'Look:' },
      { kind: 'location', latitude: 1, longitude: 2 },
      { kind: 'hologram', fallback: 'A hologram' },
    ],
  },
};

const plainCases = (it: AddCase): void => {
  for (const [kind, fields] of Object.entries(PLAIN))
    it(`type.${kind}`, 'comes to every device, to history and the list as it was', (world) =>
      travels(world, () => content(fields)),
    );
};

const fileCases = (it: AddCase): void => {
  for (const [kind, [name, mime, made]] of Object.entries(FILES)) {
    it(`type.${kind}`, 'the message comes whole, its bytes to those alone who may', async (world, unsupported) => {
      const [ann] = (await world.people('ann')) as [Actor];
      if (!ann.engine.media) return unsupported();
      await readable(world, made, name, mime);
    });
    it(`type.${kind}`, 'comes to every device, to history and the list as it was', async (world, unsupported) => {
      const [ann] = (await world.people('ann')) as [Actor];
      if (!ann.engine.media) return unsupported();
      await travels(world, async (sender) => made(await upload(sender, name, mime, bytesOf(mime))));
    });
    it(`type.${kind}`, 'one without its file is refused, and nothing is kept', async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      if (!ann.engine.media) return unsupported();
      await refusal(post(ann, direct(bob), made({ name, mime, bytes: 5 })), 'invalid', 'not-found');
      await refusal(post(ann, direct(bob), made({ id: 'nobodys', name, mime, bytes: 5 })), 'invalid', 'not-found');
      equal(await history(ann, direct(bob)).catch(() => []), [], 'kept');
    });
  }
};

const nestedCases = (it: AddCase): void => {
  it('type.multipart', 'a file of a part can be had by who gets the message', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    const made = (file: FileRef) => content({ kind: 'multipart', parts: [{ kind: 'file', file }, text('a file')] });
    await readable(world, made, 'a.txt', 'text/plain');
  });
  it('type.multipart', 'too many parts, none, and what is no part are refused', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const parts = (all: readonly unknown[]) => post(ann, direct(bob), content({ kind: 'multipart', parts: all }));
    const eleven = Array.from({ length: 11 }, () => text('x'));
    const error = await refusal(parts(eleven), 'too-large');
    ok(error.field !== undefined && error.limit !== undefined, 'field and limit are named');
    await refusal(parts([]), 'invalid');
    for (const kind of ['multipart', 'notice', 'recalled', 'signal'])
      await refusal(parts([{ kind }]), 'invalid', 'rejected-content');
    equal(await history(ann, direct(bob)).catch(() => []), [], 'kept');
  });
  it('type.merged', 'files of its messages, and a bundle as a file, can be had', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    const inside = (file: FileRef) =>
      content({
        ...BUNDLE,
        count: 1,
        messages: [{ senderId: 'u', sentAt: 1, content: { kind: 'file', file } }],
        files: [file.id],
      });
    await readable(world, inside, 'a.txt', 'text/plain');
    const whole = (file: FileRef) => content({ kind: 'merged', title: 'T', abstracts: [], count: 2, file });
    await readable(world, whole, 'messages.json', 'application/json');
  });
  it('type.merged', 'more messages than the limit are refused with it', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const limit = ann.engine.info.limits.mergedMessages;
    if (limit === undefined) return unsupported();
    const one = { senderId: 'u', sentAt: 1, content: { kind: 'text', text: 'x' } };
    const many = { ...BUNDLE, count: limit + 1, messages: Array.from({ length: limit + 1 }, () => one) };
    const error = await refusal(post(ann, direct(bob), content(many)), 'too-large');
    equal(error.limit, limit, 'limit named');
  });
  it('type.link', 'a picture of the card can be had by who gets it', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    const made = (image: FileRef) => content({ kind: 'link', url: 'https://example.com/', image });
    await readable(world, made, 'card.png', 'image/png');
  });
  it('type.form', 'each reader answers for himself alone', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.extensions) return unsupported();
    const form = await post(ann, direct(bob), content(PLAIN.form as never));
    const theirs = { ...form, conversationId: direct(ann), own: false };
    const set = { [`@${bob.id}/answer`]: JSON.stringify({ size: 's', stars: 4 }) };
    equal(await bob.engine.extensions!.extend(theirs, { set }), set, 'what stands after the answer');
    await refusal(ann.engine.extensions.extend(form, { set: { [`@${bob.id}/answer`]: '{}' } }), 'forbidden');
    equal((await history(ann, direct(bob))).at(-1)?.extensions, set, 'the answer in history');
  });
};

const text = (words: string) => ({ kind: 'text', text: words });

/** Kinds beside text, pictures and files. */
export const kindCases: Cases = (it) => {
  plainCases(it);
  fileCases(it);
  nestedCases(it);
};
