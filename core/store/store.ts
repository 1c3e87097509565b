import type { Key, RecordMap, RecordType } from './records.js';

/** An ordered run of record ids. A new frozen array per change. */
export type List = readonly string[];
/** `cache` is not written back; `mirror` came from another tab. */
export type Origin = 'local' | 'remote' | 'cache' | 'mirror';
export interface Change {
  readonly key: Key;
  readonly before: unknown;
  readonly after: unknown;
}
export interface Commit {
  readonly origin: Origin;
  readonly changes: readonly Change[];
}

export interface Writer {
  put<T extends RecordType>(type: T, id: string, record: RecordMap[T]): void;
  /** Nothing happens when the record is absent or the patch changes nothing. */
  patch<T extends RecordType>(type: T, id: string, patch: Partial<RecordMap[T]>): void;
  remove(type: RecordType, id: string): void;
  /** `undefined` removes the list. */
  list(name: string, ids: List | undefined): void;
}

const EMPTY: List = Object.freeze([]);

/**
 * Normalised records with listeners keyed by record. A write touches only the listeners of the records it changed,
 * once per microtask, however many writes there were. A page of 100,000 messages and ten widgets pays for one row.
 */
export class Store {
  #values = new Map<Key, unknown>();
  #listeners = new Map<Key, Set<() => void>>();
  #taps = new Set<(commit: Commit) => void>();
  #dirty = new Set<Key>();
  #changes: Map<Key, Change> | undefined;

  get<T extends RecordType>(type: T, id: string): RecordMap[T] | undefined {
    return this.#values.get(`${type}/${id}`) as RecordMap[T] | undefined;
  }

  list(name: string): List {
    return (this.#values.get(`list/${name}`) as List | undefined) ?? EMPTY;
  }

  has(key: Key): boolean {
    return this.#values.has(key);
  }

  /** Everything, for a tab that joins. */
  entries(): IterableIterator<[Key, unknown]> {
    return this.#values.entries();
  }

  /** Calls `listener` after the records under `keys` have changed. Returns the way out. */
  subscribe(keys: Iterable<Key>, listener: () => void): () => void {
    const mine = [...new Set(keys)];
    for (const key of mine) {
      let set = this.#listeners.get(key);
      if (!set) {
        set = new Set();
        this.#listeners.set(key, set);
      }
      set.add(listener);
    }
    return () => {
      for (const key of mine) {
        const set = this.#listeners.get(key);
        set?.delete(listener);
        if (set?.size === 0) this.#listeners.delete(key);
      }
    };
  }

  /** Number of keys listened to: a leak shows here. */
  get listening(): number {
    return this.#listeners.size;
  }

  /** Sees every commit whole: the cache writer, the tab channel and the dev tools hang here. */
  tap(listener: (commit: Commit) => void): () => void {
    this.#taps.add(listener);
    return () => this.#taps.delete(listener);
  }

  /** All or nothing: a throw inside leaves the store as it was and tells nobody. */
  commit(origin: Origin, write: (writer: Writer) => void): void {
    if (this.#changes) throw new Error('commit() inside commit()');
    const changes = new Map<Key, Change>();
    this.#changes = changes;
    try {
      write(this.#writer);
    } catch (error) {
      for (const { key, before } of changes.values()) this.#assign(key, before);
      throw error;
    } finally {
      this.#changes = undefined;
    }
    this.#publish(origin, changes);
  }

  /** Takes over the changes of another tab's commit as they are. */
  apply(origin: Origin, changes: readonly Pick<Change, 'key' | 'after'>[]): void {
    if (this.#changes) throw new Error('apply() inside commit()');
    const made = new Map<Key, Change>();
    for (const { key, after } of changes) {
      made.set(key, { key, before: this.#values.get(key), after });
      this.#assign(key, after);
    }
    this.#publish(origin, made);
  }

  #publish(origin: Origin, changes: ReadonlyMap<Key, Change>): void {
    const real = [...changes.values()].filter((change) => change.before !== change.after);
    if (real.length === 0) return;
    for (const { key } of real) this.#mark(key);
    for (const tap of [...this.#taps]) {
      try {
        tap({ origin, changes: real });
      } catch (error) {
        report(error);
      }
    }
  }

  #writer: Writer = {
    put: (type, id, record) => this.#set(`${type}/${id}`, Object.freeze(record)),
    patch: (type, id, patch) => {
      const before = this.get(type, id);
      if (!before) return;
      const keys = Object.keys(patch) as (keyof typeof patch)[];
      if (keys.every((key) => Object.is(before[key], patch[key]))) return;
      this.#set(`${type}/${id}`, Object.freeze({ ...before, ...patch }));
    },
    remove: (type, id) => this.#set(`${type}/${id}`, undefined),
    list: (name, ids) => this.#set(`list/${name}`, ids && Object.freeze(ids)),
  };

  #set(key: Key, value: unknown): void {
    const before = this.#values.get(key);
    const known = this.#changes?.get(key);
    this.#changes?.set(key, { key, before: known ? known.before : before, after: value });
    this.#assign(key, value);
  }

  #assign(key: Key, value: unknown): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  #mark(key: Key): void {
    if (!this.#listeners.has(key)) return;
    if (this.#dirty.size === 0) queueMicrotask(() => this.#flush());
    this.#dirty.add(key);
  }

  #flush(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    const called = new Set<() => void>();
    for (const key of dirty)
      for (const listener of [...(this.#listeners.get(key) ?? [])])
        if (!called.has(listener)) {
          called.add(listener);
          try {
            listener();
          } catch (error) {
            report(error);
          }
        }
  }
}

/** A listener's fault must be seen, and must stop nobody else. */
const report = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};
