import { type IDBPDatabase, openDB } from 'idb';
import type { Job, Outcome, Storage, Tx } from '../port.js';
import { Turns } from '../turns.js';
import { docTable } from './docs.js';
import { eventTable } from './events.js';
import { failureOf, flush } from './held.js';
import { conversationTable, memberTable } from './members.js';
import { messageTable } from './messages.js';
import { deviceTable, fileTable, groupTable, userTable } from './people.js';
import { type HubSchema, MIGRATIONS, type Transaction } from './schema.js';
import { searchTable } from './search.js';

export interface IndexedDbOptions {
  /** Of the database, one for each hub of an origin. */
  readonly name: string;
}

/**
 * Data of a hub in a page. Opened with the first transaction, which rejects if the browser keeps no data or has data of
 * a newer hub. One page at a time may write: the host sees to that.
 */
export const indexedDbStorage = ({ name }: IndexedDbOptions): Storage => new IndexedDbStorage(name);

const open = (name: string): Promise<IDBPDatabase<HubSchema>> =>
  openDB<HubSchema>(name, MIGRATIONS.length, {
    async upgrade(db, oldVersion, _newVersion, tx) {
      for (const migration of MIGRATIONS.slice(oldVersion)) await migration(db, tx);
    },
    // A newer hub in another tab waits for this one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

const tablesOf = (t: Transaction): Tx => ({
  users: userTable(t),
  devices: deviceTable(t),
  conversations: conversationTable(t),
  members: memberTable(t),
  messages: messageTable(t),
  groups: groupTable(t),
  files: fileTable(t),
  events: eventTable(t),
  search: searchTable(t),
  docs: docTable(t),
});

/** What one job alone may be to blame for: two rows with one id, what is no data, more than there is room for, a row that cannot be read. */
const OWN = [
  ...['ConstraintError', 'DataError', 'DataCloneError'],
  ...['QuotaExceededError', 'UnknownError', 'NotReadableError'],
];
const isOfDisk = (error: unknown): boolean => error instanceof DOMException && !OWN.includes(error.name);

class IndexedDbStorage implements Storage {
  readonly #name: string;
  readonly #turns = new Turns();
  #db: Promise<IDBPDatabase<HubSchema>> | undefined;
  #closed = false;

  constructor(name: string) {
    this.#name = name;
  }

  transaction<T>(job: Job<T>): Promise<T> {
    return this.#turns.run(() => this.#run(job));
  }

  batch<T>(jobs: readonly Job<T>[]): Promise<Outcome<T>[]> {
    return this.#turns.run(async () => {
      try {
        return await this.#run(async (tx) => {
          const outcomes: Outcome<T>[] = [];
          for (const job of jobs) outcomes.push({ ok: true, value: await job(tx) });
          return outcomes;
        });
      } catch (error) {
        if (isOfDisk(error)) throw error;
        return this.#apart(jobs);
      }
    });
  }

  /** What one job has written cannot be taken back without the others, which begin again. */
  async #apart<T>(jobs: readonly Job<T>[]): Promise<Outcome<T>[]> {
    const outcomes: Outcome<T>[] = [];
    for (const job of jobs) {
      outcomes.push(
        await this.#run(job).then(
          (value) => ({ ok: true as const, value }),
          (error: unknown) => ({ ok: false as const, error }),
        ),
      );
    }
    return outcomes;
  }

  close(): Promise<void> {
    return this.#turns.run(async () => {
      this.#closed = true;
      (await this.#db?.catch(() => undefined))?.close();
    });
  }

  async #run<T>(job: Job<T>): Promise<T> {
    if (this.#closed) throw new Error('the storage is closed');
    this.#db ??= open(this.#name);
    const db = await this.#db.catch((error: unknown) => {
      this.#db = undefined;
      throw error;
    });
    const t = db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'strict' });
    try {
      const value = await job(tablesOf(t));
      flush(t);
      t.commit();
      await t.done;
      return value;
    } catch (error) {
      const reason = failureOf(t) ?? error;
      t.done.catch(() => undefined);
      try {
        t.abort();
      } catch {
        // It ended by itself.
      }
      await t.done.catch(() => undefined);
      throw reason;
    }
  }
}
