/** Longest wait between two tries, milliseconds. */
const LONGEST = 60_000;

/** Full jitter: anywhere between now and a ceiling that doubles, so that a thousand pages do not come back at once. */
export const jitter = (attempts: number, random: number): number =>
  Math.round(random * Math.min(LONGEST, 1000 * 2 ** Math.min(attempts, 10)));

/**
 * A token bucket of one token: with a deeper one a burst and its refill together could pass the back end's rate in one
 * of its windows. Nothing fails for being fast, it waits.
 */
export class Pace {
  #every: number;
  #next = 0;

  constructor(perSecond: number | undefined) {
    this.#every = perSecond && perSecond > 0 ? 1000 / perSecond : 0;
  }

  /** When the next token is there, by the clock of `now`. */
  at(now: number): number {
    // A clock that was set back must not make us wait for hours.
    if (this.#next > now + this.#every) this.#next = now;
    return this.#next;
  }

  take(now: number): void {
    this.#next = Math.max(this.#next, now) + this.#every;
  }
}
