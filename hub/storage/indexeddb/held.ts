import type { IDBPObjectStore } from 'idb';
import type { HubSchema, Store, Transaction } from './schema.js';

type Name = 'users' | 'groups' | 'conversations' | 'members' | 'numbers';
type Key<N extends Name> = HubSchema[N]['key'];
type Row<N extends Name> = HubSchema[N]['value'];
type Objects<N extends Name> = IDBPObjectStore<HubSchema, Store[], N, 'readwrite'>;

const failures = new WeakMap<Transaction, unknown>();

/** Not waited for: a request that fails ends its transaction, and with it the job. */
export const sent = (t: Transaction, request: Promise<unknown>): void => {
  request.catch((error: unknown) => {
    if (!failures.has(t)) failures.set(t, error);
  });
};

/** Of the first such request that failed: it says more than the end of the transaction does. */
export const failureOf = (t: Transaction): unknown => failures.get(t);

/** Rows of a store as a transaction has seen and changed them: each is asked for once, and written once however often it changes. */
export class Held<N extends Name> {
  readonly #t: Transaction;
  readonly #store: Objects<N>;
  readonly #known = new Map<string, Promise<Row<N> | undefined>>();
  readonly #changed = new Map<string, () => Promise<unknown>>();

  constructor(t: Transaction, name: N) {
    this.#t = t;
    this.#store = t.objectStore(name);
  }

  get(key: Key<N>): Promise<Row<N> | undefined> {
    const name = JSON.stringify(key);
    const row = this.#known.get(name) ?? this.#store.get(key);
    this.#known.set(name, row);
    return row;
  }

  put(key: Key<N>, row: Row<N>): void {
    const place = this.#store.keyPath === null ? key : undefined;
    this.#change(key, row, () => this.#store.put(row, place));
  }

  remove(key: Key<N>): void {
    this.#change(key, undefined, () => this.#store.delete(key));
  }

  /** The store as it is by now, for questions about more than one row. */
  get all(): Objects<N> {
    this.flush();
    return this.#store;
  }

  flush(): void {
    for (const write of this.#changed.values()) sent(this.#t, write());
    this.#changed.clear();
  }

  #change(key: Key<N>, row: Row<N> | undefined, write: () => Promise<unknown>): void {
    const name = JSON.stringify(key);
    this.#known.set(name, Promise.resolve(row));
    this.#changed.set(name, write);
  }
}

const heldOf = (t: Transaction) => ({
  users: new Held(t, 'users'),
  groups: new Held(t, 'groups'),
  conversations: new Held(t, 'conversations'),
  members: new Held(t, 'members'),
  numbers: new Held(t, 'numbers'),
});

const known = new WeakMap<Transaction, ReturnType<typeof heldOf>>();

/** What this transaction holds of the stores that nearly every call asks. */
export const heldIn = (t: Transaction): ReturnType<typeof heldOf> => {
  const held = known.get(t) ?? heldOf(t);
  known.set(t, held);
  return held;
};

/** Writes what is held; before the end of a transaction. */
export const flush = (t: Transaction): void => {
  for (const rows of Object.values(heldIn(t))) rows.flush();
};
