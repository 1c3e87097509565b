import type { Conversation, ConversationId } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import { idsOf } from '../timeline/index.js';
import { listed } from './reading.js';

type Rank = Pick<Conversation, 'id' | 'pinned' | 'activity'>;

/** Pins first, then the latest, then the id, so that equal ones stand still. */
const compare = (a: Rank, b: Rank): number =>
  Number(!!b.pinned) - Number(!!a.pinned) || b.activity - a.activity || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Conversations and what is derived from them: the sorted list and the unread total. Every write of a conversation goes
 * through here, inside the commit it belongs to, so that no reader ever sees one without the other.
 */
export class Book {
  readonly #store: Store;
  /** Unread in conversations that are not loaded. */
  #rest = { count: 0, muted: 0 };

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

  /** Sorts anew and sums anew: after reading the cache, or taking over from another tab. */
  rebuild(writer: Writer): void {
    const all = [...this.#store.entries()].filter(([key]) => key.startsWith('conversation/'));
    const sorted = all.map(([, value]) => value as Conversation).sort(compare);
    writer.list(
      'conversations',
      sorted.map(({ id }) => id),
    );
    const total = { ...this.#rest };
    for (const one of sorted) total[one.notify === 'none' ? 'muted' : 'count'] += one.unread;
    this.#total(writer, total);
  }

  /** The back end's own sums over everything; undefined: everything is loaded. */
  exact(writer: Writer, sums: { readonly count: number; readonly muted: number } | undefined): void {
    const total = this.#store.get('unread', 'total') ?? { count: 0, muted: 0 };
    const loaded = { count: total.count - this.#rest.count, muted: total.muted - this.#rest.muted };
    this.#rest = {
      count: Math.max(0, (sums?.count ?? loaded.count) - loaded.count),
      muted: Math.max(0, (sums?.muted ?? loaded.muted) - loaded.muted),
    };
    this.#total(writer, { count: loaded.count + this.#rest.count, muted: loaded.muted + this.#rest.muted });
  }

  #change(writer: Writer, id: ConversationId, after: Conversation | undefined): void {
    const before = this.#store.get('conversation', id);
    if (after) writer.put('conversation', id, after);
    else writer.remove('conversation', id);
    if (!before || !after || compare(before, after) !== 0) this.#move(writer, id, after);
    const total = { ...(this.#store.get('unread', 'total') ?? { count: 0, muted: 0 }) };
    if (before) total[before.notify === 'none' ? 'muted' : 'count'] -= before.unread;
    if (after) total[after.notify === 'none' ? 'muted' : 'count'] += after.unread;
    this.#total(writer, total);
  }

  #total(writer: Writer, total: { count: number; muted: number }): void {
    const before = this.#store.get('unread', 'total');
    if (before?.count !== total.count || before.muted !== total.muted) writer.put('unread', 'total', total);
  }

  /** Takes the one id out and puts it into its place: the others do not move. */
  #move(writer: Writer, id: ConversationId, after: Conversation | undefined): void {
    const before = this.#store.list('conversations');
    const ids = before.filter((other) => other !== id);
    if (after) {
      let low = 0;
      let high = ids.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = this.#store.get('conversation', ids[middle] as string);
        if (other && compare(other, after) > 0) high = middle;
        else low = middle + 1;
      }
      ids.splice(low, 0, id);
    }
    if (ids.length !== before.length || ids.some((other, at) => other !== before[at]))
      writer.list('conversations', ids);
  }
}
