import { createInbox, type HubPort, type OpenPort } from '../../hub/protocol/index.js';
import type { VirtualClock } from './clock.js';

/** Chances from 0 to 1, for each frame; delays in milliseconds. */
export interface Faults {
  /** A frame that never arrives, alone: what no network does, and a client should survive. */
  readonly drop: number;
  readonly duplicate: number;
  /** A frame that is overtaken by those behind it. */
  readonly reorder: number;
  /** From here on nothing arrives, in either direction, until the connection is cut: what a dead network does. */
  readonly stall: number;
  readonly cut: number;
  readonly delay: number;
}

export const NO_FAULTS: Faults = { drop: 0, duplicate: 0, reorder: 0, stall: 0, cut: 0, delay: 0 };

/** How long a stalled connection takes to be noticed, at most. */
const STALL_MS = 40_000;

/** A network between clients and a hub that fails by the dice of one seed. */
export class FaultyNetwork {
  readonly #clock: VirtualClock;
  readonly #random: () => number;
  readonly #open = new Set<() => void>();
  /** May be changed at any time; holds for frames from then on. */
  faults: Faults;
  /** Nothing opens while it is down. */
  down = false;
  /** How often each fault has happened. */
  readonly happened = { drop: 0, duplicate: 0, reorder: 0, stall: 0, cut: 0 };

  constructor(clock: VirtualClock, random: () => number, faults: Faults = NO_FAULTS) {
    this.#clock = clock;
    this.#random = random;
    this.faults = faults;
  }

  /** Ends every connection, as a hub that dies does. */
  cut(): void {
    for (const end of [...this.#open]) end();
  }

  wrap =
    (inner: OpenPort): OpenPort =>
    async (options) => {
      await this.#wait(this.faults.delay);
      options.signal?.throwIfAborted();
      if (this.down) throw new Error('the network is down');
      return this.#port(await inner(options));
    };

  #port(port: HubPort): HubPort {
    const inbox = createInbox();
    let stalled = false;
    const end = (reason: string) => {
      this.#open.delete(cut);
      port.close();
      inbox.end(reason);
    };
    const cut = () => end('cut');
    const stall = () => {
      if (stalled) return;
      stalled = true;
      this.#clock.setTimeout(cut, this.#random() * STALL_MS);
    };
    const alive = () => !stalled && !inbox.closed;
    const there = this.#lane((frame) => alive() && port.send(frame as Parameters<HubPort['send']>[0]), cut, stall);
    const back = this.#lane((frame) => alive() && inbox.frame(frame), cut, stall);
    this.#open.add(cut);
    port.onFrame(back);
    port.onClose(end);
    return {
      ...port,
      send: (frame) => {
        if (!inbox.closed) there(frame);
      },
      onFrame: inbox.onFrame,
      onClose: inbox.onClose,
      close: () => end('closed here'),
    };
  }

  /** One direction: frames keep their order unless the dice say otherwise. */
  #lane(arrive: (frame: unknown) => void, cut: () => void, stall: () => void): (frame: unknown) => void {
    let last = 0;
    return (frame) => {
      const { delay } = this.faults;
      if (this.#hit('cut')) this.#clock.setTimeout(cut, this.#random() * delay);
      if (this.#hit('stall')) stall();
      if (this.#hit('drop')) return;
      const at = this.#clock.now() + this.#random() * delay;
      const overtaken = this.#hit('reorder');
      // In order: never before the frame ahead of it.
      const due = overtaken ? at + delay : Math.max(at, last);
      if (!overtaken) last = due;
      const copies = this.#hit('duplicate') ? 2 : 1;
      for (let n = 0; n < copies; n++) {
        this.#clock.setTimeout(() => arrive(frame), due + n * delay * this.#random() - this.#clock.now());
      }
    };
  }

  #hit(fault: keyof FaultyNetwork['happened']): boolean {
    const chance = this.faults[fault];
    const hit = chance > 0 && this.#random() < chance;
    if (hit) this.happened[fault] += 1;
    return hit;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimeout(resolve, this.#random() * ms));
  }
}
