interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when the test says so; promises settle between two timers. */
export class VirtualClock {
  readonly #timers = new Map<number, Timer>();
  #now: number;
  #next = 1;
  /** How far somebody has set the clock; timers do not mind. */
  skew = 0;

  constructor(start = 1_700_000_000_000) {
    this.#now = start;
  }

  now = (): number => Math.floor(this.#now) + this.skew;

  setTimeout = (run: () => void, ms: number): number => {
    const order = this.#next++;
    this.#timers.set(order, { at: this.#now + Math.max(0, ms), order, run });
    return order;
  };

  clearTimeout = (handle: unknown): void => {
    this.#timers.delete(handle as number);
  };

  /** Everything that is due within `ms`, in order. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let due = this.#due(until); due; due = this.#due(until)) {
      this.#timers.delete(due.order);
      this.#now = Math.max(this.#now, due.at);
      due.run();
      await settle();
    }
    this.#now = until;
  }

  #due(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.at > until) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  }
}

/** Runs all that promises have to do. Node runs every microtask before the next immediate. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
