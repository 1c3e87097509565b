import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MenuItem } from '../menu/menu.js';
import { rtlOf } from '../shared/im-element.js';

/** What can be swiped. */
export interface Swiped extends HTMLElement {
  /** Moved so far, pixels to the right; `offer` shows beneath, `armed`: lifting the finger does it. */
  slide(by: number, offer?: MenuItem, armed?: boolean): void;
}

/** Which way, along the line: to where it ends, or to where it begins. */
export type Way = 'end' | 'start';

/** Before this, a finger that moves may mean to scroll. */
const SLIP = 10;
/** From here on, lifting it acts; no further than this share of the row. */
const ARMED = 72;
const MOST = 0.5;

/**
 * A finger that draws a row to a side: beneath it stands what lifting would do, once drawn far enough. A second finger, or
 * the page scrolling, takes it back. The row says by `slide` how it looks.
 */
export class Swipe implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Answers the row that was touched, and what it offers to a side. */
  readonly #rowOf: (event: PointerEvent) => Swiped | undefined;
  readonly #offer: (row: Swiped, way: Way) => MenuItem | undefined;
  #pointer: number | undefined;
  #row: Swiped | undefined;
  #from = { x: 0, y: 0 };
  #now: { readonly way: Way; readonly offer: MenuItem | undefined; readonly by: number } | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    rowOf: (event: PointerEvent) => Swiped | undefined,
    offer: (row: Swiped, way: Way) => MenuItem | undefined,
  ) {
    this.#host = host;
    this.#rowOf = rowOf;
    this.#offer = offer;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of TYPES) this.#host.addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of TYPES) this.#host.removeEventListener(type, this);
    this.#end();
  }

  handleEvent(event: PointerEvent): void {
    if (event.type === 'pointerdown') this.#start(event);
    else if (event.pointerId !== this.#pointer) return;
    else if (event.type === 'pointermove') this.#move(event);
    else this.#lift(event.type === 'pointerup');
  }

  #start(event: PointerEvent): void {
    const second = this.#pointer !== undefined;
    this.#end();
    if (event.pointerType !== 'touch' || second) return;
    this.#row = this.#rowOf(event);
    if (!this.#row) return;
    this.#pointer = event.pointerId;
    this.#from = { x: event.clientX, y: event.clientY };
  }

  #move({ clientX, clientY, pointerId }: PointerEvent): void {
    const row = this.#row;
    if (!row) return;
    const [x, y] = [clientX - this.#from.x, clientY - this.#from.y];
    if (!this.#now) {
      if (Math.abs(y) > SLIP) this.#end();
      if (Math.abs(x) <= SLIP || Math.abs(y) > SLIP) return;
      // What comes of it is ours, wherever the finger goes.
      if (this.#host.isConnected) tryTo(() => this.#host.setPointerCapture(pointerId));
    }
    const way: Way = x > 0 === rtlOf(this.#host) ? 'start' : 'end';
    // What may be done may still be on its way.
    const offer = (this.#now?.way === way && this.#now.offer) || this.#offer(row, way);
    const most = offer ? row.offsetWidth * MOST : 0;
    const by = Math.max(-most, Math.min(most, x));
    this.#now = { way, offer, by };
    row.slide(by, offer, Math.abs(by) >= ARMED);
  }

  #lift(done: boolean): void {
    const { offer, by = 0 } = this.#now ?? {};
    this.#end();
    if (done && offer && Math.abs(by) >= ARMED) offer.act();
  }

  #end(): void {
    if (this.#now) this.#row?.slide(0);
    this.#row = this.#pointer = this.#now = undefined;
  }
}

const tryTo = (act: () => void): void => {
  try {
    act();
  } catch {
    // The finger is gone already.
  }
};

const TYPES = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const;
