import { type ConversationId, ImError, type Message, type MessageId, type OrderKey } from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Key } from '../store/index.js';
import { blobOf, keepBlob } from './blobs.js';
import { firstPaint } from './first.js';
import { databaseName, openDatabase } from './idb-open.js';
import { answer, done, walk } from './idb-request.js';
import { idOf, lasting, type MessageRow, rowOf, type Shelf, typeOf, type Write } from './keys.js';
import { type Bounds, trimPlan } from './trim.js';
import type { Cache, CacheScope } from './types.js';

export interface IdbOptions {
  /** Default: the browser's. */
  readonly factory?: IDBFactory;
  /** Longest wait for the database to open, milliseconds. */
  readonly patience?: number;
}

type StoreName = 'records' | 'messages' | 'outbox' | 'blobs';

/** Sorts after every number and every string, as IndexedDB compares keys. */
const AFTER_ALL: [] = [];

/** One database per engine, app and user. Every failure is ImError('storage'); wrap it in `fallbackCache`. */
export class IdbCache implements Cache {
  readonly kind = 'indexeddb' as const;
  readonly #options: IdbOptions;
  #db: IDBDatabase | undefined;

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
      if (limit > 0)
        await walk(this.#place().openCursor(range, 'prev'), ({ value }) => found.push(value.value) < limit);
      return found;
    });
  }

  get(key: Key): Promise<unknown> {
    return stored(async () => {
      if (typeOf(key) !== 'message') return answer<unknown>(this.#read('records').get(key));
      return (await answer<MessageRow | undefined>(this.#read('messages').get(idOf(key))))?.value;
    });
  }

  readonly blobs: Cache['blobs'] = {
    put: (key, blob) =>
      keepBlob(blob, (kept) => this.#change(['blobs'], (tx) => [answer(tx.objectStore('blobs').put(kept, key))])),
    get: (key) => stored(async () => blobOf(await answer(this.#read('blobs').get(key)))),
    remove: (key) => this.#change(['blobs'], (tx) => [answer(tx.objectStore('blobs').delete(key))]),
  };

  readonly outbox: Cache['outbox'] = {
    all: () => stored(async () => answer<OutboxEntry[]>(this.#read('outbox').getAll())),
    put: (entry, changes = []) =>
      this.#change(['outbox', 'records', 'messages'], (tx) => [putEntry(tx, entry), ...putAll(tx, lasting(changes))]),
    remove: (id, changes = []) =>
      this.#change(['outbox', 'records', 'messages'], (tx) => [removeEntry(tx, id), ...putAll(tx, lasting(changes))]),
  };

  trim(bounds: Bounds): Promise<void> {
    return stored(async () => this.write(await trimPlan(this.#shelf, bounds)));
  }

  clear(): Promise<void> {
    const all: StoreName[] = ['records', 'messages', 'outbox', 'blobs'];
    return this.#change(all, (tx) => all.map((name) => answer(tx.objectStore(name).clear())));
  }

  async close(): Promise<void> {
    this.#db?.close();
    this.#db = undefined;
  }

  #open(): IDBDatabase {
    if (!this.#db) throw new Error('the database is closed');
    return this.#db;
  }

  #read(name: StoreName): IDBObjectStore {
    return this.#open().transaction(name).objectStore(name);
  }

  #place(): IDBIndex {
    return this.#read('messages').index('place');
  }

  /**
   * All or nothing. Strict: a promise to send survives a power cut. A request that fails aborts the transaction, and its
   * own error says more than the abort does.
   */
  #change(names: StoreName[], act: (tx: IDBTransaction) => readonly Promise<unknown>[]): Promise<void> {
    return stored(async () => {
      const durability = names.includes('outbox') ? 'strict' : 'relaxed';
      const tx = this.#open().transaction(names, 'readwrite', { durability });
      const ended = done(tx);
      ended.catch(() => undefined);
      try {
        await Promise.all(act(tx));
      } catch (error) {
        abort(tx);
        throw error;
      }
      await ended;
    });
  }

  readonly #shelf: Shelf = {
    get: (key) => this.get(key),
    range: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const store = this.#read('records');
      const [keys, values] = await Promise.all([answer(store.getAllKeys(range)), answer(store.getAll(range))]);
      return keys.map((key, index) => [key as Key, values[index]] as const);
    },
    held: async () => {
      const ids: ConversationId[] = [];
      await walk(this.#place().openKeyCursor(), ({ key }) => {
        const [id] = key as [ConversationId];
        ids.push(id);
        return [id, AFTER_ALL];
      });
      return ids;
    },
    placed: async (conversationId) => {
      const range = IDBKeyRange.bound([conversationId], [conversationId, AFTER_ALL]);
      return (await answer(this.#place().getAllKeys(range))) as MessageId[];
    },
  };
}

/** Async, so that a record that cannot be cloned rejects like the rest instead of throwing past them. */
const putAll = (tx: IDBTransaction, changes: readonly Write[]): Promise<unknown>[] =>
  changes.map(async ({ key, after }) => {
    const message = typeOf(key) === 'message';
    const store = tx.objectStore(message ? 'messages' : 'records');
    if (after === undefined) await answer(store.delete(message ? idOf(key) : key));
    else await answer(message ? store.put(rowOf(after as Message)) : store.put(after, key));
  });

const numberOf = (store: IDBObjectStore, id: string): Promise<IDBValidKey | undefined> =>
  answer(store.index('id').getKey(id));

/** An entry is one by its id, whatever its number. */
const putEntry = async (tx: IDBTransaction, entry: OutboxEntry): Promise<void> => {
  const store = tx.objectStore('outbox');
  const number = await numberOf(store, entry.id);
  if (number !== undefined && number !== entry.number) await answer(store.delete(number));
  await answer(store.put(entry));
};

const removeEntry = async (tx: IDBTransaction, id: string): Promise<void> => {
  const store = tx.objectStore('outbox');
  const number = await numberOf(store, id);
  if (number !== undefined) await answer(store.delete(number));
};

const abort = (tx: IDBTransaction): void => {
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
