import type { Conversation, ConversationId, UnreadTotal } from '../model/index.js';
import type { List, Store, Writer } from '../store/index.js';
import { idsOf } from '../timeline/index.js';
import { inOrder, moved } from './ranks.js';
import { listed } from './reading.js';

type Row = Conversation | undefined;
/** By what is summed: `count`, `muted`, and of `count` `k` with a kind, `t` with a tag. */
type Sums = Record<string, number>;

const PARTS = { kinds: 'k', tags: 't' } as const;

/** Marked so, or of a space or a live room, it stands only in the list that asks for it, and counts nowhere. */
const shown = (row: Row): row is Conversation =>
  row !== undefined && row.kind !== 'channel' && row.kind !== 'room' && !row.marks?.includes('hidden');

const add = (sums: Sums, row: Row, by: 1 | -1): void => {
  if (!shown(row) || row.unread === 0) return;
  const names =
    row.notify === 'none' ? ['muted'] : ['count', `k${row.kind}`, ...(row.tags ?? []).map((id) => `t${id}`)];
  for (const name of names) sums[name] = (sums[name] ?? 0) + by * row.unread;
};

const flat = ({ count, muted, ...parts }: UnreadTotal): Sums => {
  const sums: Sums = { count, muted };
  for (const part of ['kinds', 'tags'] as const)
    for (const [name, sum = 0] of Object.entries<number | undefined>(parts[part] ?? {})) sums[PARTS[part] + name] = sum;
  return sums;
};

/**
 * Conversations and what is derived from them: the sorted list and the unread total. Every write of a conversation goes
 * through here, inside the commit it belongs to, so that no reader ever sees one without the other.
 */
export class Book {
  readonly #store: Store;
  /** Unread in conversations that are loaded, and in those that are not. */
  #held: Sums = {};
  #rest: Sums = {};
  /** Hears of every change of a row, and (without one) when all are sorted anew, inside the commit: who keeps other lists. */
  watch: ((writer: Writer, before?: Row, after?: Row) => void) | undefined;

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
    this.#held = {};
    for (const row of rows) add(this.#held, row, 1);
    this.#total(writer);
    this.watch?.(writer);
  }

  /** The back end's own sums over everything; undefined: everything is loaded. */
  exact(writer: Writer, sums: UnreadTotal | undefined): void {
    this.#rest = {};
    for (const [name, sum] of Object.entries(sums ? flat(sums) : {}))
      this.#rest[name] = Math.max(0, sum - (this.#held[name] ?? 0));
    this.#total(writer);
  }

  #change(writer: Writer, id: ConversationId, after: Row): void {
    const before = this.#store.get('conversation', id);
    if (after) writer.put('conversation', id, after);
    else writer.remove('conversation', id);
    this.move(writer, 'conversations', inOrder, shown(before) ? before : undefined, shown(after) ? after : undefined);
    this.watch?.(writer, before, after);
    add(this.#held, before, -1);
    add(this.#held, after, 1);
    this.#total(writer);
  }

  #total(writer: Writer): void {
    const before = this.#store.get('unread', 'total');
    const sums: Sums = { count: 0, muted: 0, ...this.#rest };
    for (const [name, sum] of Object.entries(this.#held)) sums[name] = (sums[name] ?? 0) + sum;
    const { count = 0, muted = 0 } = sums;
    const part = (first: string): Record<string, number> =>
      Object.fromEntries(
        Object.entries(sums).flatMap(([name, sum]) => (name[0] === first && sum > 0 ? [[name.slice(1), sum]] : [])),
      );
    const total = { count, muted, kinds: part('k'), tags: part('t') };
    if (JSON.stringify(before) !== JSON.stringify(total)) writer.put('unread', 'total', total);
  }

  /** Puts the one row into its place in a list, or takes it out: the others do not move. */
  move(writer: Writer, list: string, order: typeof inOrder, before: Row, after: Row): void {
    const ids: List = this.#store.list(list);
    const now = moved(this.#store, ids, order, before, after);
    if (now !== ids) writer.list(list, now);
  }
}
