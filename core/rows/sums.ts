import { type Beside, type Book, shown } from '../client/book.js';
import type { Conversation, UnreadTotal } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';

type Row = Conversation | undefined;
type Part = Record<string, number>;
type Parts = Record<(typeof PARTS)[number], Part>;

const PARTS = ['kinds', 'tags'] as const;

/** The parts of the unread total: by kind, and by tag. */
export class Sums implements Beside {
  readonly #store: Store;
  readonly #book: Pick<Book, 'all' | 'mutes'>;
  /** In rows that are loaded, and in those that are not. */
  #held: Parts = { kinds: {}, tags: {} };
  readonly #rest: Parts = { kinds: {}, tags: {} };

  constructor(store: Store, book: Pick<Book, 'all' | 'mutes'>) {
    this.#store = store;
    this.#book = book;
  }

  row(writer: Writer, before: Row, after: Row): void {
    this.#add(before, -1);
    this.#add(after, 1);
    this.#put(writer);
  }

  all(writer: Writer): void {
    this.#held = { kinds: {}, tags: {} };
    for (const row of this.#book.all) this.#add(row, 1);
    this.#put(writer);
  }

  /** A back end that says nothing of them leaves what is loaded. */
  exact(writer: Writer, sums: UnreadTotal | undefined): void {
    for (const part of PARTS) {
      const told = Object.entries<number | undefined>(sums?.[part] ?? {});
      this.#rest[part] = Object.fromEntries(
        told.map(([name, sum = 0]) => [name, Math.max(0, sum - (this.#held[part][name] ?? 0))]),
      );
    }
    this.#put(writer);
  }

  #add(row: Row, by: 1 | -1): void {
    if (!shown(row) || row.unread === 0 || this.#book.mutes(row)) return;
    const { kinds, tags } = this.#held;
    kinds[row.kind] = (kinds[row.kind] ?? 0) + by * row.unread;
    for (const tag of row.tags ?? []) tags[tag] = (tags[tag] ?? 0) + by * row.unread;
  }

  #of(part: keyof Parts): Part {
    const sums = { ...this.#rest[part] };
    for (const [name, sum] of Object.entries(this.#held[part])) sums[name] = (sums[name] ?? 0) + sum;
    return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum > 0));
  }

  #put(writer: Writer): void {
    const before = this.#store.get('unread', 'total') ?? { count: 0, muted: 0 };
    const after = { ...before, kinds: this.#of('kinds'), tags: this.#of('tags') };
    const same = PARTS.every((part) => JSON.stringify(before[part]) === JSON.stringify(after[part]));
    if (!same) writer.put('unread', 'total', after);
  }
}
