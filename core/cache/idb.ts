import type { IDBPTransaction, StoreNames } from 'idb';
import { type ConversationId, ImError, type Message, type OrderKey } from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Key } from '../store/index.js';
import { blobOf, keepBlob } from './blobs.js';
import { firstPaint } from './first.js';
import { type Database, databaseName, openDatabase } from './idb-open.js';
import type { CacheSchema } from './idb-schema.js';
import { idOf, lasting, rowOf, type Shelf, typeOf, type Write } from './keys.js';
import { type Bounds, outgrown } from './outgrown.js';
import type { Cache, CacheScope } from './types.js';

export interface IdbOptions {
  /** Default: the browser's. */
  readonly factory?: IDBFactory;
  /** Longest wait for the database to open, milliseconds. */
  readonly patience?: number;
}

type Transaction = IDBPTransaction<CacheSchema, StoreNames<CacheSchema>[], 'readwrite'>;

/** Sorts after every number and every string, as IndexedDB compares keys. */
const AFTER_ALL: [] = [];

/** One database per engine, app and user. Every failure is ImError('storage'); wrap it in `fallbackCache`. */
export class IdbCache implements Cache {
  readonly kind = 'indexeddb' as const;
  readonly #options: IdbOptions;
  #db: Database | undefined;

  constructor(options: IdbOptions = {}) {
    this.#options = options;
  }

  open(scope: CacheScope): Promise<void> {
    return stored(async () => {
      const factory = this.#options.factory ?? globalThis.indexedDB;
      if (!factory) throw new Error('no IndexedDB here');
      const lost = () => (this.#db = undefined);
      this.#db = await openDatabase(factory, databaseName(scope), lost, this.#options.patience);
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
      const found: Message[] = [];
      const range = IDBKeyRange.bound([conversationId], end, false, true);
      const index = this.#open().transaction('messages').store.index('place');
      let cursor = limit > 0 ? await index.openCursor(range, 'prev') : null;
      while (cursor && found.push(cursor.value.value) < limit) cursor = await cursor.continue();
      return found;
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
    all: () => stored(async () => this.#open().getAll('outbox')),
    put: (entry, changes = []) =>
      this.#change(['outbox', 'records', 'messages'], (tx) => [putEntry(tx, entry), ...putAll(tx, lasting(changes))]),
    remove: (id, changes = []) =>
      this.#change(['outbox', 'records', 'messages'], (tx) => [removeEntry(tx, id), ...putAll(tx, lasting(changes))]),
  };

  trim(bounds: Bounds): Promise<void> {
    return stored(async () => this.write(await outgrown(this.#shelf, bounds)));
  }

  clear(): Promise<void> {
    const all: StoreNames<CacheSchema>[] = ['records', 'messages', 'outbox', 'blobs'];
    return this.#change(all, (tx) => all.map((name) => tx.objectStore(name).clear()));
  }

  async close(): Promise<void> {
    this.#db?.close();
    this.#db = undefined;
  }

  #open(): Database {
    if (!this.#db) throw new Error('the database is closed');
    return this.#db;
  }

  /**
   * All or nothing. Strict: a promise to send survives a power cut. A request that fails aborts the transaction, and its
   * own error says more than the abort does.
   */
  #change(names: StoreNames<CacheSchema>[], act: (tx: Transaction) => readonly Promise<unknown>[]): Promise<void> {
    return stored(async () => {
      const durability = names.includes('outbox') ? 'strict' : 'relaxed';
      const tx = this.#open().transaction(names, 'readwrite', { durability });
      const done = tx.done;
      done.catch(() => undefined);
      try {
        await Promise.all(act(tx));
      } catch (error) {
        abort(tx);
        throw error;
      }
      await done;
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

/** Async, so that a record that cannot be cloned rejects like the rest instead of throwing past them. */
const putAll = (tx: Transaction, changes: readonly Write[]): Promise<unknown>[] =>
  changes.map(async ({ key, after }) => {
    const store = typeOf(key) === 'message' ? 'messages' : 'records';
    if (after === undefined) return tx.objectStore(store).delete(store === 'messages' ? idOf(key) : key);
    if (store === 'messages') return tx.objectStore('messages').put(rowOf(after as Message));
    return tx.objectStore('records').put(after, key);
  });

/** An entry is one by its id, whatever its number. */
const putEntry = async (tx: Transaction, entry: OutboxEntry): Promise<void> => {
  const store = tx.objectStore('outbox');
  const number = await store.index('id').getKey(entry.id);
  if (number !== undefined && number !== entry.number) await store.delete(number);
  await store.put(entry);
};

const removeEntry = async (tx: Transaction, id: string): Promise<void> => {
  const store = tx.objectStore('outbox');
  const number = await store.index('id').getKey(id);
  if (number !== undefined) await store.delete(number);
};

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
