import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fallbackCache, MemoryCache, persistCommits } from '../../core/cache/index.js';
import type { Cache } from '../../core/cache/types.js';
import { ImError, isImError } from '../../core/model/index.js';
import { type Key, Store } from '../../core/store/index.js';
import { entry, message, put } from '../contracts/cache/kit.js';

/** Real memory whose writes can be made to fail, as a full disk does. */
class FailingCache extends MemoryCache {
  failing = false;
  readonly writes: (readonly { readonly key: Key }[])[] = [];

  override async write(changes: Parameters<Cache['write']>[0]): Promise<void> {
    if (this.failing) throw new ImError('storage', { message: 'full' });
    this.writes.push(changes);
    await super.write(changes);
  }
}

const fail = (error: ImError): void => {
  throw error;
};
const commit = (store: Store, n: number, origin: 'remote' | 'cache' | 'mirror' | 'local' = 'remote'): void =>
  store.commit(origin, (writer) => {
    writer.put('user', `u${n}`, { id: `u${n}` });
    writer.put('meta', 'cursor', { value: String(n) });
  });

test('commits share a write, the last value of each record in it', async () => {
  const store = new Store();
  const cache = new FailingCache();
  const persistence = persistCommits(store, cache, fail);
  for (const n of [1, 2, 3]) commit(store, n);
  await persistence.flush();
  assert.equal(cache.writes.length, 1);
  assert.deepEqual(await cache.get('meta/cursor'), { value: '3' });
  await persistence.flush();
  assert.equal(cache.writes.length, 1);
  await persistence.stop();
});

test('without a flush they are written by themselves', async () => {
  const store = new Store();
  const cache = new FailingCache();
  const persistence = persistCommits(store, cache, fail);
  commit(store, 1);
  while (cache.writes.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await cache.get('user/u1'), { id: 'u1' });
  await persistence.stop();
});

test('what came from the cache or another tab, and what is true only now, is not written', async () => {
  const store = new Store();
  const cache = new FailingCache();
  const persistence = persistCommits(store, cache, fail);
  commit(store, 1, 'cache');
  commit(store, 2, 'mirror');
  store.commit('remote', (writer) => writer.put('unread', 'total', { count: 1, muted: 0 }));
  await persistence.flush();
  assert.equal(cache.writes.length, 0);
  persistence.all();
  await persistence.flush();
  assert.deepEqual(
    cache.writes
      .flat()
      .map(({ key }) => key)
      .sort(),
    ['meta/cursor', 'user/u1', 'user/u2'],
  );
  await persistence.stop();
  commit(store, 3);
  await persistence.flush();
  assert.equal(cache.writes.length, 1);
});

test('a failed write is told, and goes with the next one', async () => {
  const store = new Store();
  const cache = new FailingCache();
  const errors: ImError[] = [];
  const persistence = persistCommits(store, cache, (error) => errors.push(error));
  cache.failing = true;
  commit(store, 1);
  await assert.rejects(persistence.flush(), (error) => isImError(error) && error.code === 'storage');
  commit(store, 2);
  store.commit('remote', (writer) => writer.remove('user', 'u1'));
  cache.failing = false;
  await persistence.flush();
  assert.equal(errors.length, 1);
  assert.deepEqual(
    [await cache.get('user/u1'), await cache.get('user/u2'), await cache.get('meta/cursor')],
    [undefined, { id: 'u2' }, { value: '2' }],
  );
  await persistence.stop();
});

test('the cursor is never in the cache before the data of its batch, whatever fails', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('commit' as const) },
    { weight: 1, arbitrary: fc.constant('fail' as const) },
    { weight: 1, arbitrary: fc.constant('heal' as const) },
    { weight: 2, arbitrary: fc.constant('flush' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const store = new Store();
      const cache = new FailingCache();
      const persistence = persistCommits(store, cache, () => undefined);
      let n = 0;
      const check = async () => {
        const { value } = ((await cache.get('meta/cursor')) as { value: string } | undefined) ?? { value: '0' };
        for (let i = 1; i <= Number(value); i++) assert.ok(await cache.get(`user/u${i}`), `${i} of ${value}`);
      };
      const flushes: Promise<unknown>[] = [];
      for (const one of steps) {
        if (one === 'commit') commit(store, ++n);
        else if (one === 'flush') flushes.push(persistence.flush().catch(() => undefined));
        else if (one === 'wait') await new Promise((resolve) => setImmediate(resolve));
        else cache.failing = one === 'fail';
        await check();
      }
      cache.failing = false;
      await Promise.all(flushes);
      await persistence.stop();
      await check();
      if (n > 0) assert.deepEqual(await cache.get('meta/cursor'), { value: String(n) });
    }),
    { numRuns: 200 },
  );
});

test('a cache that fails hands over to memory what it knows, and says so once', async () => {
  const primary = new FailingCache();
  const told: ImError[] = [];
  const cache = fallbackCache(primary, (error) => told.push(error));
  await cache.write([put('meta/cursor', { value: '1' }), put('draft/group:g1', { text: 'half' })]);
  await cache.blobs.put('b1', new Blob(['bytes']));
  await cache.outbox.put(entry('a', 1));
  assert.equal(cache.kind, 'memory');
  primary.failing = true;
  await Promise.all([
    cache.outbox.put(entry('b', 2), [put('message/b', message('b'))]),
    cache.write([put('user/ann', { id: 'ann' })]),
    cache.write([put('user/ann', { id: 'ann', name: 'Ann' })]),
  ]);
  assert.deepEqual(
    told.map(({ code }) => code),
    ['storage'],
  );
  primary.failing = false;
  await cache.write([put('user/bob', { id: 'bob' })]);
  assert.equal(await primary.get('user/bob'), undefined);
  assert.deepEqual(await cache.get('user/ann'), { id: 'ann', name: 'Ann' });
  assert.deepEqual(await cache.get('draft/group:g1'), { text: 'half' });
  assert.deepEqual(await cache.get('message/b'), message('b'));
  assert.deepEqual(
    (await cache.outbox.all()).map(({ id }) => id),
    ['a', 'b'],
  );
  assert.equal(await (await cache.blobs.get('b1'))?.text(), 'bytes');
});

test('what was sent after the failure is not sent again by the next visit', async () => {
  const primary = new FailingCache();
  const cache = fallbackCache(primary, () => undefined);
  await cache.outbox.put(entry('a', 1));
  primary.failing = true;
  await cache.write([put('user/ann', { id: 'ann' })]);
  primary.failing = false;
  await cache.outbox.remove('a');
  assert.deepEqual([await cache.outbox.all(), await primary.outbox.all()], [[], []]);
  await primary.write([put('user/bob', { id: 'bob' })]);
  await cache.clear();
  assert.equal(await primary.get('user/bob'), undefined);
});

test('an error that is not of storage passes through and degrades nothing', async () => {
  const primary = new MemoryCache();
  primary.open = async () => {
    throw new ImError('aborted');
  };
  const cache = fallbackCache(primary, fail);
  await assert.rejects(
    cache.open({ engine: 'e', app: 'a', userId: 'u' }),
    (error) => isImError(error) && error.code === 'aborted',
  );
});
