import type { WirePresence } from '../protocol/index.js';
import type { Tx } from '../storage/port.js';
import { areApart } from './blocks.js';
import type { Core } from './core.js';
import type { Session } from './session.js';
import { settingsOfUser } from './settings.js';

/** Whose last connection was lost is taken for the same as before when he is back within, milliseconds. */
const MEMORY = 60_000;

interface Own {
  readonly words?: string;
  readonly away?: boolean;
}

/** What a viewer may see of somebody. */
interface Sight {
  readonly hidden: boolean;
  readonly lastSeen?: number;
}
const UNSEEN: Sight = { hidden: true };

/** Who is here, away or gone, and who is told of it. Not in the log: it is true only now. */
export class Board {
  readonly #core: Core;
  /** Whom each session watches; true: he is kept out of sight. */
  readonly #watching = new Map<Session, Map<string, boolean>>();
  readonly #watchers = new Map<string, Set<Session>>();
  /** What the watchers of somebody were told last. */
  readonly #told = new Map<string, string>();
  readonly #own = new Map<string, Own>();
  readonly #idle = new WeakSet<Session>();

  constructor(core: Core) {
    this.#core = core;
  }

  of(user: string): WirePresence {
    const sessions = this.#core.online.of(user);
    if (sessions.length === 0) return { user, state: 'offline' };
    const { words, away } = this.#own.get(user) ?? {};
    const state = away || sessions.every((session) => this.#idle.has(session)) ? 'away' : 'online';
    return { user, state, ...(words !== undefined && { words }) };
  }

  /** As the viewer may see them; of whom he may not, no more than of people who do not exist. */
  async look(viewer: Session, users: readonly string[]): Promise<WirePresence[]> {
    const found = await this.#core.read((tx) => this.#seen(tx, viewer, users));
    return users.map((user) => this.#shown(user, found.get(user)));
  }

  /** The same, and told of changes from now on: these and no others. */
  async watch(viewer: Session, users: readonly string[]): Promise<WirePresence[]> {
    const found = await this.#core.read((tx) => this.#seen(tx, viewer, users));
    this.#forget(viewer);
    if (this.#core.online.of(viewer.user).includes(viewer)) this.#note(viewer, found);
    return users.map((user) => this.#shown(user, found.get(user)));
  }

  set(session: Session, { words, away, idle }: { words?: string | null; away?: boolean; idle?: boolean }): void {
    const { user } = session;
    if (idle) this.#idle.add(session);
    else if (idle === false) this.#idle.delete(session);
    if (words !== undefined || away !== undefined) {
      const before = this.#own.get(user) ?? {};
      const after = {
        ...before,
        ...(words !== undefined && { words: words ?? undefined }),
        ...(away !== undefined && { away }),
      };
      if (after.words === undefined && !after.away) this.#own.delete(user);
      else this.#own.set(user, after);
    }
    this.#tell(user);
  }

  entered({ user }: Session): void {
    this.#tell(user);
  }

  left(session: Session): void {
    const { user } = session;
    this.#forget(session);
    if (this.#core.online.of(user).length > 0) {
      this.#tell(user);
      return;
    }
    if (this.#own.has(user)) this.#core.clock.setTimeout(() => this.#lapse(user), MEMORY);
    const note = this.#core.write(async ({ tx, now }) => {
      const row = await tx.users.get(user);
      if (!row || row.erased !== undefined) return undefined;
      await tx.docs.put('seen', user, 'last', { at: now });
      return settingsOfUser(row).privacy.lastSeen ? now : undefined;
    });
    note.then(
      (at) => this.#tell(user, at),
      () => this.#tell(user),
    );
  }

  /** One of the two has blocked the other, or does so no more. */
  part(a: string, b: string, hidden: boolean): void {
    for (const [viewer, user] of [[a, b] as const, [b, a] as const]) {
      for (const session of this.#core.online.of(viewer)) {
        const watched = this.#watching.get(session);
        if (!watched?.has(user) || watched.get(user) === hidden) continue;
        watched.set(user, hidden);
        session.line.send({ signal: { t: 'presence', presence: hidden ? gone(user) : this.of(user) } });
      }
    }
  }

  /** What he said of himself is gone. */
  forget(user: string): void {
    this.#own.delete(user);
  }

  #lapse(user: string): void {
    if (this.#core.online.of(user).length === 0) this.#own.delete(user);
  }

  #shown(user: string, { hidden, lastSeen }: Sight = UNSEEN): WirePresence {
    const now = hidden ? gone(user) : this.of(user);
    return now.state === 'offline' && lastSeen !== undefined ? { ...now, lastSeen } : now;
  }

  #note(viewer: Session, found: ReadonlyMap<string, Sight>): void {
    this.#watching.set(viewer, new Map([...found].map(([user, { hidden }]) => [user, hidden])));
    for (const user of found.keys()) {
      const all = this.#watchers.get(user) ?? new Set();
      this.#watchers.set(user, all.add(viewer));
      if (all.size === 1) this.#told.set(user, sign(this.of(user)));
    }
  }

  #forget(session: Session): void {
    for (const user of this.#watching.get(session)?.keys() ?? []) {
      const all = this.#watchers.get(user);
      all?.delete(session);
      if (all?.size !== 0) continue;
      this.#watchers.delete(user);
      this.#told.delete(user);
    }
    this.#watching.delete(session);
  }

  #tell(user: string, lastSeen?: number): void {
    const watchers = this.#watchers.get(user);
    const now = this.of(user);
    if (!watchers || this.#told.get(user) === sign(now)) return;
    this.#told.set(user, sign(now));
    const told = now.state === 'offline' && lastSeen !== undefined ? { ...now, lastSeen } : now;
    for (const session of watchers) {
      if (this.#watching.get(session)?.get(user) === false)
        session.line.send({ signal: { t: 'presence', presence: told } });
    }
  }

  /** Those whom the viewer may see at all, and since when they are gone, where they say so. */
  async #seen(tx: Tx, { user: viewer, kind }: Session, users: readonly string[]): Promise<Map<string, Sight>> {
    const { desks } = this.#core.settings;
    const near = kind === 'user' ? users : users.filter((user) => user === viewer || desks.includes(user));
    // Who is nobody yet may come.
    const found = new Map<string, Sight>(near.map((user) => [user, { hidden: false }]));
    for (const row of await tx.users.getMany(near)) {
      const hidden = row.id !== viewer && (await areApart(tx, viewer, row.id));
      const open = !hidden && this.#core.online.of(row.id).length === 0 && settingsOfUser(row).privacy.lastSeen;
      const lastSeen = open ? (await tx.docs.get('seen', row.id, 'last'))?.at : undefined;
      found.set(row.id, { hidden, ...(lastSeen !== undefined && { lastSeen }) });
    }
    return found;
  }
}

const gone = (user: string): WirePresence => ({ user, state: 'offline' });
const sign = ({ state, words = '' }: WirePresence): string => `${state} ${words}`;
