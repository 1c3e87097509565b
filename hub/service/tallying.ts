import type { Core } from './core.js';
import { tellTally } from './cursor.js';
import type { Tallied } from './work.js';

/** All readers of a message in a crowd are counted each time: no more often than so, milliseconds. */
const EVERY = 1_000;

/** Who has to be told how many have read what he said to many. */
export class Tallying {
  readonly #core: Core;
  readonly #waiting = new Map<string, Tallied>();
  #timer: unknown;

  constructor(core: Core) {
    this.#core = core;
  }

  add(tallies: ReadonlyMap<string, Tallied>): void {
    for (const [id, one] of tallies) this.#waiting.set(id, one);
    if (this.#waiting.size > 0 && !this.#core.closing) this.#timer ??= this.#core.clock.setTimeout(this.#ring, EVERY);
  }

  /** What still waits is told now. */
  async close(): Promise<void> {
    this.#core.clock.clearTimeout(this.#timer);
    await this.#ring();
  }

  readonly #ring = async (): Promise<void> => {
    this.#timer = undefined;
    try {
      await this.#tell();
    } catch (error) {
      this.#core.log.error({ error: String(error) }, 'readers could not be told');
    }
  };

  async #tell(): Promise<void> {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    if (all.length === 0) return;
    await this.#core.write(async (work) => {
      for (const one of all) await tellTally(work, one);
    });
  }
}
