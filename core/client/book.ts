import type { Conversation, ConversationId, UnreadTotal } from '../model/index.js';
import type { List, Store, Writer } from '../store/index.js';
import { idsOf } from '../timeline/index.js';
import { inOrder, moved } from './ranks.js';
import { listed } from './reading.js';

type Row = Conversation | undefined;
type Sums = { readonly count: number; readonly muted: number };

/** Keeps more of what follows from rows, inside the same commits. */
export interface Beside {
  /** One row changed. */
  row(writer: Writer, before: Row, after: Row): void;
  /** All are sorted anew. */
  all(writer: Writer): void;
  /** What the back end says of all; undefined: everything is loaded. */
  exact(writer: Writer, sums: UnreadTotal | undefined): void;
}

/** Marked so, or of a space or a live room, it stands only in the list that asks for it, and counts nowhere. */
export const shown = (row: Row): row is Conversation =>
  row !== undefined && row.kind !== 'channel' && row.kind !== 'room' && !row.marks?.includes('hidden');

const NONE: Sums = { count: 0, muted: 0 };

/**
 * Conversations and what is derived from them: the sorted list and the unread total. Every write of a conversation goes
 * through here, inside the commit it belongs to, so that no reader ever sees one without the other.
 */
export class Book {
  readonly #store: Store;
  /** Unread in conversations that are loaded, and in those that are not. */
  #held = NONE;
  #rest = NONE;
  /** Once somebody asks for more than every visit needs. */
  beside: Beside | undefined;
  /** Is it counted apart? Wider levels have a say once they are known. */
  mutes = (row: Conversation): boolean => row.notify === 'none';

  constructor(store: Store) {
    this.#store = store;
  }

  put(writer: Writer, conversation: Conversation): void {
    this.#change(writer, conversation.id, conversation);
  }

  patch(writer: Writer, id: ConversationId, patch: Partial<Conversation>): void {
    const before = this.#store.get('conversation', id);
    if (!before) return;
    const keys = Object.keys(patch) as (keyof Conversation)[];
    if (keys.some((key) => !Object.is(before[key], patch[key]))) this.#change(writer, id, { ...before, ...patch });
  }

  /** The last message anew, where the one that stood there is gone. */
  last(writer: Writer, id: ConversationId): void {
    const store = this.#store;
    const may = (one: string): boolean => {
      const message = store.get('message', one);
      return message !== undefined && listed(message);
    };
    const all = [...idsOf(store, id, 0, Number.POSITIVE_INFINITY), ...store.list(`pending/${id}`)];
    this.patch(writer, id, { lastMessageId: all.findLast(may) });
  }

  remove(writer: Writer, id: ConversationId): void {
    this.#change(writer, id, undefined);
  }

  /** All that are loaded. */
  get all(): Conversation[] {
    return [...this.#store.entries()].flatMap(([key, value]) =>
      key.startsWith('conversation/') ? (value as Conversation) : [],
    );
  }

  /** Sorts anew and sums anew: after reading the cache, or taking over from another tab. */
  rebuild(writer: Writer): void {
    const rows = this.all.filter(shown).sort(inOrder);
    writer.list(
      'conversations',
      rows.map(({ id }) => id),
    );
    this.#held = rows.reduce((sums, row) => this.#add(sums, row, 1), NONE);
    this.#total(writer);
    this.beside?.all(writer);
  }

  /** The back end's own sums over everything; undefined: everything is loaded. */
  exact(writer: Writer, sums: UnreadTotal | undefined): void {
    const { count, muted } = sums ?? NONE;
    this.#rest = { count: Math.max(0, count - this.#held.count), muted: Math.max(0, muted - this.#held.muted) };
    this.#total(writer);
    this.beside?.exact(writer, sums);
  }

  #add({ count, muted }: Sums, row: Row, by: 1 | -1): Sums {
    const unread = shown(row) ? by * row.unread : 0;
    return row && this.mutes(row) ? { count, muted: muted + unread } : { count: count + unread, muted };
  }

  #change(writer: Writer, id: ConversationId, after: Row): void {
    const before = this.#store.get('conversation', id);
    if (after) writer.put('conversation', id, after);
    else writer.remove('conversation', id);
    this.move(writer, 'conversations', inOrder, shown(before) ? before : undefined, shown(after) ? after : undefined);
    this.#held = this.#add(this.#add(this.#held, before, -1), after, 1);
    this.#total(writer);
    this.beside?.row(writer, before, after);
  }

  #total(writer: Writer): void {
    const before = this.#store.get('unread', 'total');
    const [count, muted] = [this.#held.count + this.#rest.count, this.#held.muted + this.#rest.muted];
    if (before?.count !== count || before.muted !== muted) writer.put('unread', 'total', { ...before, count, muted });
  }

  /** Puts the one row into its place in a list, or takes it out: the others do not move. */
  move(writer: Writer, list: string, order: typeof inOrder, before: Row, after: Row): void {
    const ids: List = this.#store.list(list);
    const now = moved(this.#store, ids, order, before, after);
    if (now !== ids) writer.list(list, now);
  }
}
