import type { Job, Outcome, Storage, Tx } from '../port.js';
import { Turns } from '../turns.js';
import { type Db, openDb } from './db.js';
import { docTable } from './docs.js';
import { eventTable } from './events.js';
import { conversationTable, memberTable } from './members.js';
import { messageTable } from './messages.js';
import { deviceTable, fileTable, groupTable, userTable } from './people.js';
import { searchTable } from './search.js';

export interface SqliteOptions {
  /** Path of the database, made if it is not there; its folder must be. */
  readonly file: string;
  /** `full` (default): what was answered survives the loss of power. `normal`: a crash of the process only, and faster. */
  readonly synchronous?: 'full' | 'normal';
}

/** One file, for one process. Throws if the file cannot be opened, is no database, or is of a newer hub. */
export const sqliteStorage = ({ file, synchronous = 'full' }: SqliteOptions): Storage =>
  new SqliteStorage(openDb(file, synchronous));

class SqliteStorage implements Storage {
  readonly #db: Db;
  readonly #tx: Tx;
  readonly #turns = new Turns();

  constructor(db: Db) {
    this.#db = db;
    this.#tx = {
      users: userTable(db),
      devices: deviceTable(db),
      conversations: conversationTable(db),
      members: memberTable(db),
      messages: messageTable(db),
      groups: groupTable(db),
      files: fileTable(db),
      events: eventTable(db),
      search: searchTable(db),
      docs: docTable(db),
    };
  }

  async transaction<T>(job: Job<T>): Promise<T> {
    const [outcome] = await this.batch([job]);
    if (!outcome?.ok) throw outcome?.error;
    return outcome.value;
  }

  batch<T>(jobs: readonly Job<T>[]): Promise<Outcome<T>[]> {
    return this.#turns.run(() => this.#batch(jobs));
  }

  close(): Promise<void> {
    return this.#turns.run(async () => {
      this.#db.raw.close();
    });
  }

  /** All jobs share one commit, and so one wait for the disk. */
  async #batch<T>(jobs: readonly Job<T>[]): Promise<Outcome<T>[]> {
    this.#db.run('BEGIN IMMEDIATE');
    try {
      const outcomes: Outcome<T>[] = [];
      for (const job of jobs) outcomes.push(await this.#job(job));
      this.#db.run('COMMIT');
      return outcomes;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (this.#db.raw.inTransaction) this.#db.run('ROLLBACK');
      throw error;
    }
  }

  async #job<T>(job: Job<T>): Promise<Outcome<T>> {
    this.#db.run('SAVEPOINT job');
    try {
      const value = await job(this.#tx);
      this.#db.run('RELEASE job');
      return { ok: true, value };
    } catch (error) {
      if (!this.#db.raw.inTransaction) throw error;
      this.#db.run('ROLLBACK TO job');
      this.#db.run('RELEASE job');
      return { ok: false, error };
    }
  }
}
