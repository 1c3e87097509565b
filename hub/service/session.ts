import type { ServerFrame, WireEvent } from '../protocol/index.js';
import type { DeviceRow, Tx } from '../storage/port.js';
import { presentEvents, presentRows, rowsTouched } from './present.js';
import type { Queue } from './queue.js';
import { unshielded } from './shield.js';

/** Entries of one push. */
const PACKAGE = 200;
/** And about so much JSON: a slow line gets on by pieces it can take. */
const PACKAGE_CHARS = 512 * 1024;
/** `left` is counted up to here. */
const LEFT_CAP = 10_000;

const NO_ROWS = { events: [], taken: [] } as const;

export type Bye = Extract<ServerFrame, { bye: unknown }>['bye'];

/** How a session reaches its connection. */
export interface Line {
  send(frame: ServerFrame): void;
  /** Says why, and closes. */
  bye(bye: Bye): void;
  failed(error: unknown): void;
}

interface Package {
  readonly events: readonly WireEvent[];
  readonly cursor: number;
  readonly left: number;
  /** Conversations whose rows are among them. */
  readonly rows: readonly string[];
  /** There may be another package behind it. */
  readonly more: boolean;
}

/**
 * A signed-in connection. What was missed and what is new come the same way: read from the log, after the cursor, in
 * order. So nothing is lost or doubled where one ends and the other begins.
 */
export class Session {
  readonly id: string;
  readonly user: string;
  readonly kind: 'user' | 'visitor';
  readonly device: DeviceRow;
  readonly line: Line;
  readonly #queue: Queue;
  readonly #rows = new Set<string>();
  #cursor: number;
  /** End of the replay; undefined once it is over. */
  #replayTo: number | undefined;
  #started = false;
  #pumping = false;
  #more = true;
  #ended = false;

  constructor(
    parts: Pick<Session, 'id' | 'user' | 'kind' | 'device' | 'line'>,
    queue: Queue,
    cursor: number,
    replayTo?: number,
  ) {
    this.id = parts.id;
    this.user = parts.user;
    this.kind = parts.kind;
    this.device = parts.device;
    this.line = parts.line;
    this.#queue = queue;
    this.#cursor = cursor;
    this.#replayTo = replayTo;
  }

  /** The log flows from now on. */
  start(): void {
    this.#started = true;
    this.wake();
  }

  /** There may be something new in the log. */
  wake(): void {
    this.#more = true;
    if (this.#started && !this.#pumping && !this.#ended) void this.#pump();
  }

  end(): void {
    this.#ended = true;
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      while (this.#more && !this.#ended) {
        this.#more = false;
        const next = await this.#queue.look((tx) => this.#next(tx));
        if (this.#ended) break;
        if (!next) return this.line.bye({ why: 'closing', reason: 'what was missed is forgotten: begin anew' });
        this.#push(next);
      }
    } catch (error) {
      if (!this.#ended) this.line.failed(error);
    } finally {
      this.#pumping = false;
    }
  }

  /** Undefined: what was still to come has been pruned. */
  async #next(tx: Tx): Promise<Package | undefined> {
    if (this.#replayTo !== undefined && (await tx.events.floor()) > this.#cursor) return undefined;
    const found = await tx.events.after(this.user, this.#cursor, PACKAGE);
    const { events: told, taken } = await presentEvents(tx, found, this.user, PACKAGE_CHARS, this.device.id);
    const rows = found.slice(0, taken);
    const whole = found.length < PACKAGE && taken === found.length;
    const cursor = whole ? await tx.events.head() : (rows.at(-1)?.id ?? this.#cursor);
    const replays = this.#replayTo !== undefined && cursor < this.#replayTo;
    const left = replays ? await tx.events.countAfter(this.user, cursor, LEFT_CAP) : 0;
    for (const key of rowsTouched(await unshielded(tx, rows, this.user), this.user)) this.#rows.add(key);
    // A row says how things stand now: during a replay that is ahead of the messages, so it waits for the end.
    const last = left === 0 ? await presentRows(tx, this.#rows, this.user, PACKAGE_CHARS) : NO_ROWS;
    const more = !whole || (left === 0 && last.taken.length < this.#rows.size);
    return { events: [...told, ...last.events], cursor, left, rows: last.taken, more };
  }

  #push({ events, cursor, left, rows, more }: Package): void {
    const replaying = this.#replayTo !== undefined;
    this.#cursor = cursor;
    for (const key of rows) this.#rows.delete(key);
    if (left === 0) this.#replayTo = undefined;
    if (more) this.#more = true;
    if (replaying) this.line.send({ push: events, cursor, left });
    else if (events.length > 0) this.line.send({ push: events, cursor });
  }
}

/** Who is here. */
export class Online {
  readonly #users = new Map<string, Set<Session>>();

  add(session: Session): void {
    const sessions = this.#users.get(session.user) ?? new Set();
    this.#users.set(session.user, sessions.add(session));
  }

  remove(session: Session): void {
    const sessions = this.#users.get(session.user);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#users.delete(session.user);
  }

  of(user: string): readonly Session[] {
    return [...(this.#users.get(user) ?? [])];
  }

  has(user: string, device: string): boolean {
    return this.of(user).some((session) => session.device.id === device);
  }

  get users(): number {
    return this.#users.size;
  }
}
