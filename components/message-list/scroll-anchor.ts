import type { ImMessage } from '../message/message.js';

/** Less than this is rounding of the browser's, pixels. */
const SLACK = 0.5;

interface Held {
  readonly id: string;
  readonly top: number;
}

interface Moved {
  readonly scroller: HTMLElement;
  readonly moved: number;
  readonly scrolled: number;
  readonly together: boolean;
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
  /** The row that the upper edge cuts, where little of it is in view. */
  #cut: Held | undefined;
  #scrollTop = 0;

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
    const scroller = this.#scroller();
    if (!scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const rows = this.#rows();
    const held: Held[] = [];
    let cut: Held | undefined;
    for (let at = firstBelow(rows, top); at < rows.length && held.length < 40; at++) {
      const row = rows[at] as ImMessage;
      const box = row.getBoundingClientRect();
      if (box.top >= bottom) break;
      // What has not drawn yet has no place of its own.
      if (row.messageId === undefined || box.height === 0) continue;
      const one = { id: row.messageId, top: box.top - top };
      if (one.top < 0 && box.bottom < (top + bottom) / 2) cut = one;
      else held.push(one);
    }
    // What follows it is read: that stays, whatever becomes of the row itself.
    this.#held = cut ? [...held, cut] : held;
    this.#cut = cut;
    this.#scrollTop = scroller.scrollTop;
  }

  forget(): void {
    this.#held = [];
    this.#cut = undefined;
  }

  /** Puts the first row held that is still there back where it was. A scroll by the reader meanwhile is theirs. */
  restore(): void {
    const { scroller, moved, scrolled, together } = this.#measure() ?? {};
    if (!scroller || moved === undefined || scrolled === undefined) return;
    const byReader = together && Math.abs(scrolled) > SLACK && Math.abs(moved + scrolled) < 1;
    if (!byReader && Math.abs(moved) > SLACK) scroller.scrollTop += moved;
    this.hold();
  }

  /** After a scroll. Where the browser anchors, what moved was its or the reader's doing; else rows may have moved too. */
  follow(): void {
    const { scroller, moved, scrolled } = this.#measure() ?? {};
    if (scroller && moved !== undefined && scrolled !== undefined && !anchors(scroller)) {
      const shifted = moved + scrolled;
      if (Math.abs(shifted) > 1) scroller.scrollTop += shifted;
    }
    this.hold();
  }

  /**
   * By how much the first row held that is still there has moved, and by how much the scroller was scrolled; `together`:
   * the row cut by the edge has moved with it. The browser, which may hold on to that one, would look like the reader.
   */
  #measure(): Moved | undefined {
    const scroller = this.#scroller();
    if (!scroller || this.#held.length === 0) return undefined;
    const rows = new Map(this.#rows().map((row) => [row.messageId, row]));
    const { top: edge } = scroller.getBoundingClientRect();
    const movedOf = ({ id, top }: Held): number | undefined => {
      const row = rows.get(id);
      return row && row.getBoundingClientRect().top - edge - top;
    };
    const found = this.#held.find(({ id }) => rows.has(id));
    const moved = found && movedOf(found);
    if (moved === undefined) return undefined;
    const beside = this.#cut && movedOf(this.#cut);
    const together = beside === undefined || Math.abs(beside - moved) < 1;
    return { scroller, moved, scrolled: scroller.scrollTop - this.#scrollTop, together };
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
