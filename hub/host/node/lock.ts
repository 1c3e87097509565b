import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SetupError } from './setup-error.js';

/**
 * One hub a data directory: the service counts on being the only writer. The lock is SQLite's on a file beside the
 * database, so it ends with the process however that ends, and online backups are not kept out.
 */
export function lockData(directory: string): () => void {
  const lock = new Database(join(directory, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      throw new SetupError(`data directory ${directory} is in use by another hub`);
    }
    throw error;
  }
  return () => lock.close();
}
