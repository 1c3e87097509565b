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

/** Rows above and below, pending ones included. */
export const neighbours = (
  store: Store,
  id: MessageId,
): { readonly previous?: MessageId; readonly next?: MessageId } => {
  const conversationId = store.get('message', id)?.conversationId;
  if (conversationId === undefined) return {};
  const at = pageOf(store, id);
  const last = pagesOf(store, conversationId).length - 1;
  const [from, to] = at < 0 ? [last - 1, last] : [at - 1, at + 1];
  const ids = idsOf(store, conversationId, from, to);
  if (to >= last) ids.push(...store.list(pendingList(conversationId)));
  const index = ids.indexOf(id);
  return index < 0 ? {} : { previous: ids[index - 1], next: ids[index + 1] };
};

export interface TimelineWindow {
  /** Indexes into `timeline.pages`, both included; -1 where there is no page. */
  readonly first: number;
  readonly last: number;
  /** Ascending; pending rows at the end when the window reaches the live end. */
  readonly ids: readonly MessageId[];
  /** By the row after which messages are missing: the id of its page, for `client.messages.newer`. */
  readonly gaps: ReadonlyMap<MessageId, string>;
  /** The very first message is in it. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** What to listen to: the timeline, the lists of its pages and, at the end, `pending/`. */
  readonly keys: readonly Key[];
}

/** Whole pages, at least `rows` ids where so many are held: back from the live end, or to both sides of `around`. */
export const windowOf = (
  store: Store,
  conversationId: ConversationId,
  options: { readonly around?: MessageId; readonly rows: number },
): TimelineWindow => {
  const pages = pagesOf(store, conversationId);
  const middle = options.around === undefined ? -1 : pageOf(store, options.around);
  const [first, last] = spread(store, pages, middle < 0 ? pages.length - 1 : middle, options.rows);
  return sliceOf(store, conversationId, first, last);
};

const spread = (store: Store, pages: readonly TimelinePage[], middle: number, rows: number): [number, number] => {
  const size = (at: number) => store.list(pageList(pages[at]?.id ?? '')).length;
  let [first, last] = [middle, middle];
  let held = size(middle);
  while (held < rows && (first > 0 || last < pages.length - 1)) {
    if (first > 0) held += size(--first);
    if (last < pages.length - 1) held += size(++last);
  }
  return [first, last];
};

/** The window of the pages `first` to `last`, both included. */
export const sliceOf = (store: Store, conversationId: ConversationId, first: number, last: number): TimelineWindow => {
  const pages = pagesOf(store, conversationId);
  const atEnd = last >= pages.length - 1;
  const keys: Key[] = [`timeline/${conversationId}`];
  const gaps = new Map<MessageId, string>();
  for (let at = Math.max(first, 0); at <= last; at++) {
    const { id } = pages[at] as TimelinePage;
    const end = store.list(pageList(id)).at(-1);
    keys.push(`list/${pageList(id)}`);
    if (end !== undefined && pages[at + 1]?.gapBefore) gaps.set(end, id);
  }
  const ids = idsOf(store, conversationId, first, last);
  if (atEnd) {
    keys.push(`list/${pendingList(conversationId)}`);
    ids.push(...store.list(pendingList(conversationId)));
  }
  return { first, last, ids, gaps, atStart: first <= 0 && pages[0]?.gapBefore === false, atEnd, keys };
};
