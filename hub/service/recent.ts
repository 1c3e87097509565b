/** Older answers are forgotten first once there are so many. */
const MOST = 20_000;

interface Kept {
  readonly answer: unknown;
  readonly until: number;
}

/** Answers of what the storage does not keep, for a while, so that a repeated call is no second deed. */
export class Recent {
  readonly #kept = new Map<string, Kept>();
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  keep(what: string, user: string, id: string, answer: unknown, now: number): void {
    const name = `${what} ${user} ${id}`;
    this.#kept.delete(name);
    this.#kept.set(name, { answer, until: now + this.#ms });
    for (const [old, { until }] of this.#kept) {
      if (until > now && this.#kept.size <= MOST) break;
      this.#kept.delete(old);
    }
  }

  forget(what: string, user: string, id: string): void {
    this.#kept.delete(`${what} ${user} ${id}`);
  }

  /** What was answered, if it is not too long ago. */
  find<T>(what: string, user: string, id: string, now: number): T | undefined {
    const kept = this.#kept.get(`${what} ${user} ${id}`);
    return kept && kept.until > now ? (kept.answer as T) : undefined;
  }
}
