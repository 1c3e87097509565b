import { type ConversationId, compareOrder, invalid, type Message, type OrderKey } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import { MAX, MIN, PageEditor, pendingList } from './pages.js';
import type { Arrival, FetchedPage, Ordering } from './types.js';

type PlacedMessage = Message & { readonly order: OrderKey };

/** All messages strictly between `lo` and `hi` are held once an arrival is in; `toEnd`: it reached the newest message. */
interface Reach {
  readonly lo: OrderKey;
  readonly hi: OrderKey;
  readonly toEnd: boolean;
  /** Nothing can stand before it, as far as a timeline that was known to be empty goes. */
  readonly fromStart: boolean;
}

/**
 * Puts placed messages (with `order`) into the store and their ids into pages. Do not `put` a placed message yourself:
 * its old place is looked up by the record. An id held already is never doubled; a changed `order` moves it. Sets `opened`
 * when a page reaches the newest message; takes ids out of `pending/`. Throws ImError('invalid') for a message without order.
 */
export const insertPlaced = (
  store: Store,
  writer: Writer,
  conversationId: ConversationId,
  messages: readonly Message[],
  how: Arrival,
): void => {
  const editor = new PageEditor(store, conversationId);
  const run = sorted(messages, conversationId);
  for (const message of run) keep(store, writer, editor, message);
  if (how.page) insertRun(editor, run, how.ordering, how.page);
  else for (const message of run) place(editor, message, liveReach(editor, message, how.ordering), true);
  editor.save(writer, how.page && reachesEnd(how.page) ? true : undefined);
  leavePending(store, writer, conversationId, run);
};

/** However the server's copy comes in, the row it belongs to waits no longer. */
export const leavePending = (
  store: Store,
  writer: Writer,
  conversationId: ConversationId,
  messages: readonly Pick<Message, 'id'>[],
): void => {
  const name = pendingList(conversationId);
  const ids = store.list(name);
  if (ids.length === 0) return;
  const gone = new Set(messages.map(({ id }) => id));
  const left = ids.filter((id) => !gone.has(id));
  if (left.length < ids.length) writer.list(name, left.length > 0 ? left : undefined);
};

/** Ascending, each id once; of two with one id the later stays. */
const sorted = (messages: readonly Message[], conversationId: ConversationId): readonly PlacedMessage[] => {
  const byId = new Map<string, PlacedMessage>();
  for (const message of messages) {
    if (!isPlaced(message)) throw invalid('messages', `${message.id} has no order`);
    if (message.conversationId !== conversationId)
      throw invalid('messages', `${message.id} is of another conversation`);
    byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => compareOrder(a.order, b.order));
};

const isPlaced = (message: Message): message is PlacedMessage => message.order !== undefined;

/** The record, unless it says nothing new: a duplicate must not draw its row again. */
const keep = (store: Store, writer: Writer, editor: PageEditor, message: PlacedMessage): void => {
  const known = store.get('message', message.id);
  if (known && isPlaced(known) && compareOrder(known.order, message.order) !== 0) editor.take(known);
  if (known !== message && JSON.stringify(known) !== JSON.stringify(message))
    writer.put('message', message.id, message);
};

const insertRun = (editor: PageEditor, run: readonly PlacedMessage[], ordering: Ordering, page: FetchedPage): void => {
  const reach = pageReach(run, ordering, page);
  const newest = editor.newestId;
  for (const message of run) place(editor, message, reach, false);
  if (editor.length === 0 && reach.toEnd) editor.open(0, reach.lo !== MIN, []);
  closeGaps(editor, reach);
  // The newest we hold came from a page that has newer ones behind it: the live end is further on.
  if (!reach.toEnd && editor.newestId !== newest && !editor.isEmpty(editor.length - 1))
    editor.open(editor.length, true, []);
};

const reachesEnd = (page: FetchedPage): boolean => !page.before && !page.hasNewer;

const pageReach = (run: readonly PlacedMessage[], ordering: Ordering, page: FetchedPage): Reach => {
  const toEnd = reachesEnd(page);
  const lo = page.after ?? (page.hasOlder ? (run[0]?.order ?? page.before ?? MAX) : MIN);
  const last = run.at(-1)?.order ?? page.after ?? MIN;
  // With a sequence an answer that was overtaken by live messages cannot hide a hole between them and it.
  const hi = page.before ?? (toEnd && ordering === 'time' ? MAX : last);
  return { lo, hi, toEnd, fromStart: lo === MIN };
};

const liveReach = (editor: PageEditor, { order }: PlacedMessage, ordering: Ordering): Reach => {
  if (ordering === 'seq') {
    const [lo, hi] = [
      { seq: order.seq - 1, tie: '' },
      { seq: order.seq + 1, tie: '\uffff' },
    ];
    return { lo, hi, toEnd: true, fromStart: order.seq <= 1 };
  }
  // By time alone, only what follows the live end is known to be whole.
  const tail = editor.length - 1;
  return { lo: editor.isEmpty(tail) ? MAX : editor.last(tail), hi: MIN, toEnd: true, fromStart: true };
};

const notAfter = (a: OrderKey, b: OrderKey): boolean => compareOrder(a, b) <= 0;

const place = (editor: PageEditor, message: PlacedMessage, reach: Reach, live: boolean): void => {
  const at = editor.locate(message);
  const next = at + 1;
  if (editor.spans(at, message)) editor.add(at, message);
  else if (next < editor.length) placeBetween(editor, message, at, reach);
  else if (at >= 0 && notAfter(reach.lo, editor.last(at))) editor.add(at, message);
  else editor.open(next, at >= 0 || live || !reach.fromStart, [message.id]);
};

/** Between page `at` (-1: none) and the one after it: with one of them, with both, or a page of its own. */
const placeBetween = (editor: PageEditor, message: PlacedMessage, at: number, reach: Reach): void => {
  const next = at + 1;
  if (!editor.gapBefore(next)) {
    if (editor.isEmpty(next)) editor.setGap(next, !reach.fromStart);
    editor.add(at >= 0 ? at : next, message);
    return;
  }
  const left = meetsLeft(editor, at, reach);
  const right = meetsRight(editor, next, reach);
  if (left && at >= 0) editor.add(at, message);
  else if (right) editor.add(next, message);
  else editor.open(next, !left, [message.id]);
  if (left && right) editor.setGap(next, false);
};

const meetsLeft = (editor: PageEditor, at: number, { lo }: Reach): boolean =>
  at >= 0 ? notAfter(lo, editor.last(at)) : lo === MIN;

const meetsRight = (editor: PageEditor, next: number, { hi, toEnd }: Reach): boolean =>
  editor.isEmpty(next) ? toEnd : notAfter(editor.first(next), hi);

const closeGaps = (editor: PageEditor, reach: Reach): void => {
  for (let at = 0; at < editor.length; at++)
    if (editor.gapBefore(at) && meetsLeft(editor, at - 1, reach) && meetsRight(editor, at, reach))
      editor.setGap(at, false);
};
