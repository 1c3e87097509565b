import { expect } from '@open-wc/testing';
import { IdbCache } from '../../core/cache/idb.js';
import { databaseName } from '../../core/cache/idb-open.js';
import { fallbackCache, MemoryCache } from '../../core/cache/index.js';
import type { CacheScope } from '../../core/cache/types.js';
import { type ImError, isImError } from '../../core/model/index.js';
import { entry, GROUP, idsOf, message, put, putMessages, SCOPE } from '../contracts/cache/kit.js';
import { type CacheFactory, runCacheContract } from '../contracts/cache.js';

const remove = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });

const idb = (): CacheFactory => ({
  create: () => new IdbCache(),
  lasts: true,
  cleanup: () => remove(databaseName(SCOPE)),
});
const memory = (): CacheFactory => ({ create: () => new MemoryCache(), lasts: false, cleanup: async () => {} });

runCacheContract('memory', memory, { describe, it });
runCacheContract('indexeddb', idb, { describe, it });

const codeOf = (promise: Promise<unknown>): Promise<string | undefined> =>
  promise.then(
    () => undefined,
    (error) => (isImError(error) ? error.code : String(error)),
  );

/** The browser's factory, whose connections can be told to be full: every transaction that writes is then aborted. */
const fullFactory = () => {
  const state = { full: false };
  const open = (name: string, version?: number): IDBOpenDBRequest => {
    const request = indexedDB.open(name, version);
    request.addEventListener('success', () => {
      const db = request.result;
      const transaction = db.transaction.bind(db);
      db.transaction = (...args: Parameters<IDBDatabase['transaction']>) => {
        const tx = transaction(...args);
        if (state.full && args[1] === 'readwrite') tx.commit = () => tx.abort();
        return tx;
      };
    });
    return request;
  };
  return { state, factory: { ...fakeRest, open } as IDBFactory };
};
const fakeRest = { cmp: () => 0, databases: async () => [], deleteDatabase: indexedDB.deleteDatabase.bind(indexedDB) };

describe('IdbCache', () => {
  let scope: CacheScope;
  let count = 0;
  beforeEach(() => {
    scope = { engine: 'hub', app: `case-${count++}`, userId: 'a:b/c' };
  });
  afterEach(() => remove(databaseName(scope)));

  it('keeps users, apps and engines apart', () => {
    const names = [
      { engine: 'a', app: 'b', userId: 'c:d' },
      { engine: 'a', app: 'b:c', userId: 'd' },
      { engine: 'a:b', app: 'c', userId: 'd' },
    ].map(databaseName);
    expect(new Set(names).size).to.equal(3);
  });

  it('rejects storage before it is opened, after it is closed, and where there is no database', async () => {
    const cache = new IdbCache();
    expect(await codeOf(cache.get('user/ann'))).to.equal('storage');
    await cache.open(scope);
    await cache.close();
    expect(await codeOf(cache.write([put('user/ann', { id: 'ann' })]))).to.equal('storage');
    const denied = {
      ...fakeRest,
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    } as IDBFactory;
    expect(await codeOf(new IdbCache({ factory: denied }).open(scope))).to.equal('storage');
  });

  it('does not wait for a database that never opens', async () => {
    const silent = { ...fakeRest, open: () => ({}) } as unknown as IDBFactory;
    expect(await codeOf(new IdbCache({ factory: silent, patience: 20 }).open(scope))).to.equal('storage');
  });

  it('writes all or nothing: a record that cannot be kept takes the others with it', async () => {
    const cache = new IdbCache();
    await cache.open(scope);
    await cache.write([put('meta/cursor', { value: '1' })]);
    const bad = put('user/bad', { id: 'bad', name: () => 'a function' });
    expect(await codeOf(cache.write([put('meta/cursor', { value: '2' }), bad]))).to.equal('storage');
    expect(await codeOf(cache.outbox.put(entry('a', 1), [...putMessages(message('a')), bad]))).to.equal('storage');
    expect(await cache.get('meta/cursor')).to.deep.equal({ value: '1' });
    expect(await cache.get('message/a')).to.equal(undefined);
    expect(await cache.outbox.all()).to.deep.equal([]);
    await cache.close();
  });

  it('gives way to a newer build in another tab, and goes on in memory with what waits to be sent', async () => {
    const told: ImError[] = [];
    const cache = fallbackCache(new IdbCache(), (error) => told.push(error));
    await cache.open(scope);
    await cache.outbox.put(entry('a', 1));
    expect(cache.kind).to.equal('indexeddb');
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(databaseName(scope), 99);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await cache.write([put('user/ann', { id: 'ann' })]);
    expect(cache.kind).to.equal('memory');
    expect(told.map(({ code }) => code)).to.deep.equal(['storage']);
    expect(await idsOf(cache.outbox.all())).to.deep.equal(['a']);
    expect(await cache.get('user/ann')).to.deep.equal({ id: 'ann' });
    newer.close();
  });

  it('an older build than the database goes on in memory', async () => {
    const newer = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(databaseName(scope), 99);
      request.onsuccess = () => resolve(request.result);
    });
    newer.close();
    const told: ImError[] = [];
    const cache = fallbackCache(new IdbCache(), (error) => told.push(error));
    await cache.open(scope);
    await cache.write([put('user/ann', { id: 'ann' })]);
    expect(await cache.get('user/ann')).to.deep.equal({ id: 'ann' });
    expect(told.length).to.equal(1);
  });

  it('when the disk is full nothing that was known is lost', async () => {
    const { state, factory } = fullFactory();
    const told: ImError[] = [];
    const cache = fallbackCache(new IdbCache({ factory }), (error) => told.push(error));
    await cache.open(scope);
    await cache.write([put('meta/cursor', { value: '1' }), put('draft/group:g1', { text: 'half' })]);
    await cache.outbox.put(entry('a', 1), putMessages(message('a')));
    expect(told.length).to.equal(0);
    state.full = true;
    await cache.outbox.put(entry('b', 2), putMessages(message('b')));
    await cache.write(putMessages(message('m1', 1)));
    expect(told.map(({ code }) => code)).to.deep.equal(['storage']);
    expect(await idsOf(cache.outbox.all())).to.deep.equal(['a', 'b']);
    expect(await cache.get('draft/group:g1')).to.deep.equal({ text: 'half' });
    expect(await idsOf(cache.messages(GROUP, { limit: 5 }))).to.deep.equal(['m1']);
    state.full = false;
    const later = new IdbCache();
    await later.open(scope);
    expect(await idsOf(later.outbox.all())).to.deep.equal(['a']);
    expect(await later.get('meta/cursor')).to.deep.equal({ value: '1' });
    await later.close();
    await cache.close();
  });

  it('two tabs share it', async () => {
    const [one, two] = [new IdbCache(), new IdbCache()];
    await Promise.all([one.open(scope), two.open(scope)]);
    await one.write(putMessages(message('m1', 1)));
    await two.write(putMessages(message('m2', 2)));
    expect(await idsOf(one.messages(GROUP, { limit: 5 }))).to.deep.equal(['m2', 'm1']);
    await one.close();
    await two.close();
  });
});
