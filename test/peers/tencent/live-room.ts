import { randomUUID } from 'node:crypto';
import type { Person } from './state.js';
import type { Json } from './wire.js';

/** Milliseconds after which who asks no more is not counted. */
const GONE_MS = 60_000;
/** Messages of one second that are told; those of priority High are told beyond. */
const MOST_IN_SECOND = 40;

interface Place {
  /** Absent: somebody who has not signed in. */
  readonly person?: Person;
  readonly from: number;
  asked: number;
}

/** What is told in a live room waits here until those who are in it ask, each with the key of his place. */
export class LiveRoom {
  /** Asked for with attributes and counters. */
  readonly key = `live-${randomUUID()}`;
  /** By person: until when, milliseconds. */
  readonly banned = new Map<string, number>();
  readonly #feed: Json[] = [];
  readonly #places = new Map<string, Place>();
  #second = { at: 0, told: 0 };

  enter(person?: Person): { readonly key: string; readonly next: number } {
    const key = `poll-${randomUUID()}`;
    this.#places.set(key, { person, from: this.#feed.length + 1, asked: Date.now() });
    return { key, next: this.#feed.length + 1 };
  }

  /** All places of somebody. */
  leave(person: Person): void {
    for (const [key, place] of this.#places) if (place.person === person) this.#places.delete(key);
  }

  has(person: Person): boolean {
    return this.people.includes(person);
  }

  /** Newest first. */
  get people(): readonly Person[] {
    const here = [...this.#here].flatMap(({ person }) => person ?? []);
    return [...new Set(here)].reverse();
  }

  get online(): number {
    return this.people.length + this.#here.filter(({ person }) => !person).length;
  }

  get #here(): Place[] {
    return [...this.#places.values()].filter(({ asked }) => Date.now() - asked < GONE_MS);
  }

  /** undefined: nobody has this key. */
  ask(key: string, from: number): { readonly said: readonly Json[]; readonly next: number } | undefined {
    const place = this.#places.get(key);
    if (!place) return undefined;
    place.asked = Date.now();
    return { said: this.#feed.slice(Math.max(from, place.from) - 1), next: this.#feed.length + 1 };
  }

  tell(entry: Json): void {
    this.#feed.push(entry);
  }

  /** Above what the service tells in a second nobody hears it. */
  say(entry: Json): void {
    const at = Math.floor(Date.now() / 1000);
    if (this.#second.at !== at) this.#second = { at, told: 0 };
    this.#second.told += 1;
    if (this.#second.told <= MOST_IN_SECOND || entry.MsgPriority === 'High') this.tell(entry);
  }
}
