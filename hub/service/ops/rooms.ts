import type { Ops, WireRoom } from '../../protocol/index.js';
import type { GroupRow } from '../../storage/port.js';
import { boolean, dictionary, id, integer, nullable, object, oneOf, optional, string } from '../check.js';
import { HubError, invalid, notFound } from '../errors.js';
import { fit } from '../fit.js';
import type { OpTable, UserCall } from '../op.js';
import type { Room } from '../places/room.js';
import { demand, MOST_ATTRIBUTES, roomFor, setAttributes, setRole } from '../places/room-rights.js';
import { each, noVisitors, people, tooMany } from './groups/shared.js';
import { ADDRESS, NAME } from './users.js';

const NOTHING = {};
const KEY = 64;
const VALUE = 4_096;
const MOST_LIKES = 1_000;
/** Banned, or muted, in one room. */
const MOST_NOTED = 1_000;
/** Of bans, minutes; of mutes, milliseconds. */
const MONTH = 43_200;
const MONTH_MS = MONTH * 60_000;

const made = async (call: UserCall, { room: name, create }: Ops['rooms.join']['args']): Promise<Room> => {
  const { core, user } = call;
  const known = await core.rooms.find(name);
  if (known) return known;
  if (!create) throw notFound('room');
  noVisitors(call);
  if (!core.settings.rooms.create) throw new HubError('forbidden', 'create: not by its visitors', { field: 'create' });
  core.groups.take(user, core.clock.now());
  const row: GroupRow = {
    ...{ id: name, kind: 'room', policy: 'open', owner: user, createdAt: core.clock.now(), listed: true },
    ...(create.name !== undefined && { name: create.name }),
  };
  return core.rooms.create(row);
};

const join = async (call: UserCall, args: Ops['rooms.join']['args']): Promise<Ops['rooms.join']['result']> => {
  const { core, session, user } = call;
  const room = await made(call, args);
  const wait = (room.bans.get(user) ?? 0) - core.clock.now();
  if (wait > 0) throw new HubError('banned', 'room: you are banned', { field: 'room', retryAfter: wait });
  if (!core.online.of(user).includes(session)) throw new HubError('unauthorized', 'the connection is gone');
  core.rooms.enter(room, session);
  if (!args.more) core.rooms.leaveOthers(session, room);
  const { recent = 10, after } = args;
  const since = after === undefined ? undefined : room.since(after);
  const wanted = since?.messages ?? (recent > 0 ? room.held.slice(-recent) : []);
  // Of long ones the newest, as many as one answer holds: with `after`, what does not fit is a gap.
  const messages = fit(wanted, 'last');
  return {
    room: room.face(),
    messages,
    ...(since && (since.gap || messages.length < wanted.length) && { gap: true }),
    likes: room.likes,
    attributes: Object.fromEntries(room.attributes),
    standing: room.standingOf(user),
  };
};

const list = async ({ core, user }: UserCall, { words = '', cursor, limit = 50 }: Ops['rooms.list']['args']) => {
  if (words !== '') core.searches.take(user, core.clock.now());
  const rows = await core.read((tx) => tx.groups.listed('room', words, limit + 1, cursor));
  const items: WireRoom[] = [];
  for (const { id: name } of rows.slice(0, limit)) {
    const room = await core.rooms.find(name);
    if (!room) continue;
    const { recent: _, admins: __, ...face } = room.face();
    items.push(face);
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items, ...(last && { next: last.id }) };
};

const members = async (call: UserCall, { room: name, cursor, limit = 50 }: Ops['rooms.members']['args']) => {
  const room = await roomFor(call, name, 'members');
  const all = [...room.people.keys()];
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw invalid('cursor', 'is not one that this hub gave');
  const next = from + limit;
  return { items: all.slice(from, next), ...(next < all.length && { next: String(next) }) };
};

/** Each of a room's bans and mutes is kept with it: those that are over go first. */
const note = (all: Map<string, number>, user: string, until: number, now: number): void => {
  if (!all.has(user) && all.size >= MOST_NOTED) for (const [one, at] of all) if (at <= now) all.delete(one);
  if (!all.has(user) && all.size >= MOST_NOTED) throw tooMany('users', MOST_NOTED, 'people in a room');
  all.set(user, until);
};

const kick = async (call: UserCall, { room: name, users, minutes = 0 }: Ops['rooms.kick']['args']) => {
  const action = minutes > 0 ? 'ban' : 'kick';
  const room = await roomFor(call, name, action);
  return each(users, async (user) => {
    if (user === call.user) throw invalid('users', 'must not name yourself');
    if (minutes === 0 && !room.people.has(user)) throw notFound('users');
    demand(room, call.user, action, user);
    const now = call.core.clock.now();
    if (minutes > 0) note(room.bans, user, now + minutes * 60_000, now);
    call.core.rooms.putOut(room, user, { why: minutes > 0 ? 'banned' : 'kicked' });
    return 'removed';
  });
};

