const HOLD = 500;

/** A finger that rests on a button: touch's way to a context menu, where the platform has none of its own. */
export class LongHold {
  readonly #host: HTMLElement;
  readonly #act: () => void;
  #end: (() => void) | undefined;

  constructor(host: HTMLElement, act: () => void) {
    this.#host = host;
    this.#act = act;
  }

  begin({ timeStamp }: PointerEvent): void {
    this.#end?.();
    const timer = setTimeout(
      () => {
        this.#end?.();
        // The click of the finger that is lifted sends nothing.
        const swallow = (event: Event): void => event.preventDefault();
        this.#host.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => this.#host.removeEventListener('click', swallow, true), 2000);
        this.#act();
      },
      Math.max(0, HOLD - (performance.now() - timeStamp)),
    );
    const end = (): void => {
      clearTimeout(timer);
      for (const type of ENDS) removeEventListener(type, end, true);
      this.#end = undefined;
    };
    for (const type of ENDS) addEventListener(type, end, true);
    this.#end = end;
  }
}

const ENDS = ['pointerup', 'pointercancel'] as const;
