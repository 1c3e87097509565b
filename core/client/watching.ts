import type { UserId } from '../model/index.js';
import { activity } from './activity.js';
import type { Context } from './context.js';
import type { Commands } from './parts.js';

/** A page that is hidden, or at which nobody does anything, for so long has nobody at it. Milliseconds. */
export const IDLE = 300_000;
/** What a person does is looked at so often. */
const LOOK = 15_000;
/** In the list of what a tab has open: whom it watches, and whether anybody is at it. */
const USER = 'user/';
const UNATTENDED = 'idle';
const ATTENDED = 'here';

/** Does the client run here, and is it the tab that leads? */
export interface Watched {
  readonly runs: boolean;
  readonly leads: boolean;
}

export interface WatchingHost {
  readonly ctx: Pick<Context, 'env' | 'log' | 'engine'>;
  readonly presence: Pick<Commands['presence'], 'hold' | 'rest'>;
  /** What this tab has open beside conversations: for the tab that leads, now or next. */
  tell(open: readonly string[]): void;
}

/** Whom this tab watches, counted and told as a whole, and whether anybody is at it; in the tab that leads also of the others. */
export class Watching {
  readonly #host: WatchingHost;
  readonly #counts = new Map<UserId, number>();
  /** Other tabs at which somebody is, or (true) nobody. */
  readonly #others = new Map<string, boolean>();
  #queued = false;
  #leads = false;
  #idle = false;
  #rested: boolean | undefined;
  #timer: unknown;
  #since: number;
  #exits: (() => void)[] = [];

  constructor(host: WatchingHost) {
    this.#host = host;
    this.#since = host.ctx.env.now();
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

  turn({ runs, leads }: Watched): void {
    if (leads !== this.#leads) this.#lead(leads);
    if (runs) this.#begin();
    else this.#end();
  }

  /** The client runs: what a person does here counts. */
  #begin(): void {
    if (this.#exits.length > 0) return;
    const { env } = this.#host.ctx;
    this.#since = env.now();
    this.#exits = [env.visible.subscribe(() => this.#active(true)), (env.activity ?? activity)(() => this.#active())];
    this.#later();
    this.#look();
  }

  #end(): void {
    for (const exit of this.#exits.splice(0)) exit();
    this.#host.ctx.env.clearTimeout(this.#timer);
    this.#idle = false;
  }

  /** In the tab that leads: what another has open; an empty list when it is gone. */
  hold(tab: string, open: readonly string[]): void {
    if (open.length > 0) this.#others.set(tab, open.includes(UNATTENDED));
    else this.#others.delete(tab);
    const ids = open.flatMap((one) => (one.startsWith(USER) ? [one.slice(USER.length)] : []));
    this.#run('presence.hold', this.#host.presence.hold('', tab, ids));
    this.#rest();
  }

  /** This tab leads now, or no more. */
  #lead(on: boolean): void {
    this.#leads = on;
    this.#rested = undefined;
    if (on) this.#tell();
    else this.#leave();
  }

  /** Other tabs tell the next leader. */
  #leave(): void {
    for (const tab of ['', ...this.#others.keys()]) this.#run('presence.hold', this.#host.presence.hold('', tab, []));
    this.#others.clear();
  }

  #later(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#tell();
    });
  }

  #tell(): void {
    const { presence, tell } = this.#host;
    const ids = [...this.#counts.keys()];
    tell([...ids.map((id) => `${USER}${id}`), this.#idle ? UNATTENDED : ATTENDED]);
    if (!this.#leads) return;
    this.#run('presence.hold', presence.hold('', '', ids));
    this.#rest();
  }

  #rest(): void {
    if (!this.#leads) return;
    const rested = this.#idle && [...this.#others.values()].every(Boolean);
    // Nobody needs to be told that somebody is here who was never gone.
    if (rested === (this.#rested ?? false)) return;
    this.#rested = rested;
    this.#run('presence.rest', this.#host.presence.rest('', rested));
  }

  /** Somebody did something, or came to the page or left it. */
  #active(turned = false): void {
    const now = this.#host.ctx.env.now();
    if (!this.#idle && !turned && now - this.#since < LOOK) return;
    this.#since = now;
    this.#look();
  }

  /** Has anybody been here lately? */
  #look(): void {
    const { env } = this.#host.ctx;
    env.clearTimeout(this.#timer);
    const left = this.#since + IDLE - env.now();
    const idle = left <= 0;
    if (!idle) this.#timer = env.setTimeout(() => this.#look(), left);
    if (idle === this.#idle) return;
    this.#idle = idle;
    this.#tell();
  }

  #run(path: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#host.ctx.log('warn', 'command-failed', { path, error: String(error) }));
  }
}
