import type { Tx } from '../storage/port.js';
import type { HubClock } from './clock.js';
import type { HubSettings } from './options.js';
import type { Queue } from './queue.js';
import { Rate } from './rates.js';
import { Online } from './session.js';
import type { Logger, Tokens } from './types.js';
import { Work } from './work.js';

export interface CoreParts {
  readonly queue: Queue;
  readonly tokens: Tokens;
  readonly settings: HubSettings;
  readonly clock: HubClock;
  readonly random: () => string;
  readonly log: Logger;
}

/** What all calls share. */
export class Core {
  readonly queue: Queue;
  readonly tokens: Tokens;
  readonly settings: HubSettings;
  readonly clock: HubClock;
  readonly random: () => string;
  readonly log: Logger;
  readonly online = new Online();
  readonly sends: Rate;
  readonly visitors: Rate;
  /** Stored in all. */
  messages = 0;
  /** New calls are not taken any more. */
  closing = false;

  constructor(parts: CoreParts) {
    this.queue = parts.queue;
    this.tokens = parts.tokens;
    this.settings = parts.settings;
    this.clock = parts.clock;
    this.random = parts.random;
    this.log = parts.log;
    const { sendsPerSecond } = parts.settings.limits;
    const { visitorsPerMinute } = parts.settings.rates;
    this.sends = new Rate('messages', sendsPerSecond, sendsPerSecond * 4);
    this.visitors = new Rate('visitors from this address', visitorsPerMinute / 60, visitorsPerMinute);
  }

  /** Takes the turn of a caller: writes, and once that is safe tells those it concerns. */
  async write<T>(run: (work: Work) => Promise<T>): Promise<T> {
    const { value, users, posted } = await this.queue.run(async (tx) => {
      const work = new Work(tx, this.clock.now(), this.random);
      const value = await run(work);
      return { value, users: await work.concerned(), posted: work.posted };
    });
    this.messages += posted;
    for (const user of users) for (const session of this.online.of(user)) session.wake();
    return value;
  }

  read<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    return this.queue.run(run);
  }
}
