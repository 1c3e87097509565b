import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UserId } from '../../core/index.js';

/** How long a line stands after the last one came, milliseconds. */
const STANDS = 4_000;

export interface Coming {
  readonly what: 'joined' | 'gone';
  /** The latest first. */
  readonly users: readonly UserId[];
}

/** Who came and went of late, in one line, however many they are: told by those whom the room names as its latest. */
export class Comings implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #before: readonly UserId[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  now: Coming | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.forget();
  }

  /** Another room. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#before = this.now = undefined;
  }

  /** `recent`: newest first. `whole`: those are all who are there. */
  read(recent: readonly UserId[], whole: boolean, self: UserId): void {
    const before = this.#before;
    this.#before = recent;
    if (!before || before === recent) return;
    // Who stands above those that were the first is new; who moved up from below the end is not.
    const first = before.find((id) => recent.includes(id));
    const head = first === undefined ? recent : recent.slice(0, recent.indexOf(first));
    const came = head.filter((id) => id !== self && !before.includes(id));
    const went = whole ? before.filter((id) => id !== self && !recent.includes(id)) : [];
    if (came.length > 0) this.#say('joined', came);
    else if (went.length > 0) this.#say('gone', went);
  }

  #say(what: Coming['what'], users: readonly UserId[]): void {
    const others = this.now?.what === what ? this.now.users.filter((id) => !users.includes(id)) : [];
    this.now = { what, users: [...users, ...others] };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.now = undefined;
      this.#host.requestUpdate();
    }, STANDS);
  }
}
