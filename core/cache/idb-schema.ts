/**
 * `records`: everything but messages, by its store key. `messages`: rows of keys.ts, with an index of their places.
 * `outbox`: entries by number. `blobs`: bytes by key. Append only: a step that has shipped is never changed, the number of
 * steps is the version of the database.
 */
export const MIGRATIONS: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('records');
    db.createObjectStore('messages', { keyPath: 'id' }).createIndex('place', ['conversation', 'seq', 'tie']);
    db.createObjectStore('outbox', { keyPath: 'number' }).createIndex('id', 'id', { unique: true });
    db.createObjectStore('blobs');
  },
];
