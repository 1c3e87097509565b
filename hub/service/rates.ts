import { HubError } from './errors.js';

interface Bucket {
  left: number;
  at: number;
}

/** Forget buckets that are full again once there are this many. */
const SWEEP_AT = 10_000;

/** Token buckets by name: `perSecond` on the long run, `burst` at once. */
export class Rate {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #what: string;
  readonly #buckets = new Map<string, Bucket>();

  constructor(what: string, perSecond: number, burst: number) {
    this.#what = what;
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Throws `too-many` with `retryAfter`. */
  take(name: string, now: number): void {
    if (this.#buckets.size > SWEEP_AT) this.#sweep(now);
    const bucket = this.#buckets.get(name);
    // The clock was set back: what is left stays, and grows from here on.
    if (bucket && bucket.at > now) bucket.at = now;
    const left = this.#left(bucket, now);
    if (left < 1) {
      const retryAfter = Math.ceil(((1 - left) / this.#perSecond) * 1000);
      throw new HubError('too-many', `too many ${this.#what}`, { limit: this.#perSecond, retryAfter });
    }
    this.#buckets.set(name, { left: left - 1, at: now });
  }

  #left(bucket: Bucket | undefined, now: number): number {
    if (!bucket) return this.#burst;
    const elapsed = Math.max(0, now - bucket.at);
    return Math.min(this.#burst, bucket.left + (elapsed / 1000) * this.#perSecond);
  }

  #sweep(now: number): void {
    for (const [name, bucket] of this.#buckets) {
      if (this.#left(bucket, now) >= this.#burst) this.#buckets.delete(name);
    }
  }
}
