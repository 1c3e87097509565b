interface Weighed {
  /** 2: never left out. 0: left out first. */
  readonly weight: number;
}

/** How many messages of a room go out in a second. What is too much is left out by weight, older ones first. */
export class Shedder {
  readonly #perSecond: number;
  #left: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#at = now;
  }

  /** Both in the order in which they came. */
  sort<T extends Weighed>(
    all: readonly T[],
    now: number,
  ): { readonly kept: readonly T[]; readonly shed: readonly T[] } {
    const elapsed = Math.max(0, now - this.#at) / 1_000;
    this.#left = Math.min(this.#perSecond, this.#left + elapsed * this.#perSecond);
    this.#at = now;
    const kept = new Set<T>();
    for (const weight of [2, 1, 0]) {
      const some = all.filter((one) => one.weight === weight);
      const room = weight === 2 ? some.length : Math.max(0, Math.floor(this.#left - kept.size));
      for (const one of room < some.length ? some.slice(some.length - room) : some) kept.add(one);
    }
    this.#left = Math.max(0, this.#left - kept.size);
    if (kept.size === all.length) return { kept: all, shed: [] };
    return { kept: all.filter((one) => kept.has(one)), shed: all.filter((one) => !kept.has(one)) };
  }
}
