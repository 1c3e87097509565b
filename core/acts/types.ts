import type { Page, SearchPage, SearchQuery } from '../engine/index.js';
import type {
  Command,
  Content,
  ContentKind,
  ConversationId,
  EditBase,
  ExtensionChange,
  Message,
  MessageId,
  Readings,
  SettingsPatch,
  UserId,
} from '../model/index.js';

/** What a search answers: messages of the store's shape, beside the timeline, each with its place in it. */
export type FoundPage = SearchPage<Message> & {
  /** Found in what this browser holds: the back end was out of reach, or does not search. */
  readonly local?: true;
};

export interface TranscriptOptions {
  readonly format: 'html' | 'json' | 'text';
  /** Only these; else the whole conversation, read page by page. */
  readonly messages?: readonly MessageId[];
  /** BCP 47, for dates. Default `en`. */
  readonly language?: string;
  /** Words for people, such as what stands for a recalled message: `previewOf` keys. Default: English. */
  word?(key: string, values?: Readonly<Record<string, string>>): string;
  readonly signal?: AbortSignal;
  onProgress?(messages: number): void;
}

/**
 * What is done to and with messages beside sending and reading. Loaded when first used. Where it says "through the
 * outbox" the promise resolves when the intent is safe: `change/<message>` in the store shows it pending, then gone or failed.
 */
export interface MessageActs {
  /**
   * Own text, through the outbox. `base`: the version the person began with (`editBase`); default: what stands now. Rejects
   * `conflict` when another one stands there already; one that comes to light later fails the change, and is then in the store.
   */
  edit(id: MessageId, content: Content, options?: { readonly base?: EditBase }): Promise<void>;
  /** Through the outbox. `was` guards: see `ExtensionFacet`. */
  extend(id: MessageId, change: ExtensionChange): Promise<void>;
  /** One's own reaction, through the outbox; the last word for an emoji wins. */
  react(id: MessageId, emoji: string, on: boolean): Promise<void>;
  reactors(
    id: MessageId,
    emoji?: string,
    cursor?: string,
  ): Promise<Page<{ readonly userId: UserId; readonly emoji: string }>>;
  /** Through the outbox. */
  pin(id: MessageId, pinned: boolean): Promise<void>;
  /** Fills the list `pins/<conversation>`, last pinned first; changes keep it true from then on. */
  pins(id: ConversationId): Promise<readonly MessageId[]>;
  /** For oneself, through the outbox; gone from the timeline, the cache and the list at once. */
  delete(id: ConversationId, messages: readonly MessageId[]): Promise<void>;
  /** For oneself, through the outbox: everything up to and with `upTo`; all without. */
  clear(id: ConversationId, upTo?: MessageId): Promise<void>;
  /** Adds to own content of kind `stream`. Resolves when the back end has it; calls for one message run one after the other. */
  grow(id: MessageId, text: string, done?: boolean): Promise<void>;
  /**
   * Again to each conversation, in order: one by one, or as one bundle. Media is not uploaded again. Resolves with the
   * rows made, when all are in the outbox. At most `limits.mergedMessages` in a bundle; recalled ones, notices and those
   * not sent yet reject `invalid`.
   */
  forward(
    messages: readonly MessageId[],
    to: readonly ConversationId[],
    options?: { readonly merged?: boolean; readonly title?: string },
  ): Promise<readonly MessageId[]>;
  /** A message of this browser alone, at its time: never sent, kept in the cache. */
  insert(
    id: ConversationId,
    content: Content,
    options?: { readonly senderId?: UserId; readonly sentAt?: number; readonly localData?: string },
  ): Promise<MessageId>;
  /** The page's own note on a message; stays on this browser. */
  annotate(id: MessageId, localData: string | undefined): Promise<void>;
  /** At the back end, else (`can('search')` is not available, or offline) in what the cache holds. */
  search(query: SearchQuery): Promise<FoundPage>;
  /** Content of these kinds, newest first: a media wall. `before`: the last one of the page before. */
  byKind(
    id: ConversationId,
    kinds: readonly ContentKind[],
    before?: MessageId,
  ): Promise<{ readonly items: readonly Message[]; readonly hasOlder: boolean }>;
  /** Of an own message sent with `receipt`. */
  readers(
    id: MessageId,
    which: 'read' | 'unread',
    cursor?: string,
  ): Promise<Page<UserId> & { readonly read: number; readonly unread: number }>;
  report(
    target: { readonly messageId: MessageId } | { readonly userId: UserId },
    reason: string,
    words?: string,
  ): Promise<void>;
  /** Which of the two somebody can do: what the page brings (`defineTextServices`), the back end (`can`), for texts the device. */
  readable(id: MessageId, to?: string): Promise<'translate' | 'transcribe' | undefined>;
  /**
   * Its text into the language `to` (BCP 47; default: that of notifications, else the browser's): `readings` of the message,
   * for this browser alone. Names, links and emoji stay. Where the back end cannot, the browser itself does, on the device.
   * Rejects `unsupported`, `invalid`, `aborted`, `conflict` (edited meanwhile), `forbidden` (recalled).
   */
  translate(
    id: MessageId,
    options?: { readonly to?: string; readonly from?: string; readonly signal?: AbortSignal },
  ): Promise<void>;
  /** What is said in a voice message, into `readings` too. `language`: that of the speech, as far as anybody knows. */
  transcribe(id: MessageId, options?: { readonly language?: string; readonly signal?: AbortSignal }): Promise<void>;
  /** `readings` go. */
  showOriginal(id: MessageId): Promise<void>;
  /** A file made here: nothing leaves the page. */
  transcript(id: ConversationId, options: TranscriptOptions): Promise<Blob>;
  /** A change that failed goes again, or is forgotten; ids stand in `change/<message>`. */
  retryChange(changeId: string): Promise<void>;
  dismissChange(changeId: string): Promise<void>;
}

/** Asked of the back end: texts in another language, or the words of a voice message. */
export type Asked =
  | { readonly texts: readonly string[]; readonly to: string; readonly from?: string }
  | { readonly id: MessageId; readonly language: string };
/** To be kept with a message; `of`: when the version was made that it was made of. */
export interface Kept {
  readonly of: number;
  readonly readings: Readings;
}

export interface CommandActs {
  /** To who is online there, or to own other devices; with `keep` to the others later too. Resolves when the back end has it. */
  send(
    to: ConversationId | 'self',
    name: string,
    data?: Command['data'],
    options?: { readonly keep?: boolean },
  ): Promise<void>;
}

/** Invitations are messages of kind `signal`. */
export interface SignalActs {
  invite(
    id: ConversationId,
    invitation?: { readonly invitees?: readonly UserId[]; readonly data?: string; readonly seconds?: number },
  ): Promise<MessageId>;
  accept(id: MessageId, data?: string): Promise<void>;
  reject(id: MessageId, data?: string): Promise<void>;
  cancel(id: MessageId): Promise<void>;
  modify(id: MessageId, data: string): Promise<void>;
}

export interface SettingsActs {
  /** Fills `settings/self`. */
  load(): Promise<void>;
  /** Resolves when the back end has it. */
  set(patch: SettingsPatch): Promise<void>;
  /** Takes back everything the user wrote, forgets him there and here. */
  erase(): Promise<void>;
}

export interface Acts {
  readonly messages: MessageActs;
  readonly commands: CommandActs;
  readonly signals: SignalActs;
  readonly settings: SettingsActs;
}
