import type { UserId } from '../model/index.js';

/** Whom this tab watches: counted, gathered over one microtask, told as a whole. */
export class Watching {
  readonly #counts = new Map<UserId, number>();
  readonly #tell: (ids: readonly UserId[]) => void;
  #queued = false;

  constructor(tell: (ids: readonly UserId[]) => void) {
    this.#tell = tell;
  }

  count(ids: readonly UserId[], by: 1 | -1): void {
    for (const id of new Set(ids)) {
      const before = this.#counts.get(id) ?? 0;
      const now = before + by;
      if (now > 0) this.#counts.set(id, now);
      else this.#counts.delete(id);
      if (before === 0 || now === 0) this.#later();
    }
  }

  #later(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#tell([...this.#counts.keys()]);
    });
  }
}
