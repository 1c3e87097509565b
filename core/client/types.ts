import type { CommandActs, MessageActs, SettingsActs, SignalActs } from '../acts/types.js';
import type { Cache } from '../cache/types.js';
import type { Action, Availability, Credentials, Device, Engine, Facts } from '../engine/index.js';
import type { GroupActs } from '../groups/types.js';
import type {
  Command,
  Content,
  Conversation,
  ConversationId,
  DraftMore,
  FileRef,
  Message,
  MessageId,
  OrderKey,
  User,
  UserId,
} from '../model/index.js';
import type { BlockActs, ContactActs, DeviceActs, PresenceActs, UserSearch } from '../people/types.js';
import type { RoomActs, SpaceActs } from '../places/types.js';
import type { NotifyActs, RowActs, TagActs } from '../rows/types.js';
import type { Store } from '../store/index.js';
import type { Providers } from './providers.js';

/** What the core needs of its surroundings; browsers' come from core/client/environment.ts, tests bring their own. */
export interface Environment {
  now(): number;
  /** 0 to 1, for jitter. */
  random(): number;
  /** A new unique id, 16 to 64 characters of [A-Za-z0-9-]. */
  id(): string;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
  readonly network: Signal;
  readonly visible: Signal;
  /** Tells that somebody does something at the page. Default: pointers and keys. */
  readonly activity?: (listener: () => void) => () => void;
  /** For downloads. Default: the global one. */
  readonly fetch?: typeof fetch;
  /** One connection per browser. Absent: this client is alone. */
  readonly tabs?: TabPorts;
}
export interface Signal {
  readonly value: boolean;
  subscribe(listener: () => void): () => void;
}
export interface TabPorts {
  /** Web Locks: runs `held` while the lock is ours; resolves when `held` does. */
  lock(name: string, options: { readonly signal?: AbortSignal }, held: () => Promise<void>): Promise<void>;
  channel(name: string): {
    post(message: unknown): void;
    listen(listener: (message: unknown) => void): () => void;
    close(): void;
  };
}

