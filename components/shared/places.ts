/** Where the rows of a list begin, pixels from its own beginning: as tall as they were measured, else as tall as is usual. */
export class Places {
  readonly #sizes = new Map<string, number>();
  #keys: readonly string[] = [];
  #estimate: (at: number) => number = () => 0;
  /** One more than there are rows: the last is the end of the list. */
  #starts = new Float64Array(1);
  #stale = false;

  of(keys: readonly string[], estimate: (at: number) => number): void {
    const same = keys.length === this.#keys.length && keys.every((key, at) => key === this.#keys[at]);
    this.#keys = keys;
    this.#estimate = estimate;
    if (!same) this.#stale = true;
    this.settle();
  }

  /** What was measured is remembered by key, wherever the row goes. Answers how much it has grown. */
  set(key: string, at: number, size: number): number {
    const before = this.#sizes.get(key) ?? this.#estimate(at);
    this.#sizes.set(key, size);
    if (before !== size) this.#stale = true;
    return size - before;
  }

  /** Reckons anew where something has changed; has it? */
  settle(): boolean {
    if (!this.#stale) return false;
    this.#stale = false;
    const starts = new Float64Array(this.#keys.length + 1);
    for (const [at, key] of this.#keys.entries())
      starts[at + 1] = (starts[at] as number) + (this.#sizes.get(key) ?? this.#estimate(at));
    this.#starts = starts;
    return true;
  }

  start(at: number): number {
    return this.#starts[Math.max(0, Math.min(at, this.#keys.length))] ?? 0;
  }

  get end(): number {
    return this.start(this.#keys.length);
  }

  /** The row at this distance; the last one beyond the end. */
  at(distance: number): number {
    let low = 0;
    let high = this.#keys.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= distance) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
