import type { ReactiveControllerHost } from 'lit';
import { ImError, type Outcomes, type Role, toImError, type UserId } from '../../core/index.js';
import type { Place } from './place.js';

/** Who is in a place, page by page as one scrolls. */
export class PlaceSource {
  readonly #host: ReactiveControllerHost;
  readonly #failed: (error: ImError) => void;
  #roles = new Map<UserId, Role>();
  #next: string | undefined;
  #turn = 0;
  state: 'none' | 'loading' | 'more' | 'done' | 'failed' = 'none';

  constructor(host: ReactiveControllerHost, failed: (error: ImError) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  get ids(): readonly UserId[] {
    return [...this.#roles.keys()];
  }

  role(user: UserId): Role {
    return this.#roles.get(user) ?? 'member';
  }

  /** The next page; the first where there is none yet. */
  async more(place: Place): Promise<void> {
    if (this.state === 'loading' || this.state === 'done') return;
    await this.#run(async (mine) => {
      const page = await place.page(this.#next);
      if (!mine()) return;
      for (const { userId, role = 'member' } of page.items) this.#roles.set(userId, role);
      this.#end(page.next);
    });
  }

  /** From the beginning, as many as are shown: what is shown stays until they are there. */
  async again(place: Place): Promise<void> {
    await this.#run(async (mine) => {
      const roles = new Map<UserId, Role>();
      let next: string | undefined;
      do {
        const page = await place.page(next);
        if (!mine()) return;
        for (const { userId, role = 'member' } of page.items) roles.set(userId, role);
        next = page.next;
      } while (next !== undefined && roles.size < this.#roles.size);
      this.#roles = roles;
      this.#end(next);
    });
  }

  #end(next: string | undefined): void {
    this.#next = next;
    this.state = next === undefined ? 'done' : 'more';
  }

  async #run(read: (mine: () => boolean) => Promise<void>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.state = 'loading';
    this.#host.requestUpdate();
    try {
      await read(() => turn === this.#turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.state = 'failed';
      this.#failed(toImError(error));
    }
    this.#host.requestUpdate();
  }

  /** Those whom something was done to. */
  done(outcomes: Outcomes<string>, after: 'gone' | Role | undefined): void {
    for (const [user, outcome] of outcomes) {
      if (outcome instanceof ImError || !after) continue;
      if (after === 'gone') this.#roles.delete(user);
      else if (this.#roles.has(user)) this.#roles.set(user, after);
    }
    this.#host.requestUpdate();
  }
}
