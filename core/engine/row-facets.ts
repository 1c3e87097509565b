import type { ConversationFilter, ConversationId, ConversationKind, Mark, Tag } from '../model/index.js';
import type { ConversationPatch } from './events.js';
import type { CallOptions, Page, PageOptions } from './facets.js';

/** The list of conversations, further. All of it is one's own, and told to one's other devices by `conversations` events. */
export interface RowFacet {
  /** As `conversations.list`, of those that the filter lets through; a page may be short before the end. */
  list(filter: ConversationFilter, options: PageOptions): Promise<Page<ConversationPatch>>;
  mark(ids: readonly ConversationId[], mark: Mark, on: boolean, options?: CallOptions): Promise<void>;
  /** Replaced, not merged; undefined takes it away. */
  setData(id: ConversationId, data: unknown, options?: CallOptions): Promise<void>;
  shield(id: ConversationId, on: boolean, options?: CallOptions): Promise<void>;
  /** Clears and hides; answers how many rows. */
  wipe(kinds?: readonly ConversationKind[], options?: CallOptions): Promise<number>;
  readAll(
    which: { readonly kinds?: readonly ConversationKind[]; readonly tag?: string },
    options?: CallOptions,
  ): Promise<void>;
}

/** Told by `tags` events. */
export interface TagFacet {
  list(options?: CallOptions): Promise<readonly Tag[]>;
  /** Idempotent on `id`. */
  create(id: string, name: string, conversations: readonly ConversationId[], options?: CallOptions): Promise<string>;
  /** Answers the id from now on, where it is another one. */
  rename(id: string, name: string, options?: CallOptions): Promise<string | undefined>;
  remove(id: string, options?: CallOptions): Promise<void>;
  sort?(ids: readonly string[], options?: CallOptions): Promise<void>;
  /** At most 100 in one call. */
  assign(id: string, conversations: readonly ConversationId[], on: boolean, options?: CallOptions): Promise<void>;
  pin?(id: string, conversation: ConversationId, pinned: boolean, options?: CallOptions): Promise<void>;
}
