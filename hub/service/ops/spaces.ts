import type { Ops, WireSpace } from '../../protocol/index.js';
import { allowedInSpace } from '../../protocol/place-rights.js';
import type { SpaceDoc } from '../../storage/port.js';
import { blocked, hasBlocked } from '../blocks.js';
import { id, integer, list, nullable, object, oneOf, optional, string } from '../check.js';
import { moveCursor } from '../cursor.js';
import { HubError, invalid, notFound } from '../errors.js';
import { exchangeFace } from '../faces.js';
import { channelKey, spaceKey } from '../ids.js';
import { isThere } from '../living.js';
import type { OpTable } from '../op.js';
import {
  channelsOf,
  demandIn,
  leaveSpace,
  MOST_SPACES,
  removeSpace,
  seatIn,
  spaceDoc,
  spaceFor,
  spaceOf,
  tellSpace,
  unseatIn,
  wireSpace,
} from '../places/spaces.js';
import type { Work } from '../work.js';
import { change, each, noVisitors, people, tooMany } from './groups/shared.js';
import { ADDRESS, NAME } from './users.js';

/** In a space. */
const MOST_MEMBERS = 10_000;
const INTRODUCTION = 1_000;
const NOTHING = {};

type Made = Ops['spaces.create']['result'];

const requireRoom = async (work: Work, user: string): Promise<void> => {
  const of = await work.tx.docs.count('space-seat', user);
  if (of >= MOST_SPACES) throw tooMany('space', MOST_SPACES, 'spaces of one person');
};

/** Of each who was named; the same again where the call comes again. */
const seated = (work: Work, space: string, users: readonly string[]) =>
  each(users, async (one) => {
    if (await work.tx.members.get(spaceKey(space), one)) return 'joined';
    throw notFound('members');
  });

const create = async (work: Work, user: string, args: Ops['spaces.create']['args']): Promise<Made> => {
  const { id: wanted, members = [], policy = 'invite', ...face } = args;
  const space = wanted ?? work.newId();
  const known = await spaceDoc(work.tx, space);
  // The same call again, after an answer that got lost.
  const again = known?.owner === user && wanted !== undefined && (await wireSpace(work.tx, space, user));
  const others = [...new Set(members)].filter((one) => one !== user);
  if (again) return { ...again, ...(others.length > 0 && (await seated(work, space, others))) };
  if (known || (await work.tx.conversations.get(spaceKey(space)))) {
    throw new HubError('conflict', 'id: already used', { field: 'id' });
  }
  await requireRoom(work, user);
  await work.tx.docs.put('space', space, 'self', { ...face, policy, owner: user, createdAt: work.now });
  await exchangeFace(work, user, spaceKey(space), undefined, face.avatar);
  await work.tx.conversations.put({ key: spaceKey(space), seq: 0, activity: work.now });
  await seatIn(work, space, user, 'owner');
  const outcomes = await each(others, (one) => letIn(work, user, space, one, 'members'));
  return { ...((await wireSpace(work.tx, space, user)) as WireSpace), ...(others.length > 0 && outcomes) };
};

const update = async (work: Work, user: string, { space, patch }: Ops['spaces.update']['args']): Promise<void> => {
  const { doc, key } = await spaceFor(work, user, space, 'edit-space');
  if (patch.avatar !== undefined) await exchangeFace(work, user, key, doc.avatar, patch.avatar);
  const said = Object.entries({ ...doc, ...patch }).filter(([, value]) => value !== null);
  await work.tx.docs.put('space', space, 'self', Object.fromEntries(said) as unknown as SpaceDoc);
  await tellSpace(work, space);
};

const join = async (work: Work, user: string, space: string): Promise<void> => {
  const doc = await spaceDoc(work.tx, space);
  if (doc && (await work.tx.members.get(spaceKey(space), user))) return;
  // Where one cannot come in there is nothing.
  if (!doc || !allowedInSpace('join-group', { policy: doc.policy })) throw notFound('space');
  await admitOne(work, space, user, 'space');
  await tellSpace(work, space);
};

const admitOne = async (work: Work, space: string, user: string, field: string): Promise<'joined'> => {
  const row = await work.user(user, field);
  if (row.kind === 'visitor' || !isThere(row)) throw notFound(field);
  if (await work.tx.members.get(spaceKey(space), user)) return 'joined';
  await requireRoom(work, user);
  if ((await work.tx.members.count(spaceKey(space))) >= MOST_MEMBERS) {
    throw tooMany(field, MOST_MEMBERS, 'members in a space');
  }
  await seatIn(work, space, user);
  return 'joined';
};

const letIn = async (work: Work, by: string, space: string, one: string, field: string): Promise<'joined'> => {
  if (await hasBlocked(work.tx, one, by)) throw blocked(field);
  return admitOne(work, space, one, field);
};

const setRole = async (work: Work, user: string, { space, users, role }: Ops['spaces.set-role']['args']) => {
  const place = await spaceFor(work, user, space, 'set-role');
  const outcomes = await each(users, async (one) => {
    const member = await work.tx.members.get(place.key, one);
    if (!member) throw notFound('users');
    demandIn(place, 'set-role', member.role);
    if (member.role === role) return 'set';
    await work.tx.members.put({ ...member, role });
    return 'set';
  });
  await tellSpace(work, space);
  return outcomes;
};

