import type { ImMessage } from '../message/message.js';

export interface RovingHost {
  rows(): readonly ImMessage[];
  scroller(): HTMLElement | null;
  /** The key asks for what lies beyond the first or last row. */
  beyond(end: 'first' | 'last'): void;
}

/**
 * One stop in the tab order for the whole transcript; arrow keys, Home, End, Page Up and Page Down move within it, Enter
 * and the menu key open what may be done, letters do it.
 */
export class Roving {
  readonly #host: RovingHost;

  constructor(host: RovingHost) {
    this.#host = host;
  }

  /** Does what a key stands for on `row`, which has the focus. */
  key(event: KeyboardEvent, row: ImMessage): void {
    const rows = this.#host.rows();
    const at = rows.indexOf(row);
    if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      void row.openActions();
      return;
    }
    const to = this.#target(event.key, at, rows);
    if (to === undefined) {
      row.pressed(event);
      return;
    }
    event.preventDefault();
    if (to < 0) this.#host.beyond('first');
    if (to >= rows.length || event.key === 'End') this.#host.beyond('last');
    this.focus(rows[Math.max(0, Math.min(rows.length - 1, to))]);
  }

  focus(row: ImMessage | undefined): void {
    const scroller = this.#host.scroller();
    if (!row || !scroller) return;
    for (const other of this.#host.rows()) if (other.tabIndex === 0) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    const view = scroller.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    const margin = 40; // clear of the day chip
    if (box.top < view.top + margin) scroller.scrollTop += box.top - view.top - margin;
    else if (box.bottom > view.bottom - 4)
      scroller.scrollTop += Math.min(box.bottom - view.bottom + 4, box.top - view.top - margin);
  }

  #target(key: string, at: number, rows: readonly ImMessage[]): number | undefined {
    if (key === 'ArrowUp') return at - 1;
    if (key === 'ArrowDown') return at + 1;
    if (key === 'Home') return 0;
    if (key === 'End') return rows.length - 1;
    return key === 'PageUp' || key === 'PageDown' ? this.#page(key === 'PageUp' ? -1 : 1, at, rows) : undefined;
  }

  /** The row that stands one screen further. */
  #page(step: 1 | -1, at: number, rows: readonly ImMessage[]): number {
    const height = (this.#host.scroller()?.clientHeight ?? 0) * 0.8;
    const from = rows[at]?.getBoundingClientRect().top ?? 0;
    let to = at;
    while (rows[to + step] && Math.abs((rows[to] as ImMessage).getBoundingClientRect().top - from) < height) to += step;
    return to === at ? at + step : to;
  }
}
