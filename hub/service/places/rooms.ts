import type { GroupRow, Tx } from '../../storage/port.js';
import type { Core } from '../core.js';
import { HubError, notFound } from '../errors.js';
import { exchangeFace } from '../faces.js';
import { groupKey } from '../ids.js';
import { Recent } from '../recent.js';
import type { Session } from '../session.js';
import { Making } from './making.js';
import { Room } from './room.js';

/** Whose connection is lost is in the room so much longer, milliseconds. */
const STAY = 30_000;
/** What outlives a restart is written so often, at most. */
const WRITE = 1_000;
/** Rooms are looked at so often, whether anybody is in them. */
const LOOK = 300_000;
const IDLE = 3_600_000;
/** Answers to sendings are known for so long. */
const RECENT = 600_000;

/** All live rooms that are awake, and how long they live. */
export class Rooms {
  readonly sent = new Recent(RECENT);
  readonly #core: Core;
  readonly #rooms = new Map<string, Promise<Room | undefined>>();
  /** Where each connection is. */
  readonly #where = new Map<Session, Set<Room>>();
  readonly #dirty = new Map<Room, unknown>();
  readonly #making = new Making();
  #look: unknown;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Rooms of a hub before this one, where nobody is now, are idle from now on. */
  async open(): Promise<void> {
    for (let after: string | undefined; ; ) {
      const from: string | undefined = after;
      const some: GroupRow[] = await this.#core.read((tx) => tx.groups.listed('room', '', 100, from));
      for (const { id } of some) await this.find(id);
      after = some.at(-1)?.id;
      if (some.length < 100) break;
    }
    this.#again();
  }

