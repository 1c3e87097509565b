import type { MessageId } from '../model/index.js';
import type { Change } from '../store/index.js';
import type { OutboxDraft, OutboxEntry } from './types.js';

/** Nothing is ever dropped: a hopeless entry becomes a failed row with its reason, retry and discard. */
export interface Outbox {
  /** Reads what an earlier visit left behind. */
  load(): Promise<readonly OutboxEntry[]>;
  /**
   * Resolves when persisted, together with the row it belongs to. The same id twice is one entry. The order of the calls is
   * the order of sending: so hand over the bytes of a file here, under `blobKey`, rather than keep them before the call.
   */
  add(entry: OutboxDraft, changes?: readonly Pick<Change, 'key' | 'after'>[], blob?: Blob): Promise<void>;
  /** Starts sending; called again after each reconnect. Only the tab that leads drains. */
  start(): void;
  stop(): void;
  retry(messageId: MessageId): Promise<void>;
  discard(messageId: MessageId): Promise<void>;
  /** Ends an upload that is on its way. */
  cancel(messageId: MessageId): Promise<void>;
  /** The message is known to be there, though no answer has said so: it is not sent again. */
  arrived(messageId: MessageId): Promise<void>;
  entry(id: string): OutboxEntry | undefined;
  readonly size: number;
}
