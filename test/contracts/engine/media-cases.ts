import type { Content, FileRef } from '../../../core/model/index.js';
import { type Actor, direct } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';

// The smallest PNG there is: one pixel.
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (c) => c.charCodeAt(0),
);
const bytesOf = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];

const message = (kind: 'image' | 'file', file: FileRef): Content => ({ kind, file }) as unknown as Content;

const put = (who: Actor, bytes: BlobPart, name: string, mime: string) =>
  who.engine.media!.upload(new Blob([bytes], { type: mime }), { name, mime });

export const mediaCases: Cases = (it) => {
  it('media.upload', 'with progress to the end; the answer names the file', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    const blob = new Blob([new Uint8Array(600_000).fill(7)], { type: 'application/octet-stream' });
    const steps: number[] = [];
    const onProgress = (fraction: number) => void steps.push(fraction);
    const options = { name: 'Bericht "1" <b>.bin', mime: blob.type, onProgress };
    const file = await ann.engine.media.upload(blob, options);
    ok(file.id, 'id');
    equal([file.name, file.bytes, file.localKey], [options.name, 600_000, undefined]);
    equal(
      steps,
      [...steps].sort((a, b) => a - b),
      'progress grows',
    );
    ok(steps.at(-1) === 1 && steps.every((step) => step >= 0 && step <= 1), `progress ${steps.join(' ')}`);
  });

  it('media.upload', 'can be stopped', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    const stop = new AbortController();
    const blob = new Blob([new Uint8Array(4_000_000)]);
    const options = { name: 'big.bin', mime: 'application/octet-stream', signal: stop.signal };
    const under = ann.engine.media.upload(blob, options);
    stop.abort();
    await refusal(under, 'aborted');
    await ann.engine.conversations.list({});
  });

  it('media.upload', 'refused types and empty files are refused with a reason', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    if (!ann.engine.media) return unsupported();
    if (ann.engine.info.limits.refusedFiles) {
      await refusal(put(ann, '<script>alert(1)</script>', 'page.html', 'text/html'), 'rejected-content');
      await refusal(put(ann, 'MZ', 'setup.exe', 'application/octet-stream'), 'rejected-content');
    }
    await refusal(put(ann, '', 'empty.txt', 'text/plain'), 'invalid');
  });

  it('media.download', 'the bytes come back, for those who may', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    if (!ann.engine.media) return unsupported();
    const file = await put(ann, PNG, 'dot.png', 'image/png');
    const open = world.harness.without?.includes('private-files');
    if (!open) await refusal(bob.engine.media!.url(file), 'not-found', 'forbidden');
    const { serverId } = await ann.send(direct(bob), message('image', file));
    await bob.event('messages', ({ messages }) => messages.some((one) => one.serverId === serverId));
    const { url, until } = await bob.engine.media!.url(file);
    ok(until === undefined || until > Date.now(), 'the address still holds');
    equal(await bytesOf(await world.harness.read(url)), [...PNG], 'bytes');
    const again = await bob.engine.media!.url(file, { download: true });
    equal(await bytesOf(await world.harness.read(again.url)), [...PNG], 'bytes to keep');
    if (!open) await refusal(eve.engine.media!.url(file), 'not-found', 'forbidden');
    await refusal(bob.engine.media!.url({ ...file, id: undefined }), 'invalid');
  });

  it('type.image', 'arrives with its file and size', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.media) return unsupported();
    const file = await put(ann, PNG, 'dot.png', 'image/png');
    equal([file.mime, file.bytes], ['image/png', PNG.length]);
    const sent = { ...message('image', file), width: 1, height: 1 } as Content;
    await ann.send(direct(bob), sent);
    const event = await bob.event('messages');
    equal(event.messages[0]?.content, sent, 'content');
  });

  it('type.file', 'arrives with name, size and type, whatever the name', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.media) return unsupported();
    const name = 'Übersicht <img src=x onerror=alert(1)>.txt';
    const file = await put(ann, 'words', name, 'text/plain');
    await ann.send(direct(bob), message('file', file));
    const { messages } = await bob.event('messages');
    equal(messages[0]?.content, message('file', file), 'content');
    equal([file.name, file.bytes], [name, 5]);
    await refusal(
      ann.send(direct(bob), message('file', { ...file, id: 'no-such-file' })),
      'not-found',
      'invalid',
      'forbidden',
    );
    await refusal(bob.send(direct(ann), message('file', { ...file, id: undefined })), 'invalid');
  });
};
