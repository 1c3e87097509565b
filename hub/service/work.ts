import type { StoredEvent, Tx } from '../storage/port.js';
import { notFound } from './errors.js';
import { audienceOf } from './places/channel-seats.js';

/** A message of which somebody has read more. */
export interface Tallied {
  readonly sender: string;
  readonly key: string;
  readonly id: string;
}

/** One job of the writer: a transaction, the time it happens at, and whom it concerns. */
export class Work {
  readonly tx: Tx;
  /** Milliseconds, the same for all of the job. */
  readonly now: number;
  readonly newId: () => string;
  /** Messages added. */
  posted = 0;
  /** Earliest time at which something that this job has written comes to its end. */
  nextDue = Number.POSITIVE_INFINITY;
  /** Messages of crowds that somebody has read, by id: their senders are told of several readers at once. */
  readonly tallies = new Map<string, Tallied>();
  readonly #audiences = new Set<string>();

  constructor(tx: Tx, now: number, newId: () => string) {
    this.tx = tx;
    this.now = now;
    this.newId = newId;
  }

  /** To all who listen to the conversation. An older entry of the same subject is worth nothing any more. */
  async tell(key: string, event: StoredEvent, subject?: string): Promise<void> {
    const to = await audienceOf(this.tx, key, subject);
    this.#audiences.add(to.audience);
    await this.tx.events.append(to.audience, this.now, event, to.subject);
  }

  /** Something that this job has written comes to its end then. */
  due(at: number): void {
    this.nextDue = Math.min(this.nextDue, at);
  }

  /** To the devices of one user. */
  async tellUser(user: string, event: StoredEvent, subject?: string): Promise<void> {
    await this.tell(`user:${user}`, event, subject);
  }

  /** The row of the conversation changed for this user alone. */
  tellRow(user: string, key: string, removed = false): Promise<void> {
    return this.tellUser(user, { t: removed ? 'conversation-removed' : 'conversation', key }, `row:${key}`);
  }

  /** Everybody who has something new in his log. */
  async concerned(): Promise<Set<string>> {
    const users = new Set<string>();
    for (const audience of this.#audiences) {
      if (audience.startsWith('user:')) users.add(audience.slice('user:'.length));
      else for (const user of await this.tx.members.users(audience)) users.add(user);
    }
    return users;
  }

  /** The user, who must exist. */
  async user(id: string, field: string) {
    const user = await this.tx.users.get(id);
    if (!user) throw notFound(field);
    return user;
  }
}
