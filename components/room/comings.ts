import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Room, RoomGoings, UserId } from '../../core/index.js';

/** How long a line stands after the last one came, milliseconds. */
const STANDS = 4_000;
/** Names in the line. */
const NAMED = 2;

export interface Coming {
  readonly what: 'joined' | 'gone';
  /** The latest first, at most two, or none where nobody is named. */
  readonly users: readonly UserId[];
  /** How many in all. */
  readonly count: number;
}

/** Who came and went of late, in one line, however many they are: what the room tells and nothing else. */
export class Comings implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #before: { readonly came: number; readonly went: number } | undefined;
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

  /** What is told when it is first read was before one looked. */
  read({ state, came, went }: Room): void {
    const before = this.#before;
    const now = { came: came?.count ?? 0, went: went?.count ?? 0 };
    if (state === 'joining') this.forget();
    this.#before = now;
    if (!before || state === 'joining') return;
    // Somebody who left may come again and would count twice: then the line begins anew.
    if (this.now?.what === 'joined' && now.went !== before.went) this.now = undefined;
    if (came && now.came > before.came) this.#say('joined', came, now.came - before.came);
    else if (went && now.went > before.went) this.#say('gone', went, now.went - before.went);
  }

  #say(what: Coming['what'], { users }: RoomGoings, more: number): void {
    const latest = [...new Set(users.slice(0, more))];
    const count = users.length < more ? more : latest.length;
    const others = this.now?.what === what ? this.now : undefined;
    const named = [...latest, ...(others?.users ?? [])].slice(0, NAMED);
    this.now = { what, users: named, count: count + (others?.count ?? 0) };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.now = undefined;
      this.#host.requestUpdate();
    }, STANDS);
  }
}
