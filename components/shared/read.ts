import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Key, Store } from '../../core/index.js';

type Host = ReactiveControllerHost & { readonly isConnected: boolean };

/**
 * Reads the store for a host element and updates it when one of the records it named has changed.
 * The keys are said out loud: what an element listens to can be read off its first lines.
 */
export class Read<T> implements ReactiveController {
  #host: Host;
  #store: () => Store | undefined;
  #keys: () => Iterable<Key>;
  #pick: (store: Store) => T;
  #leave: (() => void) | undefined;
  #seen: readonly Key[] = [];
  #from: Store | undefined;

  constructor(host: Host, store: () => Store | undefined, keys: () => Iterable<Key>, pick: (store: Store) => T) {
    this.#host = host;
    this.#store = store;
    this.#keys = keys;
    this.#pick = pick;
    host.addController(this);
  }

  get value(): T | undefined {
    const store = this.#store();
    return store && this.#pick(store);
  }

  hostUpdate(): void {
    // An element that has left may be drawn once more.
    if (!this.#host.isConnected) return;
    const store = this.#store();
    const keys = store ? [...this.#keys()] : [];
    if (store === this.#from && keys.length === this.#seen.length && keys.every((key, at) => key === this.#seen[at]))
      return;
    this.#leave?.();
    this.#leave = store?.subscribe(keys, this.#changed);
    this.#from = store;
    this.#seen = keys;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#seen = [];
    this.#from = undefined;
  }

  #changed = (): void => this.#host.requestUpdate();
}