const kick = async (work: Work, user: string, { space, users }: Ops['spaces.kick']['args']) => {
  const place = await spaceFor(work, user, space, 'kick');
  const outcomes = await each(users, async (one) => {
    if (one === user) throw invalid('users', 'must not name yourself');
    const member = await work.tx.members.get(place.key, one);
    if (!member) throw notFound('users');
    demandIn(place, 'kick', member.role);
    await unseatIn(work, space, one, 'removed');
    return 'removed';
  });
  await tellSpace(work, space);
  return outcomes;
};

/** Places in a list of members: `<joined>.<user>`. */
const readPlace = (cursor: string) => {
  const [, joined, user] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (user === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { joined: Number(joined), user };
};

const paged = { cursor: optional(string(100, 1)), limit: optional(integer(1, 200)) };
const face = {
  avatar: optional(string(ADDRESS, 1)),
  introduction: optional(string(INTRODUCTION, 1)),
  policy: optional(oneOf('invite', 'open')),
};

type Names = `spaces.${'create' | 'update' | 'remove' | 'join' | 'leave' | 'list' | 'invite' | 'kick'}`;

export const spaceOps: OpTable<Names | 'spaces.set-role' | 'spaces.members' | 'spaces.read'> = {
  'spaces.create': {
    auth: 'user',
    check: object({ id: optional(id), name: string(NAME, 1), ...face, members: optional(list(id, 1_000)) }),
    run: (call, args) => change(call, (work) => create(work, call.user, args)),
  },
  'spaces.update': {
    auth: 'user',
    check: object({
      space: id,
      patch: object({
        name: optional(string(NAME, 1)),
        avatar: optional(nullable(string(ADDRESS, 1))),
        introduction: optional(nullable(string(INTRODUCTION, 1))),
        policy: face.policy,
      }),
    }),
    run: (call, args) => change(call, (work) => update(work, call.user, args)).then(() => NOTHING),
  },
  'spaces.remove': {
    auth: 'user',
    check: object({ space: id }),
    run: (call, { space }) =>
      change(call, async (work) => {
        await spaceFor(work, call.user, space, 'dismiss');
        await removeSpace(work, space);
        return NOTHING;
      }),
  },
  'spaces.join': {
    auth: 'user',
    check: object({ space: id }),
    run: (call, { space }) => change(call, (work) => join(work, call.user, space)).then(() => NOTHING),
  },
  'spaces.leave': {
    auth: 'user',
    check: object({ space: id }),
    run: (call, { space }) => change(call, (work) => leaveSpace(work, call.user, space)).then(() => NOTHING),
  },
  'spaces.list': {
    auth: 'user',
    check: object(paged),
    run: (call, { cursor, limit = 50 }) => {
      noVisitors(call);
      return call.core.read(async (tx) => {
        const after = cursor === undefined ? undefined : { rank: 0, id: cursor };
        const rows = await tx.docs.page('space-seat', call.user, { limit: limit + 1, ...(after && { after }) });
        const items = [];
        for (const row of rows.slice(0, limit)) items.push((await wireSpace(tx, row.id, call.user)) ?? []);
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return { items: items.flat(), ...(last && { next: last.id }) };
      });
    },
  },
  'spaces.invite': {
    auth: 'user',
    check: object({ space: id, users: people }),
    run: (call, { space, users }) =>
      change(call, async (work) => {
        await spaceFor(work, call.user, space, 'invite');
        const outcomes = await each(users, (one) => letIn(work, call.user, space, one, 'users'));
        await tellSpace(work, space);
        return outcomes;
      }),
  },
  'spaces.kick': {
    auth: 'user',
    check: object({ space: id, users: people }),
    run: (call, args) => change(call, (work) => kick(work, call.user, args)),
  },
  'spaces.set-role': {
    auth: 'user',
    check: object({ space: id, users: people, role: oneOf('admin', 'member') }),
    run: (call, args) => change(call, (work) => setRole(work, call.user, args)),
  },
  'spaces.members': {
    auth: 'user',
    check: object({ space: id, ...paged }),
    run: ({ core, user }, { space, cursor, limit = 50 }) =>
      core.read(async (tx) => {
        const { key } = await spaceFor({ tx }, user, space, 'members');
        const rows = await tx.members.page(key, limit + 1, cursor === undefined ? undefined : readPlace(cursor));
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return {
          items: rows.slice(0, limit).map(({ user: one, role }) => ({ user: one, role })),
          ...(last && { next: `${last.joined}.${last.user}` }),
        };
      }),
  },
  'spaces.read': {
    auth: 'user',
    check: object({ space: id }),
    run: (call, { space }) =>
      change(call, async (work) => {
        await spaceOf(work, call.user, space);
        for (const { id: channel } of await channelsOf(work.tx, space)) {
          const key = channelKey(space, channel);
          const [seat, row] = [await work.tx.members.get(key, call.user), await work.tx.conversations.get(key)];
          if (!seat || !row || (row.seq <= seat.read && !seat.markedUnread)) continue;
          await moveCursor(work, call.user, key, { read: row.seq });
        }
        return NOTHING;
      }),
  },
};
