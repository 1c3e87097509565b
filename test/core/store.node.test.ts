import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { User } from '../../core/model/index.js';
import { type Commit, type Key, Store } from '../../core/store/index.js';

const user = (id: string, name: string): User => ({ id, name });
const put = (store: Store, id: string, name: string) =>
  store.commit('local', (writer) => writer.put('user', id, user(id, name)));
const settle = () => new Promise<void>((resolve) => queueMicrotask(resolve));

test('a listener runs once per microtask, for its own keys only', async () => {
  const store = new Store();
  const calls: string[] = [];
  store.subscribe(['user/a', 'user/b'], () => calls.push('ab'));
  store.subscribe(['user/c'], () => calls.push('c'));
  put(store, 'a', '1');
  put(store, 'a', '2');
  put(store, 'b', '1');
  assert.deepEqual(calls, []);
  await settle();
  assert.deepEqual(calls, ['ab']);
  assert.equal(store.get('user', 'a')?.name, '2');
});

test('the way out ends it, and nothing stays listened to', async () => {
  const store = new Store();
  let calls = 0;
  const end = store.subscribe(['user/a', 'user/b'], () => calls++);
  assert.equal(store.listening, 2);
  end();
  end();
  put(store, 'a', '1');
  await settle();
  assert.equal(calls, 0);
  assert.equal(store.listening, 0);
});

test('a throw inside a commit leaves the store as it was and tells nobody', async () => {
  const store = new Store();
  put(store, 'a', '1');
  store.commit('local', (writer) => writer.list('conversations', ['x']));
  await settle();
  const commits: Commit[] = [];
  let calls = 0;
  store.tap((commit) => commits.push(commit));
  store.subscribe(['user/a', 'user/b', 'list/conversations'], () => calls++);
  assert.throws(
    () =>
      store.commit('local', (writer) => {
        writer.put('user', 'a', user('a', '2'));
        writer.put('user', 'b', user('b', '2'));
        writer.list('conversations', undefined);
        throw new Error('half way');
      }),
    /half way/,
  );
  await settle();
  assert.equal(store.get('user', 'a')?.name, '1');
  assert.equal(store.has('user/b'), false);
  assert.deepEqual(store.list('conversations'), ['x']);
  assert.deepEqual([commits.length, calls], [0, 0]);
});

test('a commit inside a commit is refused, and the outer one does not happen', () => {
  const store = new Store();
  assert.throws(() =>
    store.commit('local', (writer) => {
      writer.put('user', 'a', user('a', '1'));
      put(store, 'b', '1');
    }),
  );
  assert.equal(store.has('user/a'), false);
  put(store, 'c', '1');
  assert.equal(store.get('user', 'c')?.name, '1');
});

test('a patch that changes nothing is no change; of an absent record nothing', async () => {
  const store = new Store();
  put(store, 'a', '1');
  await settle();
  const commits: Commit[] = [];
  store.tap((commit) => commits.push(commit));
  store.commit('remote', (writer) => {
    writer.patch('user', 'a', { name: '1' });
    writer.patch('user', 'b', { name: '1' });
    writer.remove('user', 'c');
  });
  assert.equal(commits.length, 0);
  store.commit('remote', (writer) => writer.patch('user', 'a', { name: '2' }));
  assert.deepEqual(commits, [
    {
      origin: 'remote',
      changes: [{ key: 'user/a', before: { id: 'a', name: '1' }, after: { id: 'a', name: '2' } }],
    },
  ]);
});

test('records and lists are frozen', () => {
  const store = new Store();
  put(store, 'a', '1');
  store.commit('local', (writer) => writer.list('conversations', ['a']));
  assert.throws(() => Object.assign(store.get('user', 'a') as object, { name: 'x' }), TypeError);
  assert.throws(() => (store.list('conversations') as string[]).push('x'), TypeError);
  assert.throws(() => (store.list('none') as string[]).push('x'), TypeError);
});

test('a listener or tap that throws stops nobody else and is seen', async () => {
  const store = new Store();
  const seen: unknown[] = [];
  const calls: string[] = [];
  const original = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => seen.push(error));
  try {
    store.tap(() => {
      throw new Error('tap');
    });
    store.tap(() => calls.push('tap'));
    store.subscribe(['user/a'], () => {
      throw new Error('listener');
    });
    store.subscribe(['user/a'], () => calls.push('listener'));
    put(store, 'a', '1');
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of original) process.on('uncaughtException', listener);
  }
  assert.deepEqual(calls, ['tap', 'listener']);
  assert.deepEqual(seen.map((error) => (error as Error).message).sort(), ['listener', 'tap']);
});

test('a store that applies every commit of another ends up equal, whatever was written', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const write = fc.oneof(
    fc.record({ what: fc.constant('put' as const), id: key, name: fc.string() }),
    fc.record({ what: fc.constant('patch' as const), id: key, name: fc.string() }),
    fc.record({ what: fc.constant('remove' as const), id: key }),
    fc.record({ what: fc.constant('list' as const), id: key, ids: fc.option(fc.array(key), { nil: undefined }) }),
  );
  const commit = fc.record({ writes: fc.array(write), throws: fc.boolean() });
  fc.assert(
    fc.property(fc.array(commit), (commits) => {
      const store = new Store();
      const mirror = new Store();
      store.tap(({ changes }) => mirror.apply('mirror', changes));
      for (const { writes, throws } of commits) {
        try {
          store.commit('local', (writer) => {
            for (const one of writes)
              if (one.what === 'put') writer.put('user', one.id, user(one.id, one.name));
              else if (one.what === 'patch') writer.patch('user', one.id, { name: one.name });
              else if (one.what === 'remove') writer.remove('user', one.id);
              else writer.list(one.id, one.ids && [...one.ids]);
            if (throws) throw new Error('no');
          });
        } catch {
          // All or nothing is what the mirror checks.
        }
      }
      const sorted = (from: Store) => [...from.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(sorted(mirror), sorted(store));
    }),
  );
});

test('a write touches the listeners of its own keys only, however many there are', async () => {
  const store = new Store();
  let calls = 0;
  for (let i = 0; i < 10_000; i++) store.subscribe([`message/m${i}` as Key], () => calls++);
  put(store, 'a', '1');
  await settle();
  assert.equal(calls, 0);
});
