import type { IDBPTransaction, StoreNames } from 'idb';
import { type ConversationId, ImError, type Message, type OrderKey } from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Key } from '../store/index.js';
import { blobOf, keepBlob } from './blobs.js';
import { firstPaint } from './first.js';
import { type Database, databaseName, openDatabase } from './idb-open.js';
import type { CacheSchema } from './idb-schema.js';
import { idOf, lasting, rowOf, type Shelf, typeOf, type Write } from './keys.js';
import { LastWords } from './last-words.js';
import { type Bounds, outgrown } from './outgrown.js';
import type { Cache, CacheScope } from './types.js';

export interface IdbOptions {
  /** Default: the browser's. */
  readonly factory?: IDBFactory;
  /** Longest wait for the database to open, milliseconds. */
  readonly patience?: number;
}

type Transaction = IDBPTransaction<CacheSchema, StoreNames<CacheSchema>[], 'readwrite'>;
/** Asks for all there is to change; throws on what cannot be kept. */
type Act = (tx: Transaction) => Iterable<Promise<unknown>>;

/** Sorts after every number and every string, as IndexedDB compares keys. */
const AFTER_ALL: [] = [];

/** One database per engine, app and user. Every failure is ImError('storage'); wrap it in `fallbackCache`. */
export class IdbCache implements Cache {
  readonly kind = 'indexeddb' as const;
  readonly #options: IdbOptions;
  #db: Database | undefined;
  /** Places of entries, once all were read: then an entry is put without asking for its place before. */
  #places: Map<string, number> | undefined;
  #words: LastWords | undefined;

  constructor(options: IdbOptions = {}) {
    this.#options = options;
  }

