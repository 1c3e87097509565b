import type { Connection } from './connection.js';
import { Troubles } from './troubles.js';
import type { Rules } from './webhook.js';
import type { Json } from './wire.js';

/** A shelf for what one family of commands keeps, so that no other file has to know of it. */
class Shelf {
  readonly #kept = new Map<string, unknown>();

  kept<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    return this.#kept.get(name) as T;
  }
}

export class Person extends Shelf {
  readonly id: string;
  /** The number the service knows somebody by; ids of messages begin with their sender's. */
  readonly tiny: string;
  readonly profile = new Map<string, unknown>();
  readonly connections = new Set<Connection>();

  constructor(id: string, tiny: string) {
    super();
    this.id = id;
    this.tiny = tiny;
  }

  /** To all devices but one. */
  push(event: Json, but?: Connection): void {
    for (const one of this.connections) if (one !== but) one.push({ EventArray: [event] });
  }
}

export interface AppOptions {
  /** Milliseconds; default 120,000. */
  readonly recallMs?: number;
  /** A second sign-in ends the first. */
  readonly oneDevice?: boolean;
  /** Files are written to the peer itself; else to a host that only a page's proxy leads to it. */
  readonly ownFiles?: boolean;
  /** Who blocks somebody is not told of it on the same device. */
  readonly selfUntold?: boolean;
  /** Places of bits of what the app has not bought. */
  readonly unbought?: readonly number[];
  /** What is bought is not told at sign-in, but when it is asked for. */
  readonly lateBits?: boolean;
  /** They are bought, and switched off in the console. */
  readonly withoutCommunities?: boolean;
  /** Cloud search is not bought, which no bit tells. */
  readonly withoutSearch?: boolean;
  /** Of the site's webhook before a message. */
  readonly rules?: Rules;
}

/** All that can be bought is, but for what is named. */
export const bought = ({ unbought = [] }: AppOptions, bit: number): boolean => !unbought.includes(bit);

/** What the next command of a name is answered with. */
export interface Planned {
  readonly command: string;
  readonly code: number;
  readonly info: string;
}

/** One app of the service, whatever SDKAppIDs its pages use. */
export class App extends Shelf {
  readonly id: string;
  readonly options: AppOptions;
  readonly people = new Map<string, Person>();
  readonly connections = new Set<Connection>();
  /** Told of somebody when a device of his came or went. */
  readonly turns = new Set<(person: Person) => void>();
  readonly planned: Planned[] = [];
  readonly troubles = new Troubles();
  /** What was asked for and is not known here. */
  readonly unknown = new Set<string>();
  /** New connections are refused. */
  down = false;
  /** Milliseconds by which answers are late. */
  late = 0;

  constructor(id: string, options: AppOptions) {
    super();
    this.id = id;
    this.options = options;
  }

  turned(person: Person): void {
    for (const hear of this.turns) hear(person);
  }

  /** Seconds, as everywhere on this wire. */
  now(): number {
    return Math.floor(Date.now() / 1000);
  }

  /** Somebody is there once he has signed in. */
  signUp(id: string): Person {
    const known = this.people.get(id);
    if (known) return known;
    const person = new Person(id, String(144_115_200_000_000_000n + BigInt(this.people.size + 1)));
    this.people.set(id, person);
    return person;
  }
}
