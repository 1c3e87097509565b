import { type ConversationId, compareOrder, type Message, type MessageId, type OrderKey } from '../model/index.js';
import type { Store, TimelinePage, Writer } from '../store/index.js';

/** Most ids of a page: an arrival copies one page list, whatever the length of the timeline. */
export const PAGE_SIZE = 100;

/** Before and after every message. */
export const MIN: OrderKey = Object.freeze({ seq: -Infinity, tie: '' });
export const MAX: OrderKey = Object.freeze({ seq: Infinity, tie: '' });

export const pageList = (pageId: string): string => `page/${pageId}`;
export const pendingList = (conversationId: string): string => `pending/${conversationId}`;

/** What places a message; the id settles equal orders, so that any arrival order gives one timeline. */
type Placed = Pick<Message, 'id'> & { readonly order: OrderKey };

const compare = (a: Placed, b: Placed): number =>
  compareOrder(a.order, b.order) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** First index in 0..length for which `after` holds; `after` must be false then true. */
const search = (length: number, after: (index: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (after(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/**
 * A working copy of one timeline's pages: only lists that change are copied and written. Pages are found by the order of
 * their first message, so there is no index to keep. Only the last page may be empty: the live end, nothing held yet.
 */
export class PageEditor {
  readonly #store: Store;
  readonly #conversationId: ConversationId;
  readonly #before: readonly TimelinePage[];
  readonly #lists = new Map<string, MessageId[]>();
  readonly #closed = new Set<string>();
  #pages: readonly TimelinePage[];
  #number: number | undefined;

  constructor(store: Store, conversationId: ConversationId) {
    this.#store = store;
    this.#conversationId = conversationId;
    this.#before = this.#pages = store.get('timeline', conversationId)?.pages ?? [];
  }

  get length(): number {
    return this.#pages.length;
  }

  ids(at: number): readonly MessageId[] {
    const id = this.#pages[at]?.id;
    if (id === undefined) return [];
    return this.#lists.get(id) ?? this.#store.list(pageList(id));
  }

  gapBefore(at: number): boolean {
    return this.#pages[at]?.gapBefore === true;
  }

  isEmpty(at: number): boolean {
    return this.ids(at).length === 0;
  }

  first(at: number): OrderKey {
    return this.#placed(this.ids(at)[0]).order;
  }

  last(at: number): OrderKey {
    return this.#placed(this.ids(at).at(-1)).order;
  }

  /** Index of the newest page that holds something; -1 without one. */
  get newest(): number {
    return this.length > 0 && this.isEmpty(this.length - 1) ? this.length - 2 : this.length - 1;
  }

  get newestId(): MessageId | undefined {
    return this.ids(this.newest).at(-1);
  }

  /** Index of the last page that begins at or before the message; -1 when none does. */
  locate(message: Placed): number {
    return search(this.newest + 1, (at) => compare(this.#placed(this.ids(at)[0]), message) > 0) - 1;
  }

  /** Does the message belong between the first and last of this page? */
  spans(at: number, message: Placed): boolean {
    return at >= 0 && compare(this.#placed(this.ids(at).at(-1)), message) >= 0;
  }

  index(at: number, message: Placed): number {
    const ids = this.ids(at);
    return search(ids.length, (index) => compare(this.#placed(ids[index]), message) >= 0);
  }

  /** Puts the id in its place within the page; once. */
  add(at: number, message: Placed): void {
    const index = this.index(at, message);
    if (this.ids(at)[index] !== message.id) this.#edit(at).splice(index, 0, message.id);
  }

  /** Takes the id out, by the order the message had. */
  take(message: Placed): void {
    const at = this.locate(message);
    const index = at < 0 ? -1 : this.ids(at).indexOf(message.id);
    if (index < 0) return;
    this.#edit(at).splice(index, 1);
    if (!this.isEmpty(at)) return;
    const isTail = at === this.length - 1;
    if (isTail && (this.gapBefore(at) || at === 0)) return;
    if (!isTail && this.gapBefore(at)) this.setGap(at + 1, true);
    this.drop(at);
  }

  open(at: number, gapBefore: boolean, ids: readonly MessageId[]): void {
    const page = Object.freeze({ id: this.#newId(), gapBefore });
    this.#lists.set(page.id, [...ids]);
    this.#pages = this.#pages.toSpliced(at, 0, page);
  }

  drop(at: number): void {
    this.#edit(at).length = 0;
    this.#pages = this.#pages.toSpliced(at, 1);
  }

  setGap(at: number, gapBefore: boolean): void {
    const page = this.#pages[at];
    if (!page || page.gapBefore === gapBefore) return;
    this.#pages = this.#pages.with(at, Object.freeze({ ...page, gapBefore }));
    if (!gapBefore) this.#closed.add(page.id);
  }

  /** Merges, splits and writes what changed; `opened` where it is now known. */
  save(writer: Writer, opened?: boolean): void {
    this.#merge();
    this.#split();
    const held = new Set(this.#pages.map((page) => page.id));
    for (const [id, ids] of this.#lists) {
      const name = pageList(id);
      if (!held.has(id)) writer.list(name, undefined);
      else if (!isSame(ids, this.#store.list(name))) writer.list(name, ids);
    }
    const known = this.#store.get('timeline', this.#conversationId);
    const pages = this.#pages === this.#before ? this.#before : Object.freeze(this.#pages);
    if (known) writer.patch('timeline', this.#conversationId, { pages, opened: opened ?? known.opened });
    else if (pages.length > 0)
      writer.put('timeline', this.#conversationId, {
        conversationId: this.#conversationId,
        pages,
        opened: opened ?? false,
      });
  }

  /** Two pages whose gap has closed become one where they fit; an empty end without a gap before it is no page. */
  #merge(): void {
    for (const id of this.#closed) {
      const at = this.#pages.findIndex((page) => page.id === id);
      if (at < 1 || this.gapBefore(at)) continue;
      const ids = this.ids(at);
      if (ids.length > 0 && this.ids(at - 1).length + ids.length > PAGE_SIZE) continue;
      if (ids.length > 0) this.#edit(at - 1).push(...ids);
      this.drop(at);
    }
  }

  /** The live end fills page after page, so that a long chat has no half-empty ones; elsewhere the halves are even. */
  #split(): void {
    for (const [id, ids] of [...this.#lists]) {
      const at = this.#pages.findIndex((page) => page.id === id);
      if (at < 0 || ids.length <= PAGE_SIZE) continue;
      const isTail = at === this.length - 1;
      const size = isTail ? PAGE_SIZE : Math.ceil(ids.length / Math.ceil(ids.length / PAGE_SIZE));
      this.#lists.set(id, ids.slice(0, size));
      for (let from = size, next = at + 1; from < ids.length; from += size, next++)
        this.open(next, false, ids.slice(from, from + size));
    }
  }

  #edit(at: number): MessageId[] {
    const { id } = this.#pages[at] as TimelinePage;
    let ids = this.#lists.get(id);
    if (!ids) {
      ids = [...this.#store.list(pageList(id))];
      this.#lists.set(id, ids);
    }
    return ids;
  }

  #placed(id: MessageId | undefined): Placed {
    return { id: id ?? '', order: this.#store.get('message', id ?? '')?.order ?? MAX };
  }

  /** Conversation ids may hold slashes; the number stands after the last one. */
  #newId(): string {
    this.#number ??= this.#pages.reduce((most, { id }) => Math.max(most, Number(id.slice(id.lastIndexOf('/') + 1))), 0);
    return `${this.#conversationId}/${++this.#number}`;
  }
}
