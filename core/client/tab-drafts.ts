import type { Commit, Key, Store } from '../store/index.js';
import type { Entries } from './tab-wire.js';

/** What a person does in one tab and no back end is told of. */
const OWN = /^(?:draft|played)\//;

/**
 * Drafts written in a follower, and what was played there. They go to the leader and come back with everybody's; until
 * then ours is the newer one, and no mirrored one may replace it under the person's hands.
 */
export class OwnDrafts {
  readonly #store: Store;
  readonly #send: (changes: Entries) => void;
  /** How often each is on its way. */
  readonly #away = new Map<Key, number>();
  readonly end: () => void;

  constructor(store: Store, send: (changes: Entries) => void) {
    this.#store = store;
    this.#send = send;
    this.end = store.tap((commit) => this.#written(commit));
  }

  has(key: Key): boolean {
    return this.#away.has(key);
  }

  /** To a leader who may never have got them. */
  again(): void {
    const keys = [...this.#away.keys()];
    this.#away.clear();
    const held = new Map(this.#store.entries());
    this.#post(keys.map((key) => [key, held.get(key)] as const));
  }

  returned(changes: Entries): void {
    for (const [key] of changes) {
      const left = (this.#away.get(key) ?? 1) - 1;
      if (left > 0) this.#away.set(key, left);
      else this.#away.delete(key);
    }
  }

  #written({ origin, changes }: Commit): void {
    if (origin !== 'local') return;
    this.#post(changes.filter(({ key }) => OWN.test(key)).map(({ key, after }) => [key, after] as const));
  }

  #post(changes: Entries): void {
    if (changes.length === 0) return;
    for (const [key] of changes) this.#away.set(key, (this.#away.get(key) ?? 0) + 1);
    this.#send(changes);
  }
}
