import type { ConversationId, Message, MessageId } from '../model/index.js';
import type { Key, Store, TimelinePage } from '../store/index.js';
import { PageEditor, pageList, pendingList } from './pages.js';

export const pagesOf = (store: Store, conversationId: ConversationId): readonly TimelinePage[] =>
  store.get('timeline', conversationId)?.pages ?? [];

/** Index of the page that holds the message; -1 when none does (pending, unknown, not held). */
export const pageOf = (store: Store, id: MessageId): number => {
  const message = store.get('message', id);
  if (!message?.order) return -1;
  const editor = new PageEditor(store, message.conversationId);
  const at = editor.locate({ id, order: message.order });
  return editor.ids(at).includes(id) ? at : -1;
};

/** True until the very first message of the conversation is held. */
export const hasOlder = (store: Store, conversationId: ConversationId): boolean =>
  pagesOf(store, conversationId)[0]?.gapBefore ?? true;

export const newestPlaced = (store: Store, conversationId: ConversationId): MessageId | undefined =>
  new PageEditor(store, conversationId).newestId;

export const oldestPlaced = (store: Store, conversationId: ConversationId): MessageId | undefined =>
  new PageEditor(store, conversationId).ids(0)[0];

/**
 * What stands on both sides of the gap after a page, or undefined when there is none. Fetching `before` the far side (or the
 * newest page, when there is no far side) always closes it in the end.
 */
export const gapAfter = (
  store: Store,
  conversationId: ConversationId,
  pageId: string,
): { readonly after?: Message; readonly before?: Message } | undefined => {
  const pages = pagesOf(store, conversationId);
  const at = pages.findIndex((page) => page.id === pageId);
  const next = pages[at + 1];
  if (at < 0 || !next?.gapBefore) return undefined;
  const message = (id: MessageId | undefined) => (id === undefined ? undefined : store.get('message', id));
  return { after: message(store.list(pageList(pageId)).at(-1)), before: message(store.list(pageList(next.id))[0]) };
};

/** Ids of the pages `first` to `last`, both included. */
export const idsOf = (store: Store, conversationId: ConversationId, first: number, last: number): MessageId[] =>
  pagesOf(store, conversationId)
    .slice(Math.max(first, 0), last + 1)
    .flatMap((page) => store.list(pageList(page.id)));

export interface TimelineWindow {
  /** Indexes into `timeline.pages`, both included; -1 where there is no page. */
  readonly first: number;
  readonly last: number;
  /** Ascending; pending rows at the end when the window reaches the live end. */
  readonly ids: readonly MessageId[];
  /** By the row after which messages are missing: the id of its page, for `client.messages.newer`. */
  readonly gaps: ReadonlyMap<MessageId, string>;
  /** Rows that are held stand before it. */
  readonly more: boolean;
  /** The very first message is in it. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** What to listen to: the timeline, the lists of its pages and, at the end, `pending/`. */
  readonly keys: readonly Key[];
}

/** A window is cut at every so many rows of a page, not at each: a reader who moves on by a row moves no window. */
const STEP = 50;

/** At least `rows` ids where so many are held, at most 2 × 49 more: back from the live end, or half to each side of `around`. */
export const windowOf = (
  store: Store,
  conversationId: ConversationId,
  options: { readonly around?: MessageId; readonly rows: number },
): TimelineWindow => {
  const { around, rows } = options;
  const pages = pagesOf(store, conversationId);
  const ids = (at: number) => store.list(pageList(pages[at]?.id ?? ''));
  const middle = around === undefined ? -1 : pageOf(store, around);
  const atEnd = middle < 0;
  let first = atEnd ? pages.length - 1 : middle;
  let last = first;
  let to = atEnd ? ids(last).length : ids(middle).indexOf(around ?? '') + Math.ceil(rows / 2);
  let from = to - rows;
  while (from < 0 && first > 0) from += ids(--first).length;
  while (to > ids(last).length && last < pages.length - 1) to -= ids(last++).length;
  return sliceOf(store, conversationId, first, last, {
    from: Math.max(0, Math.floor(from / STEP) * STEP),
    to: Math.ceil(to / STEP) * STEP,
  });
};

/** The window of the pages `first` to `last`, both included, `from` a row of the first one up to row `to` of the last. */
export const sliceOf = (
  store: Store,
  conversationId: ConversationId,
  first: number,
  last: number,
  { from = 0, to = Number.POSITIVE_INFINITY } = {},
): TimelineWindow => {
  const pages = pagesOf(store, conversationId);
  const keys: Key[] = [`timeline/${conversationId}`];
  const gaps = new Map<MessageId, string>();
  let size = 0;
  for (let at = Math.max(first, 0); at <= last; at++) {
    const { id } = pages[at] as TimelinePage;
    const list = store.list(pageList(id));
    const end = list.at(-1);
    keys.push(`list/${pageList(id)}`);
    if (end !== undefined && pages[at + 1]?.gapBefore) gaps.set(end, id);
    size = list.length;
  }
  const atEnd = last >= pages.length - 1 && to >= size;
  const held = idsOf(store, conversationId, first, last);
  const ids = held.slice(from, held.length - Math.max(0, size - to));
  if (atEnd) {
    keys.push(`list/${pendingList(conversationId)}`);
    ids.push(...store.list(pendingList(conversationId)));
  }
  const more = first > 0 || from > 0;
  return { first, last, ids, gaps, more, atStart: !more && pages[0]?.gapBefore === false, atEnd, keys };
};
