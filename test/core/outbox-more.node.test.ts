import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../core/model/index.js';
import type { OutboxEntry } from '../../core/outbox/index.js';
import { settle } from './support/clock.js';
import { A, again, arrived, B, ids, visit } from './support/outbox-bench.js';

describe('outbox: files', () => {
  it('uploads once, whatever happens to the send, and lets go of the blob', async () => {
    const v = await visit();
    await v.cache.blobs.put('b', new Blob(['abc']));
    const seen: (number | undefined)[] = [];
    v.engine.uploadFate = (_, progress) => {
      progress(0.5);
      seen.push(v.store.get('transfer', 'm0')?.fraction);
      return { delay: 100 };
    };
    let fails = 2;
    v.engine.fate = () => (fails-- > 0 ? { error: new ImError('too-many', { retryAfter: 10 }) } : {});
    v.outbox.start();
    await v.write('m0', A, 'b');
    await v.write('m1');
    await v.clock.advance(50);
    assert.equal(v.state('m0'), 'uploading');
    await v.clock.advance(60);
    v.outbox.stop();
    const next = await again(v);
    next.outbox.start();
    await next.clock.advance(5000);
    assert.deepEqual(seen, [0.5]);
    assert.deepEqual(v.engine.uploads, ['m0']);
    assert.deepEqual(arrived(v), ['m0', 'm1']);
    const content = v.engine.arrived[0]?.content as unknown as { file: object };
    assert.deepEqual(content.file, { id: 'file-m0', name: 'm0', mime: 'text/plain', bytes: 3 });
    assert.deepEqual(next.row('m0')?.content, { kind: 'file', file: { ...content.file, localKey: 'b' } });
    assert.equal(await v.cache.blobs.get('b'), undefined);
    assert.equal(next.store.get('transfer', 'm0'), undefined);
  });

  it('cancel ends the upload, the row can go again, and nobody waits', async () => {
    const v = await visit();
    await v.cache.blobs.put('b', new Blob(['abc']));
    v.engine.uploadFate = () => ({ hang: true });
    v.outbox.start();
    await v.write('m0', A, 'b');
    await v.write('m1');
    await v.clock.advance(10);
    await v.outbox.cancel('m0');
    await v.clock.advance(10);
    assert.deepEqual(v.row('m0')?.delivery, { state: 'failed', code: 'aborted', retryable: true });
    assert.deepEqual(arrived(v), ['m1']);
    v.engine.uploadFate = () => ({});
    await v.outbox.retry('m0');
    await v.clock.advance(10);
    assert.deepEqual(arrived(v), ['m1', 'm0']);
  });

  it('a message typed after one with a file stays after it, however long the file takes to keep', async () => {
    const v = await visit();
    const put = v.cache.blobs.put;
    v.cache.blobs.put = (key, blob) => v.clock.wait(300).then(() => put(key, blob));
    v.outbox.start();
    const both = Promise.all([v.write('m0', A, 'b', new Blob(['abc'])), v.write('m1')]);
    await v.clock.advance(10);
    assert.deepEqual(v.pending(), ['m0', 'm1']);
    assert.deepEqual(arrived(v), []);
    await v.clock.advance(500);
    await both;
    assert.deepEqual(arrived(v), ['m0', 'm1']);
  });

  it('sends a file that the cache refuses', async () => {
    const v = await visit();
    v.cache.blobs.put = () => Promise.reject(new ImError('storage'));
    v.outbox.start();
    await v.write('m0', A, 'b', new Blob(['abc']));
    await v.clock.advance(10);
    assert.deepEqual(v.engine.uploads, ['m0']);
    assert.deepEqual(arrived(v), ['m0']);
  });

  it('uploads that take long, four at once, hold up no text elsewhere', async () => {
    const v = await visit();
    v.engine.uploadFate = () => ({ delay: 60_000 });
    v.outbox.start();
    for (const id of ids(6)) await v.write(id, `direct:${id}`, id, new Blob(['abc']));
    await v.write('text', A);
    await v.clock.advance(10);
    assert.deepEqual(arrived(v), ['text']);
    assert.equal(v.engine.calls.filter(({ what }) => what === 'upload').length, 4);
    await v.clock.advance(121_000);
    assert.equal(v.engine.arrived.length, 7);
  });

  it('a file that is gone from the device fails its row and nothing else', async () => {
    const v = await visit();
    v.outbox.start();
    await v.write('m0', A, 'nothing');
    await v.write('m1');
    await v.clock.advance(10);
    assert.equal(v.state('m0'), 'failed');
    assert.equal(v.outbox.entry('m0')?.failed, 'storage');
    assert.deepEqual(arrived(v), ['m1']);
  });
});

