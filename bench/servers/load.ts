/** `tsx load.ts <Task as JSON>`: connects everybody to a server that runs, makes the load, and prints what came of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { part } from '../lib/figures.js';
import { type Cell, PEOPLE } from './cells.js';
import type { About, Seat, Server } from './contract.js';
import { memory, worked } from './lib/process.js';

export interface Task {
  readonly server: string;
  readonly about: About;
  readonly pid: number;
  readonly cell: Cell;
  readonly seconds: number;
}

export type Figures = Readonly<
  Record<'sent' | 'delivered' | 'p50' | 'p99' | 'cpu' | 'busy' | 'memory' | 'load', number>
>;

interface Said {
  readonly from: number;
  readonly at: number;
  left: number;
}

/** Before anything is counted: what is compiled while it runs is compiled. */
const WARM_MS = 3_000;
const REST = ' a message as people write them, with some more words, so that it has about a hundred characters';
const QUIET_MS = 10_000;

/** All that was said, by number; the number stands in the text. */
class Talk {
  readonly said: Said[] = [];
  readonly #times: number[] = [];
  readonly #cell: Cell;
  readonly #seats: Seat[] = [];
  deliveries = 0;
  counting = false;
  over = false;

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  async enter(server: Server, about: About): Promise<void> {
    const enter = async (person: number): Promise<void> => {
      this.#seats.push(await server.enter(about, person, (text) => this.#hear(person, text)));
    };
    // One after the other: a server may take few at once.
    for (let person = 0; person < PEOPLE; person += 1) await enter(person);
    if (this.#cell.to === 'pair') return;
    const [first, ...others] = this.#seats;
    await first?.found(PEOPLE);
    for (const { join } of others) await join();
  }

  /** `at`: when it should be said. */
  say(from: number, at = performance.now()): void {
    const { to } = this.#cell;
    const text = `${this.said.length}${REST}`;
    this.said.push({ from, at, left: to === 'pair' ? 1 : PEOPLE - 1 });
    const seat = this.#seats[from] as Seat;
    if (to === 'pair') seat.tell(from ^ 1, text);
    else seat.tellGroup(text);
  }

  #hear(person: number, text: string): void {
    const said = this.said[Number.parseInt(text, 10)];
    if (!said) throw new Error(`nobody has said "${text}"`);
    if (person === said.from) return;
    said.left -= 1;
    if (said.left < 0) throw new Error('a message has come twice');
    if (this.counting) this.#times.push(performance.now() - said.at);
    this.deliveries += 1;
    if (said.left === 0 && this.#cell.rate === undefined && !this.over) this.say(said.from);
  }

  async steady(rate: number): Promise<void> {
    const began = performance.now();
    for (let n = 0; !this.over; ) {
      for (; performance.now() - began >= (n * 1000) / rate; n += 1)
        this.say(n % this.#cell.speakers, began + (n * 1000) / rate);
      await wait(1);
    }
  }

  part(share: number): number {
    return part(this.#times, share);
  }

  /** Waits for what is under way. Throws where it does not come. */
  async settle(): Promise<void> {
    const missing = () => this.said.reduce((all, { left }) => all + left, 0);
    for (let [last, since] = [missing(), performance.now()]; last > 0; ) {
      await wait(20);
      const now = missing();
      if (now < last) since = performance.now();
      last = now;
      if (performance.now() - since > QUIET_MS) throw new Error(`${last} deliveries have not come`);
    }
  }

  close(): void {
    for (const { close } of this.#seats) close();
  }
}

async function play({ server: name, about, pid, cell, seconds }: Task): Promise<Figures> {
  const { server } = (await import(`./servers/${name}.js`)) as { server: Server };
  const talk = new Talk(cell);
  await talk.enter(server, about);
  const steady = cell.rate === undefined ? undefined : talk.steady(cell.rate);
  if (!steady) for (let person = 0; person < cell.speakers; person += 1) talk.say(person);
  await wait(WARM_MS);

  const look = () => ({
    at: performance.now(),
    cpu: worked(pid),
    own: worked(process.pid),
    sent: talk.said.length,
    deliveries: talk.deliveries,
  });
  const before = look();
  talk.counting = true;
  await wait(seconds * 1000);
  talk.counting = false;
  const after = look();
  const resident = memory(pid);
  talk.over = true;
  await steady;
  await talk.settle();
  talk.close();

  const took = (after.at - before.at) / 1000;
  const sent = after.sent - before.sent;
  const cpu = after.cpu - before.cpu;
  return {
    ...{ sent: sent / took, delivered: (after.deliveries - before.deliveries) / took },
    ...{ p50: talk.part(0.5), p99: talk.part(0.99) },
    ...{ cpu: (cpu / sent) * 1000, busy: (cpu / took) * 100, memory: resident },
    load: ((after.own - before.own) / took) * 100,
  };
}

// Who started it is gone.
process.stdin.on('end', () => process.exit(1)).resume();
console.log(JSON.stringify(await play(JSON.parse(process.argv[2] as string) as Task)));
process.exit();
