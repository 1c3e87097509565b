import type { Content } from './content.js';
import type { ConversationId, MessageId, UserId } from './ids.js';
import type { User } from './people.js';

/**
 * Place in a conversation as the back end gave it: `seq` is the server sequence where there is one, else the time in
 * milliseconds; `tie` breaks equal numbers. Absent while the server has not placed the message.
 */
export interface OrderKey {
  readonly seq: number;
  readonly tie: string;
}

export const compareOrder = (a: OrderKey, b: OrderKey): number =>
  a.seq - b.seq || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0);

export type Delivery =
  | { readonly state: 'sent' }
  | { readonly state: 'queued' }
  | { readonly state: 'uploading' }
  | { readonly state: 'sending' }
  | { readonly state: 'failed'; readonly code: string; readonly retryable: boolean; readonly limit?: number };

export interface Message {
  readonly id: MessageId;
  readonly serverId?: string;
  readonly conversationId: ConversationId;
  readonly senderId: UserId;
  /** Name and face as they were when sent; some back ends host no profiles at all. */
  readonly sender?: Pick<User, 'name' | 'avatar'>;
  readonly own: boolean;
  readonly content: Content;
  /** Undefined: not placed by the server yet (queued, sending, failed); such rows stand last, in the order typed. */
  readonly order?: OrderKey;
  /** Milliseconds since the epoch, by the server's clock once placed, else by the corrected local clock. */
  readonly sentAt: number;
  readonly delivery: Delivery;
  readonly edited?: { readonly at: number; readonly by?: UserId };
  readonly recalled?: { readonly at: number; readonly by: UserId; readonly reason?: string };
  readonly replyTo?: { readonly id?: MessageId; readonly serverId?: string; readonly preview?: string };
  readonly mentions?: { readonly all?: boolean; readonly users?: readonly UserId[] };
  /** Directed message: only these members see it. */
  readonly audience?: readonly UserId[];
  readonly extensions?: Readonly<Record<string, string>>;
  readonly receiptRequested?: boolean;
  /** Does it raise unread counts? */
  readonly counts: boolean;
}
