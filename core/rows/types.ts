import type {
  ConversationFilter,
  ConversationId,
  ConversationKind,
  Mark,
  NotifyLevel,
  QuietHours,
} from '../model/index.js';

/** `client.conversations`, beside what every visit needs. */
export interface RowActs {
  /** Next page of a filtered list, into `list/<viewOf(filter)>`; changes keep it true from then on. False at the end. */
  view(filter: ConversationFilter): Promise<boolean>;
  mark(ids: readonly ConversationId[], mark: Mark, on: boolean): Promise<void>;
  /** The page's own JSON; at most 4,096 characters; undefined takes it away. */
  setData(id: ConversationId, data: unknown): Promise<void>;
  /** Nothing of it reaches one any more, or again. */
  shield(id: ConversationId, on: boolean): Promise<void>;
  /** Rows and messages of these kinds (all without), for oneself. Answers how many rows. */
  wipe(kinds?: readonly ConversationKind[]): Promise<number>;
  /** Everything that is not read, of these kinds or with this tag; all without. */
  readAll(which?: { readonly kinds?: readonly ConversationKind[]; readonly tag?: string }): Promise<void>;
}

/** One's own names for some conversations. */
export interface TagActs {
  /** Fills `list/tags`, in their order. */
  load(): Promise<void>;
  /** Answers the id. At most 20 tags, names of 1 to 60 characters, each once. */
  create(name: string, conversations?: readonly ConversationId[]): Promise<string>;
  rename(id: string, name: string): Promise<void>;
  /** The conversations stay. */
  remove(id: string): Promise<void>;
  /** All ids, in their new order. */
  sort(ids: readonly string[]): Promise<void>;
  assign(id: string, conversations: readonly ConversationId[], on: boolean): Promise<void>;
  /** First within the tag. */
  pin(id: string, conversation: ConversationId, pinned: boolean): Promise<void>;
}

/** Levels wider than one conversation; those of a conversation: `client.conversations.notify`. */
export interface NotifyActs {
  /** Until a time in milliseconds; 0: alerts again. */
  pause(until: number): Promise<void>;
  all(level: NotifyLevel): Promise<void>;
  /** null: as all. */
  kind(kind: ConversationKind, level: NotifyLevel | null): Promise<void>;
  space(space: string, level: NotifyLevel | null): Promise<void>;
  /** null: none. */
  quiet(hours: QuietHours | null): Promise<void>;
}

/** Of a tab that listens for alerts. */
export interface TabState {
  readonly visible: boolean;
  readonly leads: boolean;
  /** The alert that it has told of. */
  readonly told?: string;
}
