import type { Ops } from '../../protocol/index.js';
import { allowedInRoom, type RoomAction } from '../../protocol/place-rights.js';
import { HubError, invalid, notFound } from '../errors.js';
import { isThere } from '../living.js';
import type { UserCall } from '../op.js';
import { each } from '../ops/groups/shared.js';
import type { Room } from './room.js';

export const MOST_ATTRIBUTES = 100;
const MOST_ADMINS = 50;

/** A room that the caller is in, and where he may. */
export const roomFor = async (call: UserCall, name: string, action: RoomAction): Promise<Room> => {
  const room = await call.core.rooms.of(call.session, name);
  demand(room, call.user, action);
  return room;
};

export const demand = (room: Room, user: string, action: RoomAction, other?: string): void => {
  const role = room.roleOf(user);
  const touched = other === undefined ? undefined : (room.roleOf(other) ?? 'member');
  if (allowedInRoom(action, { ...(role && { role }), ...(touched && { other: touched }) })) return;
  throw new HubError('forbidden', `room: ${action} is not for you`, { field: 'room' });
};

/** May he say something there now? */
export const requireVoice = (room: Room, user: string, now: number, field: string): void => {
  const latest = room.standingOf(user);
  const { locked, until = 0 } = latest;
  if (locked === undefined) return;
  if (locked === 'closed') throw new HubError('forbidden', `${field}: only to read`, { field, latest });
  const retryAfter = until > now ? { retryAfter: until - now } : {};
  throw new HubError('muted', `${field}: ${locked}`, { field, latest, ...retryAfter });
};

/** One at a time: what is not the caller's, or too much, leaves the others as they are. */
const setAttribute = (call: UserCall, room: Room, key: string, value: string | null, args: AttributeArgs): void => {
  const { user } = call;
  const before = room.attributes.get(key);
  if (before && before.by !== user) {
    if (!args.force) throw new HubError('conflict', 'set: somebody else’s', { field: `set.${key}`, latest: before });
    demand(room, user, 'force-attributes');
  }
  if (value === null) {
    if (before) room.setAttribute(key, undefined);
    return;
  }
  if (!before && room.attributes.size >= MOST_ATTRIBUTES)
    throw new HubError('too-large', `set: at most ${MOST_ATTRIBUTES} attributes in a room`, {
      ...{ field: 'set', limit: MOST_ATTRIBUTES },
    });
  room.setAttribute(key, { value, by: user, ...(args.leaves && { leaves: true }) });
};
type AttributeArgs = Ops['rooms.set-attributes']['args'];

export const setAttributes = async (
  call: UserCall,
  args: AttributeArgs,
): Promise<Ops['rooms.set-attributes']['result']> => {
  const room = await roomFor(call, args.room, 'room-attributes');
  // What one may not say one may not write anywhere else; what one wrote one may take away.
  if (Object.values(args.set).some((value) => value !== null))
    requireVoice(room, call.user, call.core.clock.now(), 'room');
  call.core.groups.take(call.user, call.core.clock.now());
  const outcomes = Object.entries(args.set).map(([key, value]) => {
    try {
      setAttribute(call, room, key, value, args);
      return { key };
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      return { key, error: error.toWire() };
    }
  });
  return { outcomes };
};

/** One more admin, or one less, of the room's row: it holds after a restart too. */
const appoint = (call: UserCall, room: Room, user: string, role: 'admin' | 'member'): Promise<void> =>
  call.core.rooms.change(room, call.user, (row) => {
    const admins = (row.admins ?? []).filter((one) => one !== user);
    if (role === 'member') return { admins };
    if (admins.length < MOST_ADMINS) return { admins: [...admins, user] };
    throw new HubError('too-large', `users: at most ${MOST_ADMINS} admins`, { field: 'users', limit: MOST_ADMINS });
  });

export const setRole = async (call: UserCall, { room: name, users, role }: Ops['rooms.set-role']['args']) => {
  const room = await roomFor(call, name, 'set-role');
  const outcomes = await each(users, async (user) => {
    if (user === call.user) throw invalid('users', 'must not name yourself');
    demand(room, call.user, 'set-role', user);
    const row = await call.core.read((tx) => tx.users.get(user));
    if (role === 'admin' && (!isThere(row) || row.kind !== 'user')) throw notFound('users');
    await appoint(call, room, user, role);
    if (role === 'admin') room.muted.delete(user);
    return 'set';
  });
  for (const user of users) room.tellOne(user, { standing: room.standingOf(user) });
  return outcomes;
};
