import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

export interface RowWindowOptions {
  /** All rows, in order, each key once. */
  keys(): readonly string[];
  /** About how tall a row is, pixels; measured once it is drawn. */
  estimate(at: number): number;
  /** Reached by the Tab key where no row had the focus yet; the first without. */
  preferred?(): string | undefined;
  /** Enter, Space and letters are the row's own; the menu key and Shift+F10 come here. */
  menu?(key: string): void;
  /** Rows beyond the view, to either side. */
  overscan?: number;
}

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** What the rows stand in. */
export const rowWindowStyles = css`
  .rows {
    position: relative;
    inline-size: 100%;
  }
  .slot {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
  }
`;

/**
 * A long list of which only the rows near the view stand in the document, with one stop in the tab order: arrow keys,
 * Home, End, Page Up and Page Down move within it. The row with the focus stays drawn however far one scrolls. The host
 * draws `render` inside an element of class `scroller` (role `list`) that has `key` and `focused` as listeners. What shall take
 * the focus in a row carries `data-stop`.
 */
export class RowWindow implements ReactiveController {
  readonly #host: Host;
  readonly #options: RowWindowOptions;
  readonly #rows: Virtualizer<HTMLElement, HTMLElement>;
  #leave: (() => void) | undefined;
  #keys: readonly string[] = [];
  #active: string | undefined;
  #at = -1;
  #lost = false;

  constructor(host: Host, options: RowWindowOptions) {
    this.#host = host;
    this.#options = options;
    this.#rows = new Virtualizer<HTMLElement, HTMLElement>(this.#settings());
    host.addController(this);
  }

  #settings() {
    return {
      count: this.#keys.length,
      getScrollElement: () => this.#host.renderRoot?.querySelector<HTMLElement>('.scroller') ?? null,
      estimateSize: this.#options.estimate,
      getItemKey: (at: number) => this.#keys[at] ?? at,
      overscan: this.#options.overscan ?? 6,
      initialRect: { width: 320, height: 640 },
      rangeExtractor: this.#range,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#host.requestUpdate(),
    };
  }

  /** The row that the Tab key reaches. */
  get stop(): string | undefined {
    const wanted = this.#active ?? this.#options.preferred?.();
    return wanted !== undefined && this.#keys.includes(wanted) ? wanted : this.#keys[0];
  }

  hostConnected(): void {
    this.#leave = this.#rows._didMount();
  }

  hostDisconnected(): void {
    this.#leave?.();
  }

  hostUpdate(): void {
    this.#keys = this.#options.keys();
    if (this.#active !== undefined && !this.#keys.includes(this.#active)) {
      this.#active = undefined;
      this.#lost = this.#at >= 0;
    }
    this.#rows.setOptions(this.#settings());
  }

  hostUpdated(): void {
    const rows = this.#host.renderRoot.querySelector<HTMLElement>('.rows');
    this.#rows._willUpdate();
    if (!rows) return;
    rows.style.setProperty('block-size', `${this.#rows.getTotalSize()}px`);
    const starts = new Map(this.#rows.getVirtualItems().map(({ index, start }) => [index, start]));
    for (const slot of rows.querySelectorAll<HTMLElement>(':scope > .slot')) {
      slot.style.setProperty('transform', `translateY(${starts.get(Number(slot.dataset.index)) ?? 0}px)`);
      this.#rows.measureElement(slot);
    }
    this.#refocus();
  }

  /** The row with the focus has gone: its neighbour takes over, unless the focus is elsewhere by now. */
  #refocus(): void {
    if (!this.#lost) return;
    this.#lost = false;
    if (document.activeElement && document.activeElement !== document.body) return;
    this.focusAt(Math.min(this.#at, this.#keys.length - 1));
  }

  render(draw: (at: number) => unknown): TemplateResult {
    return html`<div class="rows" role="presentation">${repeat(
      this.#rows.getVirtualItems(),
      ({ key }: VirtualItem) => key,
      ({ index }) => html`<div class="slot" role="listitem" data-index=${index} aria-setsize=${this.#keys.length}
        aria-posinset=${index + 1}>${draw(index)}</div>`,
    )}</div>`;
  }

  /** Rows near the view, and the one that Tab reaches. */
  #range = (range: Range): number[] => {
    const shown = defaultRangeExtractor(range);
    const stop = this.stop === undefined ? -1 : this.#keys.indexOf(this.stop);
    return stop < 0 || shown.includes(stop) ? shown : [...shown, stop].sort((a, b) => a - b);
  };

  /** Shows a row, and puts the focus there. */
  focusAt(at: number): void {
    const key = this.#keys[at];
    if (key === undefined) return;
    this.#active = key;
    this.#at = at;
    this.#rows.scrollToIndex(at, { align: 'auto' });
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#elementOf(key)?.focus({ preventScroll: true }));
  }

  focus(): void {
    if (this.stop !== undefined) this.focusAt(this.#keys.indexOf(this.stop));
  }

  /** Back to the first row, such as for other words searched for. */
  toStart(): void {
    this.#active = undefined;
    this.#at = -1;
    this.#rows.scrollToOffset(0);
  }

  /** The last row that stands in the document: the next page is wanted when it nears the end. */
  get last(): number {
    return this.#rows.getVirtualItems().at(-1)?.index ?? -1;
  }

  #elementOf(key: string): HTMLElement | null {
    const at = this.#keys.indexOf(key);
    return this.#host.renderRoot.querySelector<HTMLElement>(`.slot[data-index="${at}"] [data-stop]`);
  }

  readonly focused = (event: FocusEvent): void => {
    const slot = slotOf(event);
    if (!slot) return;
    this.#at = Number(slot.dataset.index);
    const key = this.#keys[this.#at];
    if (key === this.#active) return;
    this.#active = key;
    this.#host.requestUpdate();
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const slot = slotOf(event);
    const typing = event.composedPath()[0];
    if (!slot || typing instanceof HTMLInputElement || typing instanceof HTMLTextAreaElement) return;
    const at = Number(slot.dataset.index);
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (!this.#options.menu) return;
      event.preventDefault();
      this.#options.menu(this.#keys[at] as string);
      return;
    }
    const to = this.#target(event.key, at);
    if (to === undefined) return;
    event.preventDefault();
    this.focusAt(Math.max(0, Math.min(to, this.#keys.length - 1)));
  };

  #target(key: string, at: number): number | undefined {
    const { startIndex = 0, endIndex = 0 } = this.#rows.range ?? {};
    const page = Math.max(1, endIndex - startIndex - 1);
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this.#keys.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    };
    return to[key];
  }
}

const slotOf = (event: Event): HTMLElement | undefined =>
  event.composedPath().find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.slot'));
