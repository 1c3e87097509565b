import { type Point, type Pose, REST, type Size, shifted, swipeOf, zoomed } from './zoom.js';

export interface GestureHost {
  stage(): HTMLElement | null;
  picture(): HTMLElement | null;
  swiped(way: 'left' | 'right' | 'down'): void;
  changed(): void;
}

const STEP = 1.5;
const DOUBLE = 2.5;
/** Two taps this close are one double tap: milliseconds, pixels. */
const TAP = 300;
const NEAR = 24;

/** Wheel, pinch, drag, double tap and swipe over a picture. The pose is written to its style, not rendered. */
export class Gestures {
  readonly #host: GestureHost;
  pose: Pose = REST;
  #fingers = new Map<number, Point>();
  #from: { readonly at: Point; readonly time: number } | undefined;
  #drag: Point = { x: 0, y: 0 };
  #tap: { readonly at: Point; readonly time: number } | undefined;

  constructor(host: GestureHost) {
    this.#host = host;
  }

  reset(): void {
    this.#fingers.clear();
    this.#from = this.#tap = undefined;
    this.#set(REST);
  }

  /** In steps, about the middle. */
  zoom(way: 1 | -1): void {
    this.#zoom(way > 0 ? STEP : 1 / STEP, { x: 0, y: 0 });
  }

  pan(by: Point): void {
    const sizes = this.#sizes;
    if (sizes) this.#set(shifted(this.pose, by, ...sizes));
  }

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    // A pinch on a touchpad comes as a wheel with Ctrl, in finer steps.
    const by = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018) * (event.deltaMode === 1 ? 18 : 1));
    this.#zoom(by, this.#middle(event));
  };

  readonly double = (event: MouseEvent): void => this.#double(this.#middle(event));

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 && event.pointerType === 'mouse') return;
    const at = { x: event.clientX, y: event.clientY };
    this.#fingers.set(event.pointerId, at);
    try {
      this.#host.stage()?.setPointerCapture(event.pointerId);
    } catch {
      // Lifted already.
    }
    this.#drag = { x: 0, y: 0 };
    this.#from = this.#fingers.size === 1 ? { at, time: event.timeStamp } : undefined;
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const at = { x: event.clientX, y: event.clientY };
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, at);
    if (other) {
      const by =
        Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      this.#zoom(by, this.#middle({ clientX: (at.x + other.x) / 2, clientY: (at.y + other.y) / 2 }));
      return;
    }
    const by = { x: at.x - before.x, y: at.y - before.y };
    if (this.pose.scale > 1) {
      this.pan(by);
      return;
    }
    this.#drag = { x: this.#drag.x + by.x, y: this.#drag.y + by.y };
    // It goes along with the finger: the way it will go when let go.
    if (event.pointerType !== 'mouse') this.#draw({ scale: 1, x: this.#drag.x, y: Math.max(0, this.#drag.y) }, false);
  };

  readonly up = (event: PointerEvent): void => {
    if (!this.#fingers.delete(event.pointerId)) return;
    const from = this.#from;
    this.#from = undefined;
    if (!from || this.pose.scale > 1 || event.type === 'pointercancel') {
      this.#draw(this.pose);
      return;
    }
    const way = event.pointerType === 'mouse' ? undefined : swipeOf(this.#drag, event.timeStamp - from.time);
    this.#draw(this.pose);
    if (way) this.#host.swiped(way);
    else if (event.pointerType !== 'mouse') this.#tapped(event);
  };

  #tapped(event: PointerEvent): void {
    const before = this.#tap;
    const at = { x: event.clientX, y: event.clientY };
    const twice =
      before && event.timeStamp - before.time < TAP && Math.hypot(at.x - before.at.x, at.y - before.at.y) < NEAR;
    this.#tap = twice ? undefined : { at, time: event.timeStamp };
    if (twice) this.#double(this.#middle(event));
  }

  #double(at: Point): void {
    if (this.pose.scale > 1) this.#set(REST);
    else this.#zoom(DOUBLE, at);
  }

  #zoom(by: number, at: Point): void {
    const sizes = this.#sizes;
    if (sizes) this.#set(zoomed(this.pose, by, at, ...sizes));
  }

  get #sizes(): [Size, Size] | undefined {
    const [picture, stage] = [this.#host.picture(), this.#host.stage()];
    if (!picture || !stage) return undefined;
    return [
      { width: picture.offsetWidth, height: picture.offsetHeight },
      { width: stage.clientWidth, height: stage.clientHeight },
    ];
  }

  #middle({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.#host.stage()?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }

  #set(pose: Pose): void {
    this.pose = pose;
    this.#draw(pose);
    this.#host.changed();
  }

  #draw({ scale, x, y }: Pose, settle = true): void {
    const style = this.#host.picture()?.style;
    if (!style) return;
    style.setProperty(
      'transform',
      scale === 1 && x === 0 && y === 0 ? 'none' : `translate(${x}px, ${y}px) scale(${scale})`,
    );
    style.setProperty('transition', settle && this.#fingers.size === 0 ? '' : 'none');
  }
}
