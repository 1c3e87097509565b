import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE = 60_000;

/** Updates its host when the time left reads differently, and only while somebody can see it. */
export class TimeLeft implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #left: () => number | undefined;
  #seen: IntersectionObserver | undefined;
  #inView = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `left`: milliseconds, or nothing while no clock runs. */
  constructor(host: ReactiveControllerHost & HTMLElement, left: () => number | undefined) {
    this.#host = host;
    this.#left = left;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#again);
  }

  hostUpdated(): void {
    if (!this.#seen && this.#left() !== undefined) {
      this.#seen = new IntersectionObserver((entries) => {
        this.#inView = entries.at(-1)?.isIntersecting ?? false;
        this.#again();
      });
      this.#seen.observe(this.#host);
    }
    this.#wind();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#again);
    this.#seen?.disconnect();
    this.#seen = undefined;
    this.#inView = false;
    clearTimeout(this.#timer);
  }

  #again = (): void => {
    clearTimeout(this.#timer);
    if (this.#inView && !document.hidden) this.#host.requestUpdate();
  };

  #wind(): void {
    clearTimeout(this.#timer);
    const left = this.#left();
    if (left === undefined || left <= 0 || !this.#inView || document.hidden) return;
    const step = left > 60 * MINUTE ? MINUTE : 1000;
    this.#timer = setTimeout(this.#again, (left % step) + 20);
  }
}

const SIZES = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** 30 s, 5 m, 2 h: the largest unit that fills, rounded up. `long`: in words. */
export function span(seconds: number, lang: string, long = false): string {
  const [unit, size] = SIZES.find(([, each]) => seconds >= each) ?? SIZES[3];
  const format = new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: long ? 'long' : 'narrow' });
  return format.format(Math.ceil(seconds / size));
}

/** 4:59 under an hour, else as `span`. */
export function countdown(seconds: number, lang: string): string {
  if (seconds >= 3600) return span(seconds, lang);
  const two = new Intl.NumberFormat(lang, { minimumIntegerDigits: 2 });
  const one = new Intl.NumberFormat(lang);
  return `${one.format(Math.floor(seconds / 60))}:${two.format(Math.floor(seconds) % 60)}`;
}