export interface ClientOptions {
  readonly engine: Engine;
  readonly credentials: Credentials;
  /** Told apart on one page by this; also found by `for-client`. Default: a new one. */
  readonly name?: string;
  /** Default: IndexedDB where allowed, else memory (said once by a `diagnostic`). */
  readonly cache?: Cache;
  readonly environment?: Partial<Environment>;
  /** Keeps caches of different back ends or apps apart. */
  readonly app?: string;
  readonly device?: Partial<Device>;
  /** What the page itself knows of people, groups and spaces. */
  readonly providers?: Providers;
  /** `silent` by default. Never a token, never message text. */
  readonly log?: { readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug'; sink?(entry: Diagnostic): void };
  /** 0 disables. Milliseconds between tries to reach the back end when nothing was heard. Default 15,000. */
  readonly heartbeat?: number;
}

export interface Diagnostic {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  /** Stable, such as `cache-memory`, `connect-failed`, `send-failed`. */
  readonly event: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface SendOptions {
  readonly replyTo?: MessageId;
  readonly mentions?: Message['mentions'];
  readonly uncounted?: boolean;
  /** Members of the group who alone shall see it; `can('direct')`. */
  readonly audience?: readonly UserId[];
  /** Ask to be told who has read it. */
  readonly receipt?: boolean;
  /** Notifies nobody. */
  readonly silent?: boolean;
  /** Does not become the last message of the conversation. */
  readonly unlisted?: boolean;
  /** To those who are online now; kept nowhere, not counted. */
  readonly transient?: boolean;
  /** The page's own words, shown to nobody: `data` travels (at most 4,096 characters), `localData` stays here. */
  readonly data?: string;
  readonly localData?: string;
  /** Burns after reading: seconds from the first reading until it vanishes, 1 to 604,800. */
  readonly expire?: number;
  /** For the back end's push service: `title`, `body` and what else it knows. */
  readonly push?: Readonly<Record<string, string>>;
  /** The conversation's draft goes in the same transaction: after a reload it is either a draft or a message, never both. */
  readonly clearDraft?: boolean;
  /** For `image` and `file` content: the bytes. Kept in the cache until uploaded. */
  readonly blob?: Blob;
}

/** Facts a page may want as they happen; everything else is read in the store. */
export interface ClientEvents {
  /** A message of somebody else, live (not catch-up, not history). */
  message: Message;
  /** The same, where the levels say that it alerts; in one tab of the browser alone. `silent`: without sound. */
  alert: { readonly message: Message; readonly silent?: boolean };
  /** A recall that was queued was refused, and the message stays; `change/<message>` holds it until it is retried or dismissed. */
  'recall-failed': { readonly conversationId: ConversationId; readonly messageId: MessageId; readonly code: string };
  /** A transparent command, live or kept; each once. */
  command: Command;
  'session-ended': { readonly why: 'kicked' | 'unauthorized' | 'banned' | 'closed'; readonly reason?: string };
  diagnostic: Diagnostic;
}

/**
 * Commands go in here; what becomes of them is read in the store. A command resolves when the intent is safe (queued and
 * persisted), or, where it says so, when the back end has answered. Arguments are checked first: `ImError('invalid')`
 * names the field. Before `session.start()` every command rejects `not-connected`, except drafts and `open`.
 */
export interface Client {
  readonly name: string;
  readonly userId: UserId;
  readonly store: Store;
  readonly version: string;
  readonly session: {
    /** Shows the cache first, then connects. Called twice: the same promise. Rejects only on terminal states. */
    start(): Promise<void>;
    /** Lets go of the connection, timers, channels; `start` may be called again. */
    stop(): Promise<void>;
    /** Stops, tells the back end, and with `wipe` deletes what this browser kept of the user. */
    logout(options?: { readonly wipe?: boolean }): Promise<void>;
    /** Server time in milliseconds. */
    now(): number;
  };
  readonly conversations: RowActs & {
    /** Counted: keeps the newest page loaded and live until the way out is called. */
    open(id: ConversationId): () => void;
    /** Next page of the list. Resolves false at the end. */
    more(): Promise<boolean>;
    get(ids: readonly ConversationId[]): Promise<readonly Conversation[]>;
    pin(id: ConversationId, pinned: boolean): Promise<void>;
    /** null: as wider levels say (`notify`). */
    notify(id: ConversationId, level: Conversation['notify'] | null): Promise<void>;
    remove(id: ConversationId): Promise<void>;
    /** Through the outbox. `upTo` defaults to the newest placed message. */
    markRead(id: ConversationId, upTo?: MessageId): Promise<void>;
    /** Sets the mark; with `from`, counts anew from that message. Reading takes it away. */
    markUnread(id: ConversationId, from?: MessageId): Promise<void>;
    /**
     * Empty text with no answer and no edit deletes it. Local, debounced into the cache, mirrored to other tabs. Without
     * `more` an edit that was begun stays with it, and names are forgotten.
     */
    draft(id: ConversationId, text: string, replyTo?: MessageId, more?: DraftMore): void;
  };
  readonly messages: MessageActs & {
    /** Resolves when the row is in the store and persisted: the row tells the rest. Limits are checked first (`too-large` ...). */
    send(id: ConversationId, content: Content, options?: SendOptions): Promise<MessageId>;
    /** A failed row goes again, in its place. */
    retry(id: MessageId): Promise<void>;
    /** Removes a failed or queued row of one's own for good. */
    discard(id: MessageId): Promise<void>;
    /** Through the outbox: the message stays until the back end has agreed. `silent`: nobody is alerted to it. */
    recall(id: MessageId, reason?: string, options?: { readonly silent?: boolean }): Promise<void>;
    /** Fills towards the past. Resolves false when there is nothing older. */
    older(id: ConversationId): Promise<boolean>;
    /** Fills the gap after the given page. Resolves false when that page now meets the next. */
    newer(id: ConversationId, pageId: string): Promise<boolean>;
    /**
     * Makes the surroundings of a message part of the timeline; with `after`, what follows a place such as a read cursor,
     * and answers the first of it. Rejects `not-found`.
     */
    around(
      id: ConversationId,
      message: MessageId | { readonly serverId: string } | { readonly after: OrderKey },
    ): Promise<MessageId>;
    get(id: ConversationId, serverId: string): Promise<Message | undefined>;
  };
  readonly commands: CommandActs;
  readonly signals: SignalActs;
  readonly settings: SettingsActs;
  readonly receipts: {
    /** Rows that were really seen (visible, focused, dwell): advances the read cursor, batched. */
    seen(id: ConversationId, messages: readonly MessageId[]): void;
  };
  readonly contacts: ContactActs;
  readonly presence: PresenceActs;
  readonly blocklist: BlockActs;
  readonly devices: DeviceActs;
  readonly tags: TagActs;
  readonly notify: NotifyActs;
  readonly rooms: RoomActs;
  readonly spaces: SpaceActs;
  readonly groups: GroupActs;
  readonly users: {
    readonly search: UserSearch;
    /** Fetches what the store lacks, batched over one microtask, cached; unknown users stay bare ids. */
    want(ids: readonly UserId[]): void;
    get(ids: readonly UserId[]): Promise<readonly User[]>;
    /** Fields left out stay, empty ones go. */
    update(patch: Partial<Omit<User, 'id'>>): Promise<User>;
    /** Keeps a picture, and answers what goes into `avatar` of one's own profile; whoever sees the profile sees it. */
    picture(image: Blob): Promise<string>;
    /** Asks for them again, known or not. */
    refresh(ids: readonly UserId[]): Promise<void>;
  };
  readonly typing: { set(id: ConversationId, what: 'text' | 'voice' | 'nothing'): void };
  readonly media: {
    /** A fresh address; for a file still on its way up, its local blob. The core has no DOM: elements make object URLs. */
    url(
      file: FileRef,
      options?: { readonly download?: boolean; readonly signal?: AbortSignal },
    ): Promise<{ readonly url?: string; readonly blob?: Blob }>;
    /** The bytes, with progress 0 to 1 where the length is known. */
    download(
      file: FileRef,
      options?: { readonly signal?: AbortSignal; onProgress?(fraction: number): void },
    ): Promise<Blob>;
    /** Stops an upload: the row ends `failed` with code `aborted`, retryable. */
    cancel(id: MessageId): Promise<void>;
  };
  /** By the back end, to this conversation or message, in one's role there. `other`: the role of the member who is meant. */
  can(action: Action, target?: ConversationId | MessageId, about?: Pick<Facts, 'other'>): Availability;
  readonly limits: Engine['info']['limits'];
  on<T extends keyof ClientEvents>(type: T, listener: (detail: ClientEvents[T]) => void): () => void;
}
