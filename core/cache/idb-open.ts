import { type IDBPDatabase, wrap } from 'idb';
import { type CacheSchema, MIGRATIONS } from './idb-schema.js';
import type { CacheScope } from './types.js';

export type Database = IDBPDatabase<CacheSchema>;

/** A browser that neither opens nor refuses, or another tab that holds an old version, must not keep the chat waiting. */
const PATIENCE_MS = 4000;

export const databaseName = ({ engine, app, userId }: CacheScope): string =>
  `im:${[engine, app, userId].map(encodeURIComponent).join(':')}`;

/** Opens and migrates. `onLost` is called when the connection is given up for a newer build in another tab, or taken away. */
export const openDatabase = (
  factory: IDBFactory,
  name: string,
  onLost: () => void,
  patience = PATIENCE_MS,
): Promise<Database> =>
  new Promise((resolve, reject) => {
    const request = factory.open(name, MIGRATIONS.length);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error('the database did not open in time'));
    }, patience);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const db = request.result;
      if (late) return db.close();
      watch(db, onLost);
      resolve(wrap(db) as unknown as Database);
    };
  });

const watch = (db: IDBDatabase, onLost: () => void): void => {
  db.onversionchange = () => {
    db.close();
    onLost();
  };
  db.onclose = onLost;
};