describe('outbox: reading', () => {
  it('reading sends only the newest mark and does not wait behind an upload', async () => {
    const v = await visit();
    const mark = (seq: number): Promise<void> =>
      v.outbox.add({ id: `read-${seq}`, conversationId: A, command: 'mark-read', upTo: { order: { seq, tie: '' } } });
    v.engine.fate = () => ({ hang: true });
    await v.write('m0');
    await Promise.all([mark(3), mark(7), mark(5)]);
    v.outbox.start();
    await v.clock.advance(5);
    await mark(9);
    await mark(8);
    await v.clock.advance(100);
    assert.deepEqual(
      v.engine.read.map(([, upTo]) => upTo.order.seq),
      [7, 9],
    );
    assert.equal(v.outbox.size, 1);
  });
});

describe('outbox: reload', () => {
  it('comes back in order, with failed rows failed, even where the rows were lost', async () => {
    const v = await visit();
    v.outbox.start();
    v.engine.fate = (m) => (m.clientId === 'm0' ? { error: new ImError('muted') } : { lost: true });
    for (const id of ids(4)) await v.write(id);
    await v.write('b0', B);
    v.down();
    await v.cache.write(ids(4).map((id) => ({ key: `message/${id}` as const, after: undefined })));
    const next = await again(v);
    assert.deepEqual(next.pending(), ids(4));
    assert.deepEqual(next.pending(B), ['b0']);
    assert.deepEqual(next.row('m0')?.delivery, { state: 'failed', code: 'muted', retryable: true });
    assert.equal(next.state('m2'), 'queued');
    assert.equal(next.row('m2')?.own, true);
    await next.write('m4');
    v.engine.fate = () => ({});
    next.up();
    await next.clock.advance(100);
    assert.deepEqual(arrived(v), ids(5).slice(1));
    assert.deepEqual(next.pending(), ['m0']);
  });

  it('sets a corrupt entry aside and sends the rest', async () => {
    const v = await visit();
    for (const id of ids(3)) await v.write(id);
    const broken = (await v.cache.outbox.all())[1] as OutboxEntry;
    await v.cache.outbox.put({ ...broken, message: null } as unknown as OutboxEntry);
    await v.cache.outbox.put({ id: 'later', number: 99, command: 'teleport' } as unknown as OutboxEntry);
    const next = await again(v);
    assert.ok(next.logs.includes('outbox-entry-corrupt'));
    assert.deepEqual(next.row('m1')?.delivery, { state: 'failed', code: 'invalid', retryable: false });
    next.outbox.start();
    await next.clock.advance(10);
    assert.deepEqual(arrived(v), ['m0', 'm2']);
    await next.outbox.retry('m1');
    await next.clock.advance(10);
    assert.deepEqual(arrived(v), ['m0', 'm2', 'm1']);
  });

  it('goes on in memory when the cache refuses, and says so', async () => {
    const v = await visit();
    const put = v.cache.outbox.put;
    v.cache.outbox.put = async () => {
      throw new ImError('storage');
    };
    await v.write('m0');
    assert.ok(v.logs.includes('outbox-not-saved'));
    v.cache.outbox.put = put;
    await v.outbox.load();
    v.outbox.start();
    await v.clock.advance(10);
    await settle();
    assert.deepEqual(arrived(v), ['m0']);
  });
});