  open(scope: CacheScope): Promise<void> {
    return stored(async () => {
      const factory = this.#options.factory ?? globalThis.indexedDB;
      if (!factory) throw new Error('no IndexedDB here');
      const lost = () => (this.#db = undefined);
      const name = databaseName(scope);
      this.#db = await openDatabase(factory, name, lost, this.#options.patience);
      this.#words ??= new LastWords(name);
    });
  }

  write(changes: readonly Write[]): Promise<void> {
    const kept = lasting(changes);
    if (kept.length === 0) return Promise.resolve();
    return this.#change(['records', 'messages'], (tx) => putAll(tx, kept));
  }

  first(limits: { readonly conversations: number }): Promise<readonly (readonly [Key, unknown])[]> {
    return stored(() => firstPaint(this.#shelf, limits.conversations));
  }

  messages(
    conversationId: ConversationId,
    options: { readonly before?: OrderKey; readonly limit: number },
  ): Promise<readonly Message[]> {
    const { before, limit } = options;
    const end = before ? [conversationId, before.seq, before.tie] : [conversationId, AFTER_ALL];
    return stored(async () => {
      if (limit < 1) return [];
      const all = IDBKeyRange.bound([conversationId], end, false, true);
      const index = this.#open().transaction('messages').store.index('place');
      // Where the last of them stands, then all at once: a walk would ask for each.
      const newest = await index.openKeyCursor(all, 'prev');
      const last = limit > 1 ? await newest?.advance(limit - 1) : newest;
      const found = await index.getAll(last ? IDBKeyRange.bound(last.key, end, false, true) : all);
      return found.map(({ value }) => value).toReversed();
    });
  }

  get(key: Key): Promise<unknown> {
    return stored(async () =>
      typeOf(key) === 'message'
        ? (await this.#open().get('messages', idOf(key)))?.value
        : this.#open().get('records', key),
    );
  }

  readonly blobs: Cache['blobs'] = {
    put: (key, blob) =>
      keepBlob(blob, (kept) => this.#change(['blobs'], (tx) => [tx.objectStore('blobs').put(kept, key)])),
    get: (key) => stored(async () => blobOf(await this.#open().get('blobs', key))),
    remove: (key) => this.#change(['blobs'], (tx) => [tx.objectStore('blobs').delete(key)]),
  };

  readonly outbox: Cache['outbox'] = {
    all: () =>
      stored(async () => {
        const entries = await this.#entries();
        const left = this.#words?.left() ?? [];
        if (left.length === 0) return entries;
        let last = Math.max(0, ...entries.map(({ number }) => number));
        for (const entry of left) {
          const number = this.#places?.get(entry.id) ?? ++last;
          await this.#entry(entry.id, { ...entry, number }, []);
        }
        this.#words?.done();
        return this.#entries();
      }),
    put: (entry, changes = []) => {
      const written = this.#entry(entry.id, entry, changes);
      return this.#words?.hold(entry, written) ?? written;
    },
    remove: (id, changes = []) => this.#entry(id, undefined, changes),
  };

  async #entries(): Promise<readonly OutboxEntry[]> {
    const entries = await this.#open().getAll('outbox');
    this.#places = new Map(entries.map(({ id, number }) => [id, number]));
    return entries;
  }

  /** An entry is one by its id, whatever its number. */
  async #entry(id: string, entry: OutboxEntry | undefined, changes: readonly Write[]): Promise<void> {
    const places = this.#places;
    const old = places ? places.get(id) : await stored(() => this.#open().getKeyFromIndex('outbox', 'id', id));
    if (entry) places?.set(id, entry.number);
    else places?.delete(id);
    try {
      await this.#change(['outbox', 'records', 'messages'], function* (tx) {
        const store = tx.objectStore('outbox');
        if (old !== undefined && old !== entry?.number) yield store.delete(old);
        if (entry) yield store.put(entry);
        yield* putAll(tx, lasting(changes));
      });
    } catch (error) {
      this.#places = undefined;
      throw error;
    }
  }

  trim(bounds: Bounds): Promise<void> {
    return stored(async () => this.write(await outgrown(this.#shelf, bounds)));
  }

  clear(): Promise<void> {
    this.#places = undefined;
    this.#words?.done();
    const all: StoreNames<CacheSchema>[] = ['records', 'messages', 'outbox', 'blobs'];
    return this.#change(all, (tx) => all.map((name) => tx.objectStore(name).clear()));
  }

  async close(): Promise<void> {
    this.#places = undefined;
    this.#words?.close();
    this.#words = undefined;
    this.#db?.close();
    this.#db = undefined;
  }

  #open(): Database {
    if (!this.#db) throw new Error('the database is closed');
    return this.#db;
  }

  /**
   * All or nothing. Strict: a promise to send survives a power cut. Asked for at once and with its end, so that it happens
   * even when the page is left in the next moment. A request that fails aborts the transaction, and its own error says
   * more than the abort does.
   */
  #change(names: StoreNames<CacheSchema>[], act: Act): Promise<void> {
    return stored(async () => {
      const durability = names.includes('outbox') ? 'strict' : 'relaxed';
      const tx = this.#open().transaction(names, 'readwrite', { durability });
      const requests: Promise<unknown>[] = [tx.done];
      try {
        for (const request of act(tx)) requests.unshift(request);
        tx.commit();
      } catch (error) {
        abort(tx);
        throw error;
      } finally {
        for (const request of requests) request.catch(() => undefined);
      }
      await Promise.all(requests);
    });
  }

  readonly #shelf: Shelf = {
    get: (key) => this.get(key),
    range: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const store = this.#open().transaction('records').store;
      const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return keys.map((key, index) => [key as Key, values[index]] as const);
    },
    held: async () => {
      const ids: ConversationId[] = [];
      const index = this.#open().transaction('messages').store.index('place');
      let cursor = await index.openKeyCursor();
      while (cursor) {
        const [id] = cursor.key;
        ids.push(id as ConversationId);
        cursor = await cursor.continue([id, AFTER_ALL] as unknown as typeof cursor.key);
      }
      return ids;
    },
    placed: (conversationId) =>
      this.#open().getAllKeysFromIndex(
        'messages',
        'place',
        IDBKeyRange.bound([conversationId], [conversationId, AFTER_ALL]),
      ),
  };
}

function* putAll(tx: Transaction, changes: readonly Write[]): Iterable<Promise<unknown>> {
  for (const { key, after } of changes) {
    const store = typeOf(key) === 'message' ? 'messages' : 'records';
    if (after === undefined) yield tx.objectStore(store).delete(store === 'messages' ? idOf(key) : key);
    else if (store === 'messages') yield tx.objectStore('messages').put(rowOf(after as Message));
    else yield tx.objectStore('records').put(after, key);
  }
}

const abort = (tx: Transaction): void => {
  try {
    tx.abort();
  } catch {
    // It has aborted by itself.
  }
};

const stored = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ImError('storage', { message, cause });
  }
};
