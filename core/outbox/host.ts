import type { CallOptions, Engine, Placed } from '../engine/index.js';
import type { ConversationId, ImError, Message, MessageId, UserId } from '../model/index.js';
import type { Change, Key, Store, Writer } from '../store/index.js';
import type { OutboxEntry } from './types.js';

type Kept = readonly Pick<Change, 'key' | 'after'>[];

/** The part of the cache an outbox needs; `Cache` of core/cache has this shape. */
export interface OutboxStorage {
  get(key: Key): Promise<unknown>;
  readonly blobs: {
    put(key: string, blob: Blob): Promise<void>;
    get(key: string): Promise<Blob | undefined>;
    remove(key: string): Promise<void>;
  };
  readonly outbox: {
    all(): Promise<readonly OutboxEntry[]>;
    put(entry: OutboxEntry, changes?: Kept): Promise<void>;
    remove(id: string, changes?: Kept): Promise<void>;
  };
}

/** What an outbox needs of its client; a `Context` without `outbox`, and `place`, is one. */
export interface OutboxHost {
  readonly engine: Pick<Engine, 'info' | 'messages' | 'conversations' | 'media'>;
  readonly store: Store;
  readonly cache: OutboxStorage;
  readonly env: {
    now(): number;
    random(): number;
    setTimeout(run: () => void, ms: number): unknown;
    clearTimeout(handle: unknown): void;
  };
  readonly userId: UserId;
  connected(): boolean;
  /** Server time, milliseconds. */
  now(): number;
  log(level: 'error' | 'warn' | 'info' | 'debug', event: string, detail?: Readonly<Record<string, unknown>>): void;
  /** The row shows it too, where it is in view. */
  emit(
    type: 'recall-failed',
    detail: { readonly conversationId: ConversationId; readonly messageId: MessageId; readonly code: string },
  ): void;
  /** Does a change at the back end; answers what it then means for the store. Loaded when the first one is due. */
  change(
    entry: Extract<OutboxEntry, { readonly command: 'change' }>,
    options: CallOptions,
  ): Promise<(writer: Writer) => void>;
  /** A call answered `unauthorized`; the outbox then waits for the next `start`. */
  rejected(error: ImError): void;
  /** Inside a commit: puts the row, now `sent` and with its order, off the pending list into its page. `placePending` of core/timeline. */
  place(writer: Writer, row: Message, altered?: Placed['altered']): void;
}
