import type { OutboxEntry } from '../outbox/types.js';

/** What a page has for its last moment; workers and Node have none of it. */
interface Surroundings {
  addEventListener?(type: 'pagehide', listener: () => void): void;
  removeEventListener?(type: 'pagehide', listener: () => void): void;
  readonly localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, text: string): void;
    removeItem(key: string): void;
  };
}

const here = globalThis as unknown as Surroundings;

/**
 * A database forgets what was not yet written when the page is left, though a person has seen it. So what is being
 * written at that moment is put where it can be put at once, for the next page to take.
 */
export class LastWords {
  readonly #key: string;
  readonly #unwritten = new Map<string, OutboxEntry>();

  constructor(key: string) {
    this.#key = key;
    here.addEventListener?.('pagehide', this.#leave);
  }

  /** Until `written` settles, `entry` is not safe. */
  async hold(entry: OutboxEntry, written: Promise<void>): Promise<void> {
    this.#unwritten.set(entry.id, entry);
    try {
      await written;
    } finally {
      if (this.#unwritten.get(entry.id) === entry) this.#unwritten.delete(entry.id);
    }
  }

  /** What an earlier page left, in the order written. It stays until `done`. */
  left(): readonly OutboxEntry[] {
    try {
      const found: unknown = JSON.parse(here.localStorage?.getItem(this.#key) ?? '[]');
      return Array.isArray(found) ? found.filter((entry) => typeof entry?.id === 'string') : [];
    } catch {
      return [];
    }
  }

  done(): void {
    try {
      here.localStorage?.removeItem(this.#key);
    } catch {
      // Where nothing may be kept nothing was.
    }
  }

  close(): void {
    here.removeEventListener?.('pagehide', this.#leave);
  }

  readonly #leave = (): void => {
    if (this.#unwritten.size === 0) return;
    try {
      here.localStorage?.setItem(this.#key, JSON.stringify([...this.#unwritten.values()]));
    } catch {
      // Full, or not allowed: the database may still make it.
    }
  };
}