  async close(): Promise<void> {
    this.#core.clock.clearTimeout(this.#look);
    for (const timer of this.#dirty.values()) this.#core.clock.clearTimeout(timer);
    for (const room of await this.#awake()) {
      room.end();
      await this.#core.read((tx) => tx.docs.put('room', room.id, 'self', room.doc(true)));
    }
  }

  /** Awake, or woken. */
  find(id: string): Promise<Room | undefined> {
    const known = this.#rooms.get(id);
    if (known) return known;
    const waking = this.#core.read((tx) => this.#wake(tx, id));
    this.#rooms.set(id, waking);
    waking.then(
      (room) => room ?? this.#rooms.delete(id),
      () => this.#rooms.delete(id),
    );
    return waking;
  }

  /** One that the session's user is in; `not-found` for all others. */
  async of(session: Pick<Session, 'user'>, id: string, field = 'room'): Promise<Room> {
    const room = await this.find(id);
    if (!room?.people.has(session.user)) throw notFound(field);
    return room;
  }

  /** Throws `too-large` where the owner has as many as one may. */
  async create(row: GroupRow): Promise<Room> {
    const { owned } = this.#core.settings.rooms;
    return this.#making.one(row.owner, async (ahead) => {
      if ((await this.#ownedBy(row.owner)) + ahead < owned) return this.#create(row);
      throw new HubError('too-large', `create: at most ${owned} rooms of one owner`, { field: 'create', limit: owned });
    });
  }

  async #create(row: GroupRow): Promise<Room> {
    const made = this.#core.write(async ({ tx }) => {
      const known = await tx.groups.get(row.id);
      if (known && known.kind !== 'room') throw new HubError('conflict', 'room: already used', { field: 'room' });
      if (!known) await tx.groups.put(row);
      return (await this.#wake(tx, row.id)) as Room;
    });
    const room = await made;
    // Two at once make the same.
    const known = await this.#rooms.get(row.id);
    if (known) return known;
    this.#rooms.set(row.id, Promise.resolve(room));
    return room;
  }

  /** All that there are are awake: those where nobody is are over after a while. */
  async #ownedBy(user: string): Promise<number> {
    return (await this.#awake()).filter(({ row }) => row.owner === user).length;
  }

  async change(
    room: Room,
    by: string,
    change: Partial<GroupRow> | ((row: GroupRow) => Partial<GroupRow>),
  ): Promise<void> {
    // One after the other: two at once both hold, and what is destroyed meanwhile stays so.
    room.row = await this.#core.write(async ({ tx, now }) => {
      const known = await tx.groups.get(room.id);
      if (known?.kind !== 'room') throw notFound('room');
      const patch = typeof change === 'function' ? change(known) : change;
      if ('avatar' in patch) await exchangeFace({ tx, now }, by, groupKey(room.id), known.avatar, patch.avatar);
      const said = Object.entries({ ...known, ...patch }).filter(([, value]) => value !== undefined && value !== null);
      const row = Object.fromEntries(said) as unknown as GroupRow;
      await tx.groups.put(row);
      return row;
    });
    room.tell({ face: room.face() });
  }

  /** Those of these that are rooms, where something else has changed their face. */
  async refresh(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const row = await this.#core.read((tx) => tx.groups.get(id));
      const room = row?.kind === 'room' ? await this.find(id) : undefined;
      if (!room || !row) continue;
      room.row = row;
      room.tell({ face: room.face() });
    }
  }

  enter(room: Room, session: Session): void {
    const rooms = this.#where.get(session) ?? new Set();
    this.#where.set(session, rooms.add(room));
    room.enter(session);
  }

  /** The connection is in it no more; the person neither, unless another device of his is. */
  leave(room: Room, session: Session): void {
    this.#where.get(session)?.delete(room);
    if (room.exit(session)) room.remove(session.user);
  }

  /** All it is in but this one. */
  leaveOthers(session: Session, stays: Room): void {
    for (const room of [...(this.#where.get(session) ?? [])]) {
      if (room === stays) continue;
      this.leave(room, session);
      session.line.send({ signal: { t: 'room', news: { room: room.id, ended: { why: 'left' } } } });
    }
  }

  /** The connection is lost: who comes again in time was never away. */
  gone(session: Session): void {
    const rooms = this.#where.get(session) ?? [];
    this.#where.delete(session);
    const { clock } = this.#core;
    for (const room of rooms) {
      if (!room.exit(session)) continue;
      const person = room.people.get(session.user);
      const timer = clock.setTimeout(() => room.remove(session.user), STAY);
      if (person) person.stay = () => clock.clearTimeout(timer);
    }
  }

  /** Out with him, whatever he is connected with. */
  putOut(room: Room, user: string, ended: { readonly why: 'kicked' | 'banned' }): void {
    room.tellOne(user, { ended });
    for (const session of room.people.get(user)?.sessions ?? []) this.#where.get(session)?.delete(room);
    room.remove(user);
  }

  /** His rooms are over; what he said in others is gone from them, and from what is kept of them. */
  async forget(user: string): Promise<void> {
    for (const room of await this.#awake()) {
      if (room.row.owner === user) await this.destroy(room, 'owner');
      else if (room.forget(user, this.#core.clock.now())) await this.#write(room);
    }
  }

  async destroy(room: Room, reason: string): Promise<void> {
    await this.#core.write(async ({ tx, now }) => {
      await exchangeFace({ tx, now }, room.row.owner, groupKey(room.id), room.row.avatar, undefined);
      await tx.docs.clear('room', room.id);
      await tx.groups.remove(room.id);
    });
    this.#rooms.delete(room.id);
    this.#core.clock.clearTimeout(this.#dirty.get(room));
    this.#dirty.delete(room);
    for (const user of room.people.keys()) room.tellOne(user, { ended: { why: 'destroyed', reason } });
    for (const rooms of this.#where.values()) rooms.delete(room);
    room.end();
  }

  async #wake(tx: Tx, id: string): Promise<Room | undefined> {
    const row = await tx.groups.get(id);
    if (row?.kind !== 'room') return undefined;
    const { clock, settings } = this.#core;
    const kept = await tx.docs.get('room', id, 'self');
    const room: Room = new Room({
      ...{ row, kept, clock, perSecond: settings.rooms.perSecond, visitors: settings.rooms.visitorsWrite },
      dirty: () => this.#touch(room),
    });
    // Whoever finds it so knows that a hub fell.
    await tx.docs.put('room', id, 'self', room.doc(false));
    return room;
  }

  #touch(room: Room): void {
    if (this.#dirty.has(room)) return;
    this.#dirty.set(
      room,
      this.#core.clock.setTimeout(() => void this.#write(room), WRITE),
    );
  }

  async #write(room: Room): Promise<void> {
    this.#dirty.delete(room);
    try {
      await this.#core.read(async (tx) => {
        if (await tx.groups.get(room.id)) await tx.docs.put('room', room.id, 'self', room.doc(false));
      });
    } catch (error) {
      this.#core.log.error({ error: String(error) }, 'a live room could not be kept');
    }
  }

  async #awake(): Promise<Room[]> {
    const all = await Promise.all([...this.#rooms.values()].map((room) => room.catch(() => undefined)));
    return all.filter((room) => room !== undefined);
  }

  #again(): void {
    this.#look = this.#core.clock.setTimeout(() => void this.#sweep(), LOOK);
  }

  async #sweep(): Promise<void> {
    const old = this.#core.clock.now() - IDLE;
    for (const room of await this.#awake()) {
      if (room.people.size > 0 || room.idleSince > old) continue;
      await this.destroy(room, 'idle').catch((error: unknown) =>
        this.#core.log.error({ error: String(error) }, 'a live room could not be taken away'),
      );
    }
    if (!this.#core.closing) this.#again();
  }
}
