import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Places } from './places.js';

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

/** Height of a list that is not seen yet, and how far from its lower edge a focused row ends, pixels. */
const UNSEEN = 640;
const EDGE = 8;

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
  readonly #places = new Places();
  #scroller: HTMLElement | undefined;
  /** Of the scroller, as last told: asked of it in the midst of an update, the page would be laid out for the answer. */
  #view = { top: 0, height: 0 };
  #sizes: ResizeObserver | undefined;
  #seen = new Set<Element>();
  /** Of the rows near the view: the first, and the one after the last. */
  #from = 0;
  #to = 0;
  #keys: readonly string[] = [];
  #active: string | undefined;
  #at = -1;
  #lost = false;
  /** The row that Tab reaches has the focus; moved in the document, it would lose it. */
  #held = false;

  constructor(host: Host, options: RowWindowOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The row that the Tab key reaches. */
  get stop(): string | undefined {
    const wanted = this.#active ?? this.#options.preferred?.();
    return wanted !== undefined && this.#keys.includes(wanted) ? wanted : this.#keys[0];
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#scroller?.removeEventListener('scroll', this.#scrolled);
    this.#sizes = this.#scroller = undefined;
    this.#seen.clear();
  }

  hostUpdate(): void {
    const focus = this.#focus;
    this.#held = focus !== null && this.#active !== undefined && focus === this.#elementOf(this.#active);
    const keys = this.#options.keys();
    this.#keys = keys;
    if (this.#active !== undefined && !keys.includes(this.#active)) {
      this.#active = undefined;
      this.#lost = this.#at >= 0;
    }
    this.#places.of(keys, this.#options.estimate);
    this.#look();
  }

  /** Which rows are near the view; were it others before? */
  #look(): boolean {
    const { top, height } = this.#view;
    const rest = this.#options.overscan ?? 6;
    const from = Math.max(0, this.#places.at(top) - rest);
    const to = Math.min(this.#keys.length, this.#places.at(top + (height || UNSEEN)) + 1 + rest);
    const other = from !== this.#from || to !== this.#to;
    this.#from = from;
    this.#to = to;
    return other;
  }

  #measure(): void {
    const { scrollTop: top = 0, clientHeight: height = 0 } = this.#scroller ?? {};
    this.#view = { top, height };
  }

  #scrollTo(top: number): void {
    if (!this.#scroller) return;
    this.#scroller.scrollTop = top;
    this.#view = { ...this.#view, top };
  }

  #scrolled = (): void => {
    this.#measure();
    if (this.#look()) this.#host.requestUpdate();
  };

  hostUpdated(): void {
    const scroller = this.#host.renderRoot.querySelector<HTMLElement>('.scroller') ?? undefined;
    if (scroller !== this.#scroller) this.#hold(scroller);
    const rows = scroller?.querySelector<HTMLElement>('.rows');
    if (!rows) return;
    rows.style.setProperty('block-size', `${this.#places.end}px`);
    const slots = new Set<Element>(rows.querySelectorAll<HTMLElement>(':scope > .slot'));
    for (const slot of slots as Set<HTMLElement>) {
      slot.style.setProperty('transform', `translateY(${this.#places.start(Number(slot.dataset.index))}px)`);
      if (!this.#seen.has(slot)) this.#sizes?.observe(slot);
    }
    for (const slot of this.#seen) if (!slots.has(slot)) this.#sizes?.unobserve(slot);
    this.#seen = slots;
    if (this.#held && this.#active !== undefined && !this.#focus)
      this.#elementOf(this.#active)?.focus({ preventScroll: true });
    this.#refocus();
  }

  get #focus(): Element | null {
    return (this.#host.renderRoot as ShadowRoot | undefined)?.activeElement ?? null;
  }

  #hold(scroller: HTMLElement | undefined): void {
    this.hostDisconnected();
    this.#scroller = scroller;
    this.#view = { top: 0, height: 0 };
    if (!scroller) return;
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#sizes = new ResizeObserver((entries) => this.#measured(entries));
    this.#sizes.observe(scroller);
  }

  /** Rows that turn out taller above the view must not move what is in it. */
  #measured(entries: readonly ResizeObserverEntry[]): void {
    const scroller = this.#scroller;
    this.#measure();
    const { top } = this.#view;
    let shift = 0;
    for (const { target, borderBoxSize } of entries) {
      const at = Number((target as HTMLElement).dataset.index);
      const key = this.#keys[at];
      const size = borderBoxSize[0]?.blockSize ?? 0;
      if (target === scroller || key === undefined || size === 0) continue;
      const grown = this.#places.set(key, at, size);
      if (this.#places.start(at) + size - grown <= top) shift += grown;
    }
    if (shift !== 0) this.#scrollTo(top + shift);
    if (this.#places.settle() || this.#look()) this.#host.requestUpdate();
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
      this.#drawn(),
      (at) => this.#keys[at],
      (at) => html`<div class="slot" role="listitem" data-index=${at} aria-setsize=${this.#keys.length}
        aria-posinset=${at + 1}>${draw(at)}</div>`,
    )}</div>`;
  }

  /** Rows near the view, and the one that Tab reaches. */
  #drawn(): readonly number[] {
    const near = Array.from({ length: Math.max(0, this.#to - this.#from) }, (_, at) => this.#from + at);
    const stop = this.stop === undefined ? -1 : this.#keys.indexOf(this.stop);
    return stop < 0 || near.includes(stop) ? near : [...near, stop].sort((a, b) => a - b);
  }

  /** Shows a row, and puts the focus there. */
  focusAt(at: number): void {
    const key = this.#keys[at];
    if (key === undefined) return;
    this.#active = key;
    this.#at = at;
    this.#show(at);
    this.#host.requestUpdate();
    const put = (): void => this.#elementOf(key)?.focus({ preventScroll: true });
    if (this.#elementOf(key)) put();
    else void this.#host.updateComplete.then(put);
  }

  /** Scrolls no further than it must. */
  #show(at: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const [start, end] = [this.#places.start(at), this.#places.start(at + 1)];
    if (start < scroller.scrollTop) this.#scrollTo(start);
    else if (end > scroller.scrollTop + scroller.clientHeight - EDGE)
      this.#scrollTo(end - scroller.clientHeight + EDGE);
    this.#look();
  }

  focus(): void {
    if (this.stop !== undefined) this.focusAt(this.#keys.indexOf(this.stop));
  }

  /** Back to the first row, such as for other words searched for. */
  toStart(): void {
    this.#active = undefined;
    this.#at = -1;
    this.#scrollTo(0);
  }

  /** The last row that stands in the document: the next page is wanted when it nears the end. */
  get last(): number {
    return this.#to - 1;
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
    const page = Math.max(1, this.#to - this.#from - 1 - 2 * (this.#options.overscan ?? 6));
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
