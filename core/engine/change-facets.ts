import type {
  Content,
  ContentKind,
  ConversationId,
  Message,
  MessageId,
  OrderKey,
  Settings,
  SettingsPatch,
  UserId,
} from '../model/index.js';
import type { IncomingMessage } from './events.js';
import type { CallOptions, Page, PageOptions, Placed } from './facets.js';

export interface EditFacet {
  /** Rejects `conflict` (`latest`: an IncomingMessage) when the message was edited since `message.edited`; `too-late`, `forbidden`. */
  edit(message: Message, content: Content, options?: CallOptions): Promise<IncomingMessage>;
}
export interface ExtensionFacet {
  /** All or nothing. `was`: values as the caller knew them (null: absent); one that differs rejects `conflict`, `latest`: all extensions. */
  extend(
    message: Message,
    change: {
      readonly set?: Readonly<Record<string, string>>;
      readonly remove?: readonly string[];
      readonly was?: Readonly<Record<string, string | null>>;
    },
    options?: CallOptions,
  ): Promise<Readonly<Record<string, string>>>;
}
export interface ReactionFacet {
  /** Idempotent. */
  react(message: Message, emoji: string, on: boolean, options?: CallOptions): Promise<void>;
  reactors?(
    message: Message,
    emoji: string | undefined,
    options?: PageOptions,
  ): Promise<Page<{ readonly userId: UserId; readonly emoji: string }>>;
}
export interface PinFacet {
  pin(message: Message, pinned: boolean, options?: CallOptions): Promise<void>;
  /** Last pinned first. */
  pins(conversationId: ConversationId, options?: CallOptions): Promise<readonly IncomingMessage[]>;
}
/** For oneself alone. */
export interface DeletionFacet {
  delete(conversationId: ConversationId, messages: readonly Message[], options?: CallOptions): Promise<void>;
  /** Everything up to and with `upTo`; all of it without. */
  clear?(conversationId: ConversationId, upTo?: OrderKey, options?: CallOptions): Promise<void>;
}
export interface StreamFacet {
  /** Adds to own content of kind `stream`, which has `from` UTF-16 units. Answers its length. */
  grow(message: Message, from: number, text: string, done: boolean, options?: CallOptions): Promise<number>;
}
export interface SearchQuery extends PageOptions {
  /** 1 to `limits.searchWords`. */
  readonly words: readonly string[];
  /** Default `all`. */
  readonly match?: 'all' | 'any';
  readonly conversationId?: ConversationId;
  readonly senders?: readonly UserId[];
  readonly kinds?: readonly ContentKind[];
  /** Milliseconds, inclusive. */
  readonly since?: number;
  readonly until?: number;
}
export interface SearchPage<M> extends Page<M> {
  /** With the first page over all conversations: hits in each, most first. */
  readonly counts?: readonly { readonly conversationId: ConversationId; readonly count: number }[];
}
export interface SearchFacet {
  messages(query: SearchQuery): Promise<SearchPage<IncomingMessage>>;
}
export interface CommandFacet {
  /** Idempotent on `id`. Without a conversation: to own other devices. */
  send(
    command: {
      readonly id: string;
      readonly conversationId?: ConversationId;
      readonly name: string;
      readonly data?: unknown;
      readonly keep?: boolean;
    },
    options?: CallOptions,
  ): Promise<void>;
}
/** An invitation is a message of kind `signal`; what becomes of it comes as changes of that message. */
export interface SignalFacet {
  invite(
    invitation: {
      readonly clientId: MessageId;
      readonly conversationId: ConversationId;
      readonly invitees?: readonly UserId[];
      readonly data?: string;
      readonly seconds?: number;
    },
    options?: CallOptions,
  ): Promise<Placed>;
  answer(message: Message, accept: boolean, data?: string, options?: CallOptions): Promise<void>;
  cancel(message: Message, options?: CallOptions): Promise<void>;
  modify?(message: Message, data: string, options?: CallOptions): Promise<void>;
}
export interface ReportFacet {
  report(
    report: { readonly message?: Message; readonly userId?: UserId; readonly reason: string; readonly words?: string },
    options?: CallOptions,
  ): Promise<void>;
}
export interface SettingsFacet {
  get(options?: CallOptions): Promise<Settings>;
  set(patch: SettingsPatch, options?: CallOptions): Promise<Settings>;
  /** Takes back everything the user wrote and forgets him. The session ends. */
  erase?(options?: CallOptions): Promise<void>;
}
