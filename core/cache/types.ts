import type { ConversationId, Message, OrderKey } from '../model/index.js';
import type { OutboxEntry } from '../outbox/types.js';
import type { Change, Key } from '../store/index.js';

export interface CacheScope {
  readonly engine: string;
  readonly app: string;
  readonly userId: string;
}

/**
 * What a client remembers between visits; one per engine, app and user. `MemoryCache` and `IdbCache` pass the same suite.
 * Every call may reject ImError('storage'); the client then goes on in memory, saying so once.
 */
export interface Cache {
  readonly kind: 'memory' | 'indexeddb';
  /** Opens and migrates; append-only migrations keep data. */
  open(scope: CacheScope): Promise<void>;
  /** One transaction: all of these, or none. Ephemeral records are left out. The engine's cursor is among the changes of its batch. */
  write(changes: readonly Pick<Change, 'key' | 'after'>[]): Promise<void>;
  /** First paint: meta, drafts, newest conversations with their last messages, users, cursors, members they need. */
  first(limits: { readonly conversations: number }): Promise<readonly (readonly [Key, unknown])[]>;
  /** Placed messages of one conversation, newest first, strictly before `before`. */
  messages(
    conversationId: ConversationId,
    options: { readonly before?: OrderKey; readonly limit: number },
  ): Promise<readonly Message[]>;
  get(key: Key): Promise<unknown>;
  readonly blobs: {
    put(key: string, blob: Blob): Promise<void>;
    get(key: string): Promise<Blob | undefined>;
    remove(key: string): Promise<void>;
  };
  readonly outbox: {
    /** In the order added. */
    all(): Promise<readonly OutboxEntry[]>;
    /** One transaction with the row it belongs to, so that neither is ever without the other. */
    put(entry: OutboxEntry, changes?: readonly Pick<Change, 'key' | 'after'>[]): Promise<void>;
    remove(id: string, changes?: readonly Pick<Change, 'key' | 'after'>[]): Promise<void>;
  };
  /** Drops the least recently opened conversations' messages beyond the bounds. Never outbox, drafts or pending rows. */
  trim(bounds: { readonly messagesPerConversation: number; readonly conversations: number }): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}
