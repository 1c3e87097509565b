import type {
  Content,
  ContentKind,
  Conversation,
  ConversationId,
  FileRef,
  Message,
  MessageId,
  OrderKey,
  UnreadTotal,
  User,
  UserId,
  WireContent,
} from '../model/index.js';
import type { ConversationPatch, IncomingMessage } from './events.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
}
export interface PageOptions extends CallOptions {
  readonly cursor?: string;
  readonly limit?: number;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface OutgoingMessage {
  readonly clientId: MessageId;
  readonly conversationId: ConversationId;
  readonly content: Content;
  /** Milliseconds, by the server's clock as far as it was known: how far back to look for one that may have been sent already. */
  readonly writtenAt?: number;
  readonly replyTo?: { readonly serverId: string; readonly preview?: string };
  readonly mentions?: Message['mentions'];
  readonly audience?: readonly UserId[];
  /** To those who are online now; kept nowhere. */
  readonly transient?: boolean;
  readonly uncounted?: boolean;
  readonly receipt?: boolean;
  readonly silent?: boolean;
  readonly unlisted?: boolean;
  readonly data?: string;
  /** Seconds after reading. */
  readonly expire?: number;
  /** Passed on to the back end's push service: `title`, `body` and what else it knows. */
  readonly push?: Readonly<Record<string, string>>;
}
export interface Placed {
  readonly serverId: string;
  readonly order: OrderKey;
  readonly sentAt: number;
  /** Moderation sent it on in other words. */
  readonly altered?: { readonly content: WireContent; readonly reason?: string };
}

/** A point in a timeline: a message, or (serverId absent) a place in the order, such as a read cursor. */
export interface Anchor {
  readonly serverId?: string;
  readonly order: OrderKey;
}
export interface HistoryQuery extends CallOptions {
  /** At most one of these three. None: the newest page. */
  readonly before?: Anchor;
  readonly after?: Anchor;
  /** Server id to stand in the middle of the page. Rejects `not-found` when it is not there (any more). */
  readonly around?: string;
  /** 1 to `limits.historyPage`, default 20. */
  readonly limit?: number;
  /** Only content of these kinds (`can('by-kind')`). */
  readonly kinds?: readonly ContentKind[];
}
/** Items in ascending order. An empty range is no error. */
export interface HistoryPage {
  readonly items: readonly IncomingMessage[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface MessageFacet {
  /** Must be idempotent per `clientId` where `info.echo` is 'client-id': the second answer equals the first. */
  send(message: OutgoingMessage, options?: CallOptions): Promise<Placed>;
  history(conversationId: ConversationId, query: HistoryQuery): Promise<HistoryPage>;
  get?(
    conversationId: ConversationId,
    serverIds: readonly string[],
    options?: CallOptions,
  ): Promise<readonly IncomingMessage[]>;
}
export interface ConversationFacet {
  list(options: CallOptions & { readonly cursor?: string; readonly limit?: number }): Promise<Page<ConversationPatch>>;
  get?(ids: readonly ConversationId[], options?: CallOptions): Promise<readonly ConversationPatch[]>;
  markRead(conversationId: ConversationId, upTo: Anchor, options?: CallOptions): Promise<void>;
  remove?(conversationId: ConversationId, options?: CallOptions): Promise<void>;
  pin?(conversationId: ConversationId, pinned: boolean, options?: CallOptions): Promise<void>;
  /** null: as wider levels say. */
  notify?(conversationId: ConversationId, level: Conversation['notify'] | null, options?: CallOptions): Promise<void>;
  /** Sets the mark; with `from`, counts anew from that message. */
  markUnread?(conversationId: ConversationId, from?: Anchor, options?: CallOptions): Promise<void>;
  /** Exact totals over all conversations, loaded or not. */
  unread?(options?: CallOptions): Promise<UnreadTotal>;
}
export interface RecallFacet {
  /** Idempotent. `silent`: a back end that pushes recalls to phones leaves it out. */
  recall(
    message: Message,
    options?: CallOptions & { readonly reason?: string; readonly silent?: boolean },
  ): Promise<void>;
}
export interface ReceiptFacet {
  /** Tells senders that everything up to here has reached this device. Reading is `conversations.markRead`. */
  delivered(
    marks: readonly { readonly conversationId: ConversationId; readonly upTo: number }[],
    options?: CallOptions,
  ): Promise<void>;
  /** Of an own message that asked for receipts. */
  readers?(
    message: Message,
    which: 'read' | 'unread',
    options?: PageOptions,
  ): Promise<Page<UserId> & { readonly read: number; readonly unread: number }>;
}
export interface TypingFacet {
  typing(conversationId: ConversationId, what: 'text' | 'voice' | 'nothing'): void;
}
export interface MediaFacet {
  /** Answers the file as the message shall carry it (with `id`, without `localKey`). */
  upload(
    blob: Blob,
    options: CallOptions & { readonly name: string; readonly mime: string; onProgress?(fraction: number): void },
  ): Promise<FileRef>;
  /** An address that loads now; may expire at `until` (milliseconds). `blob`: the bytes, where there is no address. */
  url(
    file: FileRef,
    options?: CallOptions & { readonly download?: boolean },
  ): Promise<{ readonly url: string; readonly until?: number; readonly blob?: Blob }>;
}
export interface UserFacet {
  /** Unknown ids are left out of the answer. */
  fetch(ids: readonly UserId[], options?: CallOptions): Promise<readonly User[]>;
  /** Only the fields given change. */
  update?(patch: Partial<Omit<User, 'id'>>, options?: CallOptions): Promise<User>;
}
