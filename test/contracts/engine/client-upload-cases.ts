import type { Client } from '../../../core/client/types.js';
import type { ConversationId, FileRef } from '../../../core/model/index.js';
import { becomes, offline, pair } from './acting.js';
import { text } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal, until } from './check.js';
import { hasWords, isSent, rows, seen } from './client-world.js';
import { content } from './sent.js';

/** Files on their way. */
export const clientUploadCases: Cases = (it) => {
  const big = (fill: number) => new Blob([new Uint8Array(1_500_000).fill(fill)], { type: 'application/octet-stream' });
  const send = (client: Client, to: ConversationId, name: string, blob: Blob) =>
    client.messages.send(to, content({ kind: 'file', file: { name, bytes: blob.size, mime: blob.type } }), { blob });

  it(
    'media.upload',
    'several at once come in the order sent, each with its bytes and progress',
    async (world, unsupported) => {
      const { mine, theirs, toBob, toAnn } = await pair(world);
      if (mine.can('upload') === 'unsupported') return unsupported();
      const fractions: number[] = [];
      mine.store.tap(({ changes }) => {
        for (const { key, after } of changes)
          if (key.startsWith('transfer/') && after) fractions.push((after as { fraction: number }).fraction);
      });
      const names = ['one.bin', 'two.bin', 'three.bin'];
      const ids = [];
      for (const [n, name] of names.entries()) ids.push(await send(mine, toBob, name, big(n)));
      for (const id of ids) await isSent(mine, id);
      ok(fractions.some((one) => one > 0) && fractions.every((one) => one >= 0 && one <= 1), `progress ${fractions}`);
      equal(
        ids.map((id) => mine.store.get('transfer', id)),
        [undefined, undefined, undefined],
        'progress at the end',
      );
      const got = await seen(theirs, 'all three', () => rows(theirs, toAnn).length === 3 && rows(theirs, toAnn));
      const files = got.map((one) => (one.content as unknown as { readonly file: FileRef }).file);
      equal(
        files.map(({ name }) => name),
        names,
        'order',
      );
      for (const [n, file] of files.entries()) {
        const bytes = new Uint8Array(await (await theirs.media.download(file)).arrayBuffer());
        equal([bytes.length, bytes[0], bytes.at(-1)], [1_500_000, n, n], `bytes of ${file.name}`);
      }
    },
  );

  it('media.upload', 'stopped it is a failed row that can be sent again, once', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, toBob, toAnn } = people;
    if (mine.can('upload') === 'unsupported') return unsupported();
    let id = '';
    await offline(world, people, async () => {
      id = await send(mine, toBob, 'a.bin', big(7));
      await mine.messages.send(toBob, text('after it'));
      await mine.media.cancel(id);
    });
    const failed = await becomes(mine, id, 'the stop', ({ delivery }) => delivery.state === 'failed');
    equal(failed.delivery, { state: 'failed', code: 'aborted', retryable: true }, 'as it ended');
    await hasWords(theirs, toAnn, 'after it');
    equal(rows(theirs, toAnn).length, 1, 'at the other side');
    await mine.messages.retry(id);
    await isSent(mine, id);
    await seen(theirs, 'the file', () => rows(theirs, toAnn).length === 2);
    equal(rows(mine, toBob).length, 2, 'rows');
  });

  it(
    'media.upload',
    'too large or of a refused type it is refused before a byte has left',
    async (world, unsupported) => {
      const { mine, toBob } = await pair(world);
      if (mine.can('upload') === 'unsupported') return unsupported();
      const { refusedFiles = [] } = mine.limits;
      if (refusedFiles.includes('text/html')) {
        const page = new Blob(['<script>'], { type: 'text/html' });
        await refusal(send(mine, toBob, 'a.html', page), 'rejected-content', 'invalid');
      }
      await refusal(send(mine, toBob, 'none.txt', new Blob([], { type: 'text/plain' })), 'invalid');
      await until('no row', () => rows(mine, toBob).length === 0);
    },
  );
};
