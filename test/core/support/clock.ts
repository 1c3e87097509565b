/** A clock that stands still until it is told. */
export class Clock {
  #now = 1_700_000_000_000;
  #timers = new Map<number, { at: number; run: () => void }>();
  #last = 0;

  now = (): number => this.#now;
  setTimeout = (run: () => void, ms: number): unknown => {
    this.#timers.set(++this.#last, { at: this.#now + Math.max(0, ms), run });
    return this.#last;
  };
  clearTimeout = (handle: unknown): void => {
    this.#timers.delete(handle as number);
  };
  /** A promise of this clock. */
  wait = (ms: number): Promise<void> => new Promise((resolve) => this.setTimeout(resolve, ms));

  get waiting(): number {
    return this.#timers.size;
  }

  /** Lets `ms` pass: every timer in its order, with all that follows from it before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].run();
      await settle();
    }
    this.#now = end;
  }
}

/** Until all promises that can go on have gone on. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 3; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** mulberry32: the same numbers for the same seed, 0 to 1. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};
