import type { MessageId } from '../../core/index.js';
import type { ImMessage } from '../message/message.js';
import { bringInto, CHIP } from './bring-into.js';
import { rowOf } from './row-of.js';
import { ScrollAnchor } from './scroll-anchor.js';

/** Scrolled up by more than this, the way back is offered, pixels. */
const AWAY = 240;
/** Longest that a browser takes to scroll smoothly, milliseconds. */
const GLIDE = 800;

export interface PositionHost {
  scroller(): HTMLElement | null;
  rows(): readonly ImMessage[];
  /** Is the newest message among the rows? Undefined while nothing is shown. */
  atEnd(): boolean | undefined;
  /** Draws anew and resolves when that has happened. */
  draw(): Promise<unknown>;
  /** The reader has moved; `away` has changed when `redraw`. */
  moved(redraw: boolean): void;
  /** Heights have changed: something may have come near, to be looked at in the next frame. */
  soon(): void;
}

/** Where the reader stands in a transcript: at the newest message, at some row, or on the way to one. */
export class Position {
  readonly #host: PositionHost;
  readonly #anchor: ScrollAnchor;
  /** The newest message is in view, and what follows it will be. */
  pinned = true;
  /** Far enough from the newest message to be offered the way back. */
  away = false;
  /** A move is under way: nothing else may write to the scroller. */
  placing = false;
  #target: MessageId | undefined;
  /** Until when a smooth scroll may be under way: writing to `scrollTop` would end it. */
  #glides = 0;
  #frame = 0;
  #sizes: ResizeObserver | undefined;

  constructor(host: PositionHost) {
    this.#host = host;
    this.#anchor = new ScrollAnchor(host.scroller, host.rows);
  }

  /** The row that must be drawn; undefined at the newest. */
  get around(): MessageId | undefined {
    return this.#target ?? (this.pinned ? undefined : this.#anchor.first);
  }

  /** Another conversation, or none. */
  reset(): void {
    this.pinned = true;
    this.away = this.placing = false;
    this.#target = undefined;
    this.#glides = 0;
    this.#sizes?.disconnect();
    this.#sizes = undefined;
    this.#anchor.forget();
    this.#host.scroller()?.scrollTo({ top: 0, behavior: 'instant' });
  }

  /** Follows late images and fonts, and changes of the view. */
  #watch(): void {
    const scroller = this.#host.scroller();
    if (!scroller || this.#sizes) return;
    this.#sizes = new ResizeObserver((entries) => {
      if (this.placing) return;
      // A changed view (keyboard, window) is no reason to move.
      this.keep(this.pinned || entries.some(({ target }) => target === scroller));
      this.#host.soon();
    });
    this.#sizes.observe(scroller);
    this.#sizes.observe(scroller.firstElementChild as Element);
  }

  /** After the rows have been drawn. New ones have their height only when they themselves have drawn: until then nothing is measured. */
  async settle(): Promise<void> {
    this.#watch();
    if (this.placing) return;
    this.#host.soon();
    await this.drawn();
    if (this.#host.atEnd() !== undefined) this.keep();
  }

  drawn(): Promise<unknown> {
    return Promise.all(this.#host.rows().map((row) => row.updateComplete));
  }

  /** Rows in view stay, unless the view is at the bottom or on its way there. */
  keep(hold = this.pinned): void {
    if (this.placing) return;
    if (hold || performance.now() < this.#glides) this.#hold();
    else this.#anchor.restore();
  }

  /** At the newest the browser holds the bottom: nothing need be measured, which would lay the page out once more. */
  #hold(): void {
    if (this.pinned) this.#anchor.forget();
    else this.#anchor.hold();
  }

  /** To the newest message: gliding where that is near and welcome. */
  async toNewest(glide = false): Promise<void> {
    const scroller = this.#host.scroller();
    const near = glide && this.#host.atEnd() && scroller && Math.abs(scroller.scrollTop) < 3 * scroller.clientHeight;
    if (near && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#glides = performance.now() + GLIDE;
      scroller.scrollTo({ top: 0, behavior: 'smooth' });
      return;
    }
    this.#target = undefined;
    this.pinned = this.placing = true;
    await this.#host.draw();
    if (this.#target) return; // a jump has overtaken it
    this.#host.scroller()?.scrollTo({ top: 0, behavior: 'instant' });
    this.placing = false;
    this.scrolled();
  }

  /** Scrolls to an element of the window around `id`; again while rows on the way take their real size. */
  async place<T extends Element>(
    id: MessageId,
    find: () => T | null | undefined,
    where: 'top' | 'middle',
  ): Promise<T | undefined> {
    this.#target = id;
    this.placing = true;
    this.pinned = false;
    await this.#host.draw();
    await bringInto(this.#host.scroller, find, where, () => this.#target === id);
    if (this.#target !== id) return undefined;
    this.#anchor.hold();
    this.#target = undefined;
    this.placing = false;
    this.scrolled();
    return find() ?? undefined;
  }

  readonly onScroll = {
    passive: true,
    handleEvent: (): void => {
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0;
        if (!this.placing) this.scrolled();
      });
    },
  };

  /** A row has grown by itself. Who reads a long answer from its top is not dragged along to its end. */
  readonly onGrown = (event: Event): void => {
    const scroller = this.#host.scroller();
    const row = rowOf(event);
    if (!scroller || !row || !this.pinned || this.placing) return;
    const past = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - CHIP;
    if (past >= 0 || past + (event as CustomEvent<{ by: number }>).detail.by < 0) return;
    scroller.scrollTop += past;
    this.#anchor.hold();
    this.scrolled();
  };

  scrolled(): void {
    const scroller = this.#host.scroller();
    const atEnd = this.#host.atEnd();
    if (!scroller || atEnd === undefined) return;
    const up = -scroller.scrollTop;
    const away = up > AWAY || !atEnd;
    const redraw = away !== this.away;
    this.away = away;
    this.pinned = up < 2 && atEnd;
    if (this.pinned) this.#glides = 0;
    if (this.pinned || performance.now() < this.#glides) this.#hold();
    else this.#anchor.follow();
    this.#host.moved(redraw);
  }
}
