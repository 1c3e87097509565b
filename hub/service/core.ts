import type { Tx } from '../storage/port.js';
import { Gate } from './accounts.js';
import { Busy } from './busy.js';
import type { HubClock } from './clock.js';
import { Expiry } from './expiry.js';
import { Lines } from './moderation.js';
import type { HubSettings } from './options.js';
import { Rooms } from './places/rooms.js';
import { Board } from './presence.js';
import type { Queue } from './queue.js';
import { Rate } from './rates.js';
import { Recent } from './recent.js';
import { Online } from './session.js';
import { Tallying } from './tallying.js';
import type { Logger, Passwords, Tokens } from './types.js';
import { Work } from './work.js';

export interface CoreParts {
  readonly queue: Queue;
  readonly tokens: Tokens;
  readonly passwords?: Passwords | undefined;
  readonly settings: HubSettings;
  readonly clock: HubClock;
  readonly random: () => string;
  readonly log: Logger;
}

/** Answers of what is not stored are known for so long, milliseconds. */
const RECENT = 3_600_000;
const REPORTS_PER_MINUTE = 10;
/** Of one person; a short word is looked for in all that he can see. */
const SEARCHES_PER_SECOND = 5;
const ASKS_PER_MINUTE = 60;
const LOOKS_PER_SECOND = 10;
const GROUP_CHANGES_PER_SECOND = 10;

const FACES = 60;

/** What all calls share. */
export class Core {
  readonly queue: Queue;
  readonly tokens: Tokens;
  readonly passwords: Passwords | undefined;
  readonly settings: HubSettings;
  readonly clock: HubClock;
  readonly random: () => string;
  readonly log: Logger;
  readonly online = new Online();
  readonly busy = new Busy();
  readonly sends: Rate;
  readonly visitors: Rate;
  readonly reports = new Rate('reports', REPORTS_PER_MINUTE / 60, REPORTS_PER_MINUTE);
  readonly searches = new Rate('searches', SEARCHES_PER_SECOND, SEARCHES_PER_SECOND * 10);
  readonly groups = new Rate('changes to groups', GROUP_CHANGES_PER_SECOND, GROUP_CHANGES_PER_SECOND * 20);
  /** Of one person: requests to be a contact, and looks at who is here. */
  readonly asks = new Rate('contact requests', ASKS_PER_MINUTE / 60, ASKS_PER_MINUTE);
  readonly looks = new Rate('looks at who is here', LOOKS_PER_SECOND, LOOKS_PER_SECOND * 10);
  /** Each is told to all who share a conversation with him. */
  readonly faces = new Rate('changes of a profile', 1, FACES);
  /** Pages gather them for some seconds. */
  readonly likes = new Rate('likes', 1, 10);
  readonly accounts = new Gate();
  readonly recent = new Recent(RECENT);
  readonly presence = new Board(this);
  readonly rooms = new Rooms(this);
  readonly expiry = new Expiry(this);
  readonly tallying = new Tallying(this);
  /** Messages that wait for moderation, one line for each person and conversation. */
  readonly lines = new Lines();
  /** Stored in all. */
  messages = 0;
  /** New calls are not taken any more. */
  closing = false;

  constructor(parts: CoreParts) {
    this.queue = parts.queue;
    this.tokens = parts.tokens;
    this.passwords = parts.passwords;
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
    const { value, users, posted, due, tallies } = await this.queue.run(async (tx) => {
      const work = new Work(tx, this.clock.now(), this.random);
      const value = await run(work);
      return { value, users: await work.concerned(), posted: work.posted, due: work.nextDue, tallies: work.tallies };
    });
    this.messages += posted;
    this.expiry.arm(due);
    this.tallying.add(tallies);
    for (const user of users) for (const session of this.online.of(user)) session.wake();
    return value;
  }

  read<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
    return this.queue.run(run);
  }
}