const mute = async (call: UserCall, { room: name, users, until }: Ops['rooms.mute']['args']) => {
  const room = await roomFor(call, name, 'mute-member');
  const most = call.core.clock.now() + MONTH_MS;
  if (until > most) throw new HubError('too-large', 'until: at most 30 days ahead', { field: 'until', limit: most });
  return each(users, async (user) => {
    if (user === call.user) throw invalid('users', 'must not name yourself');
    if (!room.people.has(user)) throw notFound('users');
    demand(room, call.user, 'mute-member', user);
    if (until === 0) room.muted.delete(user);
    else note(room.muted, user, until, call.core.clock.now());
    room.tellOne(user, { standing: room.standingOf(user) });
    return 'set';
  });
};

const muteAll = async (call: UserCall, { room: name, muted }: Ops['rooms.mute-all']['args']) => {
  const room = await roomFor(call, name, 'mute-all');
  await call.core.rooms.change(room, call.user, { mutedAll: muted || undefined });
  for (const user of room.people.keys()) room.tellOne(user, { standing: room.standingOf(user) });
  return NOTHING;
};

const update = async (call: UserCall, { room: name, patch }: Ops['rooms.update']['args']) => {
  const room = await roomFor(call, name, 'edit-group');
  call.core.groups.take(call.user, call.core.clock.now());
  await call.core.rooms.change(room, call.user, patch as Partial<GroupRow>);
  return NOTHING;
};

type Names = 'join' | 'leave' | 'destroy' | 'update' | 'list' | 'info' | 'members' | 'like' | 'set-attributes' | 'kick';

export const roomOps: OpTable<`rooms.${Names | 'mute' | 'mute-all' | 'set-role'}`> = {
  'rooms.join': {
    auth: 'user',
    check: object({
      room: id,
      recent: optional(integer(-1, 50)),
      after: optional(integer(0)),
      create: optional(object({ name: optional(string(NAME, 1)) })),
      more: optional(boolean),
    }),
    run: join,
  },
  'rooms.leave': {
    auth: 'user',
    check: object({ room: id }),
    async run({ core, session }, { room: name }) {
      const room = await core.rooms.find(name);
      if (room) core.rooms.leave(room, session);
      return NOTHING;
    },
  },
  'rooms.destroy': {
    auth: 'user',
    check: object({ room: id }),
    async run(call, { room: name }) {
      await call.core.rooms.destroy(await roomFor(call, name, 'destroy-room'), 'owner');
      return NOTHING;
    },
  },
  'rooms.update': {
    auth: 'user',
    check: object({
      room: id,
      patch: object({
        name: optional(nullable(string(NAME, 1))),
        avatar: optional(nullable(string(ADDRESS, 1))),
        introduction: optional(nullable(string(1_000, 1))),
      }),
    }),
    run: update,
  },
  'rooms.list': {
    auth: 'user',
    check: object({
      words: optional(string(100)),
      cursor: optional(string(64, 1)),
      limit: optional(integer(1, 200)),
    }),
    run: list,
  },
  'rooms.info': {
    auth: 'user',
    check: object({ room: id }),
    async run({ core }, { room: name }) {
      const room = await core.rooms.find(name);
      if (!room) throw notFound('room');
      return room.face();
    },
  },
  'rooms.members': {
    auth: 'user',
    check: object({ room: id, cursor: optional(string(16, 1)), limit: optional(integer(1, 200)) }),
    run: members,
  },
  'rooms.like': {
    auth: 'user',
    check: object({ room: id, times: integer(1, MOST_LIKES) }),
    async run(call, { room: name, times }) {
      const room = await roomFor(call, name, 'like');
      call.core.likes.take(call.user, call.core.clock.now());
      room.like(times);
      return NOTHING;
    },
  },
  'rooms.set-attributes': {
    auth: 'user',
    check: object({
      room: id,
      set: dictionary(nullable(string(VALUE)), MOST_ATTRIBUTES, KEY),
      force: optional(boolean),
      leaves: optional(boolean),
    }),
    run: setAttributes,
  },
  'rooms.kick': {
    auth: 'user',
    check: object({ room: id, users: people, minutes: optional(integer(1, MONTH)) }),
    run: kick,
  },
  'rooms.mute': {
    auth: 'user',
    check: object({ room: id, users: people, until: integer(0) }),
    run: mute,
  },
  'rooms.set-role': {
    auth: 'user',
    check: object({ room: id, users: people, role: oneOf('admin', 'member') }),
    run: setRole,
  },
  'rooms.mute-all': { auth: 'user', check: object({ room: id, muted: boolean }), run: muteAll },
};
