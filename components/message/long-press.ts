import type { ReactiveController, ReactiveControllerHost } from 'lit';

const HOLD = 500;
const SLIP = 8;

/** Calls `held` when a finger rests on the host: touch's way to a context menu, where the platform has none of its own. */
export class LongPress implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #held: (at: { readonly x: number; readonly y: number }) => void;
  #from: { readonly x: number; readonly y: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    held: (at: { readonly x: number; readonly y: number }) => void,
  ) {
    this.#host = host;
    this.#held = held;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of TYPES) this.#host.addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of TYPES) this.#host.removeEventListener(type, this);
    this.#stop();
  }

  handleEvent(event: PointerEvent): void {
    if (event.type === 'pointerdown') {
      if (event.pointerType === 'touch') this.#start(event);
    } else if (event.type !== 'pointermove' || this.#slipped(event)) this.#stop();
  }

  #start({ clientX: x, clientY: y }: PointerEvent): void {
    this.#stop();
    this.#from = { x, y };
    this.#timer = setTimeout(() => {
      this.#stop();
      this.#held({ x, y });
    }, HOLD);
  }

  #slipped({ clientX, clientY }: PointerEvent): boolean {
    return !this.#from || Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > SLIP;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#from = undefined;
  }
}

const TYPES = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const;
