import type { ConversationId, Message, MessageId } from '../model/index.js';
import type { Key, Store, TimelinePage, Writer } from '../store/index.js';
import type { Arrival, Ordering } from './types.js';

export type * from './types.js';

declare const todo: never;

/** Puts placed messages (with `order`) into the store and their ids into pages. Do not `put` a placed message yourself: its old place is looked up by the record. An id held already is never doubled; a changed `order` moves it. Sets `opened` when a page reaches the newest message. */
export const insertPlaced = (
  _store: Store,
  _writer: Writer,
  _conversationId: ConversationId,
  _messages: readonly Message[],
  _how: Arrival,
): void => todo;
/** A row the server has not placed: record and id at the end of `pending/<conversation>`. Twice is once. */
export const addPending = (_store: Store, _writer: Writer, _message: Message): void => todo;
/** The row the server has now placed (`message.order` set) leaves `pending/` for its page, with the same id. */
export const placePending = (_store: Store, _writer: Writer, _message: Message, _ordering: Ordering): void => todo;
/** Discards an unplaced row, record and all. */
export const removePending = (_store: Store, _writer: Writer, _conversationId: ConversationId, _id: MessageId): void => todo;
/** Deletes a placed message, record and all. */
export const removePlaced = (_store: Store, _writer: Writer, _conversationId: ConversationId, _id: MessageId): void => todo;
/** After a full resync: a gap between what is held and what comes next; `opened` turns false. */
export const breakTail = (_store: Store, _writer: Writer, _conversationId: ConversationId): void => todo;
/** Forgets timeline, pages and placed messages (conversation removed). Pending rows stay. */
export const dropTimeline = (_store: Store, _writer: Writer, _conversationId: ConversationId): void => todo;

export const pagesOf = (_store: Store, _conversationId: ConversationId): readonly TimelinePage[] => todo;
/** Index of the page that holds the message; -1 when it is in none (pending, unknown). */
export const pageOf = (_store: Store, _messageId: MessageId): number => todo;
/** True until the very first message is held. */
export const hasOlder = (_store: Store, _conversationId: ConversationId): boolean => todo;
export const newestPlaced = (_store: Store, _conversationId: ConversationId): MessageId | undefined => todo;
export const oldestPlaced = (_store: Store, _conversationId: ConversationId): MessageId | undefined => todo;
/** Rows above and below, pending ones included. */
export const neighbours = (
  _store: Store,
  _messageId: MessageId,
): { readonly previous?: MessageId; readonly next?: MessageId } => todo;
export interface TimelineWindow {
  /** Indexes into `timeline.pages`, both included; -1 where there is no page. */
  readonly first: number;
  readonly last: number;
  /** Ascending; pending rows at the end when the window reaches the live end. */
  readonly ids: readonly MessageId[];
  /** Page ids by the id of the row before which messages are missing. */
  readonly gaps: ReadonlyMap<MessageId, string>;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** What to subscribe to: the timeline, its page lists, `pending/`. */
  readonly keys: readonly Key[];
}
export const windowOf = (
  _store: Store,
  _conversationId: ConversationId,
  _options: { readonly around?: MessageId; readonly rows: number },
): TimelineWindow => todo;
export interface Grouping {
  readonly first: boolean;
  readonly last: boolean;
  readonly day: boolean;
}
export const grouping = (
  _previous: Message | undefined,
  _message: Message,
  _next: Message | undefined,
  _offset: number | ((at: number) => number),
): Grouping => todo;
