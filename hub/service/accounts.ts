import type { HubClock } from './clock.js';
import { HubError } from './errors.js';
import { Rate } from './rates.js';

const REGISTRATIONS_PER_MINUTE = 5;
const TRIES_PER_MINUTE = 20;
/** Of one id, from wherever. */
const GUESSES_PER_MINUTE = 10;
/** Hashing is slow on purpose: so many at once, so many waiting. */
const AT_ONCE = 2;
const WAITING = 50;

/** Keeps those from the passwords who guess, and the machine from hashing all day. */
export class Gate {
  readonly #registrations = new Rate('registrations', REGISTRATIONS_PER_MINUTE / 60, REGISTRATIONS_PER_MINUTE);
  readonly #tries = new Rate('sign-ins from this address', TRIES_PER_MINUTE / 60, TRIES_PER_MINUTE);
  readonly #guesses = new Rate('sign-ins', GUESSES_PER_MINUTE / 60, GUESSES_PER_MINUTE);
  #running = 0;
  readonly #queue: (() => void)[] = [];

  register(address: string, clock: HubClock): void {
    this.#registrations.take(address, clock.now());
  }

  signIn(address: string, user: string, clock: HubClock): void {
    this.#tries.take(address, clock.now());
    this.#guesses.take(user, clock.now());
  }

  /** In turn. Throws `too-many` where too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#queue.length >= WAITING)
        throw new HubError('too-many', 'too many sign-ins wait', { retryAfter: 5_000 });
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
