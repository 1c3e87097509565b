import { type ConversationId, compareOrder, type Message, type OrderKey } from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Key } from '../store/index.js';
import { firstPaint } from './first.js';
import { lasting, type Shelf, typeOf, type Write } from './keys.js';
import { type Bounds, outgrown } from './outgrown.js';
import type { Cache } from './types.js';

/** Forgets with the page. What a client uses where the browser keeps nothing, or before consent. */
export class MemoryCache implements Cache {
  readonly kind = 'memory' as const;
  readonly #records = new Map<Key, unknown>();
  readonly #blobs = new Map<string, Blob>();
  readonly #outbox = new Map<string, OutboxEntry>();

  async open(): Promise<void> {}

  async write(changes: readonly Write[]): Promise<void> {
    for (const { key, after } of lasting(changes)) {
      if (after === undefined) this.#records.delete(key);
      else this.#records.set(key, after);
    }
  }

  first(limits: { readonly conversations: number }): Promise<readonly (readonly [Key, unknown])[]> {
    return firstPaint(this.#shelf, limits.conversations);
  }

  async messages(
    conversationId: ConversationId,
    options: { readonly before?: OrderKey; readonly limit: number },
  ): Promise<readonly Message[]> {
    const { before, limit } = options;
    return this.#placed(conversationId)
      .filter(({ order }) => !before || compareOrder(order, before) < 0)
      .reverse()
      .slice(0, limit);
  }

  async get(key: Key): Promise<unknown> {
    return this.#records.get(key);
  }

  readonly blobs: Cache['blobs'] = {
    put: async (key, blob) => void this.#blobs.set(key, blob),
    get: async (key) => this.#blobs.get(key),
    remove: async (key) => void this.#blobs.delete(key),
  };

  readonly outbox: Cache['outbox'] = {
    all: async () => [...this.#outbox.values()].sort((a, b) => a.number - b.number),
    put: async (entry, changes = []) => {
      this.#outbox.set(entry.id, entry);
      await this.write(changes);
    },
    remove: async (id, changes = []) => {
      this.#outbox.delete(id);
      await this.write(changes);
    },
  };

  async trim(bounds: Bounds): Promise<void> {
    await this.write(await outgrown(this.#shelf, bounds));
  }

  async clear(): Promise<void> {
    for (const map of [this.#records, this.#blobs, this.#outbox]) map.clear();
  }

  async close(): Promise<void> {}

  /** Oldest first. */
  #placed(conversationId: ConversationId): (Message & { readonly order: OrderKey })[] {
    return this.#messages()
      .filter((message) => message.conversationId === conversationId)
      .sort((a, b) => compareOrder(a.order, b.order));
  }

  #messages(): (Message & { readonly order: OrderKey })[] {
    const all = [...this.#records].filter(([key]) => typeOf(key) === 'message').map(([, value]) => value as Message);
    return all.filter((message): message is Message & { readonly order: OrderKey } => message.order !== undefined);
  }

  readonly #shelf: Shelf = {
    get: (key) => this.get(key),
    range: async (prefix) => [...this.#records].filter(([key]) => key.startsWith(prefix)),
    held: async () => [...new Set(this.#messages().map((message) => message.conversationId))],
    placed: async (conversationId) => this.#placed(conversationId).map(({ id }) => id),
  };
}
