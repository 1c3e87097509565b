import { ImError, isImError } from '../model/index.js';
import { MemoryCache } from './memory.js';
import type { Cache, CacheScope } from './types.js';

/** How much of the primary is taken along when it fails. */
const TAKEN = 200;

/**
 * `primary` until it fails for the first time, then memory, with what could still be read and every unsent message and its
 * bytes. `onDegrade` is told once. Nothing rejects 'storage' any more.
 */
export const fallbackCache = (primary: Cache, onDegrade: (error: ImError) => void): Cache =>
  new FallbackCache(primary, onDegrade);

class FallbackCache implements Cache {
  readonly #primary: Cache;
  readonly #onDegrade: (error: ImError) => void;
  /** Unsent messages and their bytes are few and must not be lost: held here as well. */
  readonly #spare = new MemoryCache();
  #degraded: Promise<void> | undefined;

  constructor(primary: Cache, onDegrade: (error: ImError) => void) {
    this.#primary = primary;
    this.#onDegrade = onDegrade;
  }

  get kind(): Cache['kind'] {
    return this.#degraded ? 'memory' : this.#primary.kind;
  }

  open(scope: CacheScope): Promise<void> {
    return this.#run((cache) => cache.open(scope));
  }
  write(changes: Parameters<Cache['write']>[0]): Promise<void> {
    return this.#run((cache) => cache.write(changes));
  }
  first(limits: Parameters<Cache['first']>[0]): ReturnType<Cache['first']> {
    return this.#run((cache) => cache.first(limits));
  }
  messages(...args: Parameters<Cache['messages']>): ReturnType<Cache['messages']> {
    return this.#run((cache) => cache.messages(...args));
  }
  get(key: Parameters<Cache['get']>[0]): Promise<unknown> {
    return this.#run((cache) => cache.get(key));
  }
  trim(bounds: Parameters<Cache['trim']>[0]): Promise<void> {
    return this.#run((cache) => cache.trim(bounds));
  }

  readonly blobs: Cache['blobs'] = {
    put: async (key, blob) => {
      await this.#spare.blobs.put(key, blob);
      await this.#run((cache) => cache.blobs.put(key, blob));
    },
    get: async (key) => (await this.#spare.blobs.get(key)) ?? this.#run((cache) => cache.blobs.get(key)),
    remove: async (key) => {
      await this.#spare.blobs.remove(key);
      await this.#both((cache) => cache.blobs.remove(key));
    },
  };

  readonly outbox: Cache['outbox'] = {
    all: () => this.#run((cache) => cache.outbox.all()),
    put: async (entry, changes) => {
      await this.#spare.outbox.put(entry);
      await this.#run((cache) => cache.outbox.put(entry, changes));
    },
    remove: async (id, changes) => {
      await this.#spare.outbox.remove(id);
      await this.#both((cache) => cache.outbox.remove(id, changes));
    },
  };

  async clear(): Promise<void> {
    await this.#spare.clear();
    await this.#both((cache) => cache.clear());
  }

  async close(): Promise<void> {
    await this.#primary.close().catch(() => undefined);
  }

  /** What has ended must end in the primary too, if it still can: else the next visit would send it again. */
  async #both(act: (cache: Cache) => Promise<void>): Promise<void> {
    if (this.#degraded) await act(this.#primary).catch(() => undefined);
    await this.#run(act);
  }

  async #run<T>(act: (cache: Cache) => Promise<T>): Promise<T> {
    if (!this.#degraded) {
      try {
        return await act(this.#primary);
      } catch (error) {
        if (isImError(error) && error.code !== 'storage') throw error;
        this.#degraded ??= this.#degrade(error);
      }
    }
    await this.#degraded;
    return act(this.#spare);
  }

  async #degrade(error: unknown): Promise<void> {
    this.#onDegrade(isImError(error) ? error : new ImError('storage', { cause: error }));
    const known = await this.#primary.first({ conversations: TAKEN }).catch(() => []);
    await this.#spare.write(known.map(([key, after]) => ({ key, after })));
    const sparing = new Set((await this.#spare.outbox.all()).map(({ id }) => id));
    for (const entry of await this.#primary.outbox.all().catch(() => []))
      if (!sparing.has(entry.id)) await this.#spare.outbox.put(entry);
  }
}
