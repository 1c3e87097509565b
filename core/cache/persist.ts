import { type ImError, isImError, ImError as StorageError } from '../model/index.js';
import type { Commit, Key, Store } from '../store/index.js';
import { lasting } from './keys.js';
import type { Cache } from './types.js';

export interface Persistence {
  /** Resolves when everything committed so far is stored; rejects ImError when it cannot be. */
  flush(): Promise<void>;
  /** Stores the whole store anew: for a tab that has just become the leader, whose forerunner may have died in a write. */
  all(): void;
  /** Stores what is left and listens no more. */
  stop(): Promise<void>;
}

/** Longest a commit waits for others to share its transaction, milliseconds. */
const BATCH_MS = 50;

/**
 * Writes commits to the cache in batches of whole commits, one after the other: the engine's cursor never stands in the
 * cache before the data of its batch. Ephemeral records and commits from the cache or another tab are left out. What a
 * failed write held goes into the next one.
 */
export const persistCommits = (store: Store, cache: Cache, onError: (error: ImError) => void): Persistence => {
  let waiting = new Map<Key, unknown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const add = (entries: Iterable<readonly [Key, unknown]>): void => {
    for (const { key, after } of lasting([...entries].map(([key, after]) => ({ key, after })))) waiting.set(key, after);
    if (waiting.size > 0) timer ??= setTimeout(() => void flush().catch(() => undefined), BATCH_MS);
  };
  const tap = store.tap(({ origin, changes }: Commit) => {
    if (origin !== 'cache' && origin !== 'mirror') add(changes.map(({ key, after }) => [key, after] as const));
  });

  const write = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    try {
      await cache.write([...batch].map(([key, after]) => ({ key, after })));
    } catch (cause) {
      // Newer values win; the cursor among them waits with the data it belongs to.
      waiting = new Map([...batch, ...waiting]);
      const error = isImError(cause) ? cause : new StorageError('storage', { cause });
      onError(error);
      throw error;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  return {
    flush,
    all: () => add(store.entries()),
    stop: () => {
      tap();
      return flush();
    },
  };
};
