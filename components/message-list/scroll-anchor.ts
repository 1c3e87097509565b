import type { ImMessage } from '../message/message.js';

/** Less than this is rounding of the browser's, pixels. */
const SLACK = 0.5;

interface Held {
  readonly id: string;
  readonly top: number;
}

/**
 * Keeps what a reader reads in its place. In a `column-reverse` scroller the browser itself holds the bottom and whatever
 * changes above; what is left is a row that comes, goes or grows below the reader where scroll anchoring is missing: then
 * the rows in view are measured by message id and the scroller is moved once by the difference.
 */
export class ScrollAnchor {
  readonly #scroller: () => HTMLElement | null;
  readonly #rows: () => readonly ImMessage[];
  #held: readonly Held[] = [];
  #scrollTop = 0;
  /** There was not enough to scroll: rows that have not drawn yet will make it so. */
  #short = false;

  constructor(scroller: () => HTMLElement | null, rows: () => readonly ImMessage[]) {
    this.#scroller = scroller;
    this.#rows = rows;
  }

  /** The first row in view, as it was when last held. */
  get first(): string | undefined {
    return this.#held[0]?.id;
  }

  /** Remembers the rows in view and where they stand. */
  hold(): void {
    if (this.#short) this.restore();
    const scroller = this.#scroller();
    if (!scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const rows = this.#rows();
    const held: Held[] = [];
    for (let at = firstBelow(rows, top); at < rows.length && held.length < 40; at++) {
      const row = rows[at] as ImMessage;
      const box = row.getBoundingClientRect();
      if (box.top >= bottom) break;
      if (row.messageId !== undefined) held.push({ id: row.messageId, top: box.top - top });
    }
    this.#held = held;
    this.#scrollTop = scroller.scrollTop;
  }

  forget(): void {
    this.#held = [];
    this.#short = false;
  }

  /** Puts the first row held that is still there back where it was. A scroll by the reader meanwhile is theirs. */
  restore(): void {
    const again = this.#short;
    this.#short = false;
    const { scroller, moved, scrolled } = this.#measure() ?? {};
    if (!scroller || moved === undefined || scrolled === undefined) return;
    const byReader = Math.abs(scrolled) > SLACK && Math.abs(moved + scrolled) < 1;
    if (!byReader && Math.abs(moved) > SLACK) {
      const before = scroller.scrollTop;
      scroller.scrollTop += moved;
      this.#short = !again && Math.abs(scroller.scrollTop - before - moved) >= 2;
      this.#scrollTop = scroller.scrollTop;
      if (this.#short) return;
    }
    this.hold();
  }

  /** After a scroll. Where the browser anchors, what moved was its or the reader's doing; else rows may have moved too. */
  follow(): void {
    const { scroller, moved, scrolled } = (!this.#short && this.#measure()) || {};
    if (scroller && moved !== undefined && scrolled !== undefined && !anchors(scroller)) {
      const shifted = moved + scrolled;
      if (Math.abs(shifted) > 1) scroller.scrollTop += shifted;
    }
    this.hold();
  }

  /** By how much the first row held that is still there has moved, and by how much the scroller was scrolled. */
  #measure(): { readonly scroller: HTMLElement; readonly moved: number; readonly scrolled: number } | undefined {
    const scroller = this.#scroller();
    if (!scroller || this.#held.length === 0) return undefined;
    const rows = new Map(this.#rows().map((row) => [row.messageId, row]));
    for (const { id, top } of this.#held) {
      const row = rows.get(id);
      if (!row) continue;
      const moved = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top;
      return { scroller, moved, scrolled: scroller.scrollTop - this.#scrollTop };
    }
    return undefined;
  }
}

/** Does the browser itself keep rows in place here? WebKit knows no such property. */
const anchors = (scroller: HTMLElement): boolean =>
  getComputedStyle(scroller).getPropertyValue('overflow-anchor') === 'auto';

/** Index of the first row that ends below `top`; rows stand in order. */
function firstBelow(rows: readonly ImMessage[], top: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as ImMessage).getBoundingClientRect().bottom > top + 1) high = middle;
    else low = middle + 1;
  }
  return low;
}
