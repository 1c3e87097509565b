import type { DBSchema } from 'idb';
import type { OutboxEntry } from '../outbox/types.js';
import type { KeptBlob } from './blobs.js';
import type { MessageRow } from './keys.js';

export interface CacheSchema extends DBSchema {
  /** Everything but messages, by its store key. */
  records: { key: string; value: unknown };
  messages: { key: string; value: MessageRow; indexes: { place: [string, number, string] } };
  outbox: { key: number; value: OutboxEntry; indexes: { id: string } };
  blobs: { key: string; value: KeptBlob };
}

/** Append only: a step that has shipped is never changed, the number of steps is the version of the database. */
export const MIGRATIONS: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('records');
    db.createObjectStore('messages', { keyPath: 'id' }).createIndex('place', ['conversation', 'seq', 'tie']);
    db.createObjectStore('outbox', { keyPath: 'number' }).createIndex('id', 'id', { unique: true });
    db.createObjectStore('blobs');
  },
];
