import type { Content, TextMark } from './content.js';
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
  | {
      readonly state: 'failed';
      readonly code: string;
      readonly retryable: boolean;
      readonly limit?: number;
      readonly reason?: string;
    };

/** The message that another one answers. `preview` is the back end's present word, not the sender's. */
export interface Quote {
  readonly id?: MessageId;
  readonly serverId?: string;
  readonly preview?: string;
  readonly senderId?: UserId;
  /** Kind of its content. */
  readonly kind?: string;
  readonly gone?: 'recalled' | 'missing';
}

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  /** The first few of them; all by `client.messages.reactors`. */
  readonly users: readonly UserId[];
}

/** A message in other words, for this browser alone: never sent. Gone once the message is edited or recalled. */
export interface Readings {
  /** `to`, `from`: BCP 47; `from` where it is known. `marks`: as in a text, those of the names that stand in this one. */
  readonly translation?: {
    readonly text: string;
    readonly marks?: readonly TextMark[];
    readonly to: string;
    readonly from?: string;
  };
  /** What is said in a voice message. */
  readonly transcript?: { readonly text: string };
}

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
  readonly replyTo?: Quote;
  readonly mentions?: { readonly all?: boolean; readonly users?: readonly UserId[] };
  /** Directed message: only these members see it. */
  readonly audience?: readonly UserId[];
  /** Key-values that the members of the conversation have hung on it. */
  readonly extensions?: Readonly<Record<string, string>>;
  /** One per person and emoji; in the order in which the emoji came first. */
  readonly reactions?: readonly Reaction[];
  /** Held at the top of the conversation for everybody. */
  readonly pinned?: { readonly at: number; readonly by: UserId };
  readonly receiptRequested?: boolean;
  /** Notifies nobody. */
  readonly silent?: boolean;
  /** Does not become the last message of its conversation. */
  readonly unlisted?: boolean;
  /** Online only: the back end keeps nothing of it; only pages that were open then have it. */
  readonly transient?: boolean;
  /** The sender's own words to the receivers' pages; travels, is never shown. At most 4,096 characters. */
  readonly data?: string;
  /** The page's own note on it; stays on this browser. */
  readonly localData?: string;
  readonly readings?: Readings;
  /** Burns after reading: vanishes `seconds` after it was first read, `at` that moment once it is known. */
  readonly expire?: { readonly seconds: number; readonly at?: number };
  /** The back end sent it on in other words, and why. */
  readonly altered?: { readonly reason?: string };
  /** Does it raise unread counts? */
  readonly counts: boolean;
}
