import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Facts } from '../../core/engine/index.js';
import { can } from '../../engines/hub/limits.js';
import type { OpName, Ops } from '../../hub/protocol/index.js';
import {
  allowedInRoom,
  allowedInSpace,
  type PlaceFacts,
  ROOM_RIGHTS,
  type RoomAction,
  SPACE_RIGHTS,
  type SpaceAction,
} from '../../hub/protocol/place-rights.js';
import { onEveryStorage, Refused, settle, type TestClient, type World } from './support/service.js';

const ROLES = ['owner', 'admin', 'member', undefined] as const;
const OTHERS = ['owner', 'admin', 'member'] as const;
type Role = (typeof ROLES)[number];
type Call = { [O in OpName]: readonly [O, Ops[O]['args']] }[OpName];

const nameOf = (role: Role): string => role ?? 'stranger';
/** A second one of each role, to be touched. */
const otherOf = (role: (typeof OTHERS)[number]): string => `other-${role}`;
const TOUCHING: readonly string[] = ['kick', 'ban', 'mute-member', 'set-role'];

interface Cell<A extends string> {
  readonly action: A;
  readonly role: Role;
  readonly facts: PlaceFacts;
}

const cells = <A extends string>(actions: object, policies: readonly PlaceFacts['policy'][]): Cell<A>[] =>
  (Object.keys(actions) as A[]).flatMap((action) =>
    ROLES.flatMap((role) =>
      policies.flatMap((policy) =>
        (TOUCHING.includes(action) ? OTHERS : [undefined]).map((other) => ({
          ...{ action, role },
          facts: { ...(role && { role }), ...(policy && { policy }), ...(other && { other }) },
        })),
      ),
    ),
  );

const SPACES = cells<SpaceAction>(SPACE_RIGHTS, ['invite', 'open']);
const ROOMS = cells<RoomAction>(ROOM_RIGHTS, [undefined]);
const label = ({ action, role, facts }: Cell<string>): string => `${nameOf(role)}: ${action} ${JSON.stringify(facts)}`;

describe('rights in spaces and live rooms', () => {
  it('are what clients ask by, word for word', () => {
    const answer = (may: boolean) => (may ? 'available' : 'unavailable');
    for (const cell of SPACES) {
      const said = can(cell.action, 'channel:s/c', cell.facts as Facts);
      assert.equal(said, answer(allowedInSpace(cell.action, cell.facts)), label(cell));
    }
    for (const cell of ROOMS) {
      const said = can(cell.action, 'room:r', cell.facts as Facts);
      assert.equal(said, answer(allowedInRoom(cell.action, cell.facts)), label(cell));
    }
    for (const action of [...Object.keys(SPACE_RIGHTS), ...Object.keys(ROOM_RIGHTS)] as SpaceAction[]) {
      assert.equal(can(action), 'available', `${action}, anywhere`);
    }
  });

  it('are those that people expect', () => {
    assert.equal(allowedInSpace('kick', { role: 'admin', other: 'admin' }), false);
    assert.equal(allowedInSpace('kick', { role: 'owner', other: 'admin' }), true);
    assert.equal(allowedInSpace('create-channel', { role: 'member' }), false);
    assert.equal(allowedInSpace('join-group', { policy: 'invite' }), false);
    assert.equal(allowedInSpace('invite', { role: 'member', policy: 'open' }), true);
    assert.equal(allowedInRoom('destroy-room', { role: 'admin' }), false);
    assert.equal(allowedInRoom('join-room', { locked: 'banned' }), false);
    assert.equal(allowedInRoom('kick', { role: 'admin', other: 'owner' }), false);
    for (const locked of ['muted', 'muted-all', 'closed'])
      assert.equal(allowedInRoom('room-attributes', { role: 'member', locked }), false);
  });
});

/** There is one owner: he can only mean himself. */
const touched = ({ role, facts: { other = 'member' } }: Cell<string>): string =>
  role === 'owner' && other === 'owner' ? 'owner' : otherOf(other);

const say = (conversation: string, mentions: object): Call => [
  'messages.send',
  { clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text: 'x' }, mentions },
];

const inSpace = (cell: Cell<SpaceAction>, space: string): readonly Call[] => {
  const users = [touched(cell)];
  const conversation = `channel:${space}/c`;
  const calls: Readonly<Record<SpaceAction, readonly Call[]>> = {
    'join-group': [['spaces.join', { space }]],
    members: [['spaces.members', { space }]],
    mention: [say(conversation, { users: ['other-member'] })],
    'mention-all': [say(conversation, { all: true })],
    leave: [['spaces.leave', { space }]],
    invite: [['spaces.invite', { space, users: ['guest'] }]],
    'edit-space': [['spaces.update', { space, patch: { name: 'New' } }]],
    'create-channel': [['spaces.create-channel', { space, name: 'New' }]],
    'edit-channel': [
      ['spaces.update-channel', { space, channel: 'c', patch: { topic: 'new' } }],
      ['spaces.remove-channel', { space, channel: 'c' }],
    ],
    'channel-members': [
      ['spaces.add-to-channel', { space, channel: 'p', users: ['other-member'] }],
      ['spaces.remove-from-channel', { space, channel: 'p', users: ['other-admin'] }],
    ],
    'pin-message': [['messages.pin', { conversation, id: 'm', pinned: true }]],
    kick: [['spaces.kick', { space, users }]],
    'set-role': [['spaces.set-role', { space, users, role: users[0] === 'other-admin' ? 'member' : 'admin' }]],
    dismiss: [['spaces.remove', { space }]],
  };
  return calls[cell.action];
};

const inRoom = (cell: Cell<RoomAction>, room: string): readonly Call[] => {
  const users = [touched(cell)];
  const calls: Readonly<Record<RoomAction, readonly Call[]>> = {
    'join-room': [['rooms.join', { room, more: true }]],
    members: [['rooms.members', { room }]],
    leave: [['rooms.leave', { room }]],
    like: [['rooms.like', { room, times: 1 }]],
    'room-attributes': [['rooms.set-attributes', { room, set: { own: 'x' } }]],
    'force-attributes': [['rooms.set-attributes', { room, set: { theirs: 'x' }, force: true }]],
    'edit-group': [['rooms.update', { room, patch: { name: 'New' } }]],
    kick: [['rooms.kick', { room, users }]],
    ban: [['rooms.kick', { room, users, minutes: 1 }]],
    'mute-member': [
      ['rooms.mute', { room, users, until: 1 }],
      ['rooms.mute', { room, users, until: 0 }],
    ],
    'mute-all': [['rooms.mute-all', { room, muted: true }]],
    'set-role': [['rooms.set-role', { room, users, role: users[0] === 'other-admin' ? 'member' : 'admin' }]],
    'destroy-room': [['rooms.destroy', { room }]],
  };
  return calls[cell.action];
};

const everybody = async (world: World): Promise<Map<string, TestClient>> => {
  const names = [...ROLES.map(nameOf), ...OTHERS.map(otherOf), 'guest'];
  return new Map(await Promise.all(names.map(async (name) => [name, await world.enter(name)] as const)));
};

/** A space with these people in these roles; `owner` may be one of two. */
const laySpace = async (world: World, cell: Cell<string>, space: string): Promise<void> => {
  const owner = cell.facts.other === 'owner' && cell.role !== 'owner' ? 'other-owner' : 'owner';
  const roles = new Map([
    ['admin', 'admin'],
    ['member', 'member'],
    ['other-admin', 'admin'],
    ['other-member', 'member'],
  ]);
  await world.storage.transaction(async (tx) => {
    const policy = cell.facts.policy === 'open' ? 'open' : 'invite';
    await tx.docs.put('space', space, 'self', { name: 'Old', policy, owner, createdAt: 0 });
    const talk = (key: string) => tx.conversations.put({ key, seq: 1, activity: 0 });
    for (const key of [`space:${space}`, `channel:${space}/c`, `channel:${space}/p`]) await talk(key);
    await tx.docs.put('channel', space, 'c', { name: 'c' }, 0);
    await tx.docs.put('channel', space, 'p', { name: 'p', private: true }, 1);
    const row = { key: `channel:${space}/c`, seq: 1, id: `m-${space}`, sender: owner, at: 0, counts: true };
    await tx.messages.put({ ...row, content: { kind: 'text', text: 'x' } });
    for (const [user, role] of [...roles, [owner, 'owner']] as [string, 'owner'][]) {
      const place = { key: `space:${space}`, user, role, joined: 0, joinedSeq: 0, read: 0, shown: 0, delivered: 0 };
      await tx.members.put({ ...place, clearedSeq: 0, pinned: false, hidden: true, notify: 'all' });
      await tx.docs.put('space-seat', user, space, { seqs: {} });
      // Whoever is let in further must be in himself.
      if (user !== 'other-member') await tx.docs.put('channel-member', `channel:${space}/p`, user, { at: 0 });
    }
  });
};

const dumpSpace = (world: World, space: string): Promise<string> =>
  world.storage.transaction(async (tx) =>
    JSON.stringify([
      await tx.docs.get('space', space, 'self'),
      await tx.docs.page('channel', space, { limit: 10 }),
      await tx.docs.page('channel-member', `channel:${space}/p`, { limit: 20 }),
      (await tx.members.page(`space:${space}`, 20)).map(({ user, role }) => [user, role]),
      await tx.messages.get(`channel:${space}/c`, `m-${space}`),
      await tx.conversations.get(`channel:${space}/c`),
    ]),
  );

const passes = async (client: TestClient, [op, args]: Call): Promise<boolean> => {
  const answer: unknown = await client.call(op, args as never).catch((error: unknown) => error);
  if (answer instanceof Error && !(answer instanceof Refused)) throw answer;
  if (answer instanceof Refused) assert.notEqual(answer.code, 'internal', op);
  const { outcomes = [] } = answer as { readonly outcomes?: readonly { readonly error?: object }[] };
  return !(answer instanceof Error) && outcomes.every(({ error }) => !error);
};

onEveryStorage('the matrix of rights in places', (make) => {
  it('holds in spaces in every cell: what is forbidden is refused and changes nothing', async () => {
    const world = await make();
    const clients = await everybody(world);
    let count = 0;
    for (const cell of SPACES) {
      for (const at of inSpace(cell, 'x').keys()) {
        const space = `s${++count}`;
        await laySpace(world, cell, space);
        const [op, args] = inSpace(cell, space)[at] as Call;
        const call = [op, 'id' in args && op === 'messages.pin' ? { ...args, id: `m-${space}` } : args] as Call;
        world.clock.advance(1_000);
        const before = await dumpSpace(world, space);
        const passed = await passes(clients.get(nameOf(cell.role)) as TestClient, call);
        const expected = allowedInSpace(cell.action, cell.facts);
        // Who is in is told so when he asks to come in; nothing happens.
        if (op === 'spaces.join' && cell.role) assert.equal(passed, true, label(cell));
        else assert.equal(passed, expected, `${label(cell)} by ${op}`);
        const after = await dumpSpace(world, space);
        if (!expected) assert.equal(after, before, `${label(cell)} by ${op} changed something`);
        else if (op !== 'spaces.members') assert.notEqual(after, before, `${label(cell)} by ${op} did nothing`);
      }
    }
    assert.ok(count > 100, `${count} calls`);
  });

  it('holds in live rooms in every cell', async () => {
    const world = await make();
    const clients = await everybody(world);
    let count = 0;
    for (const cell of ROOMS) {
      for (const at of inRoom(cell, 'x').keys()) {
        const room = `r${++count}`;
        const owner = cell.facts.other === 'owner' && cell.role !== 'owner' ? 'other-owner' : 'owner';
        await world.storage.transaction((tx) =>
          tx.groups.put({
            ...{ id: room, kind: 'room', policy: 'open', owner, admins: ['admin', 'other-admin'], createdAt: 0 },
            listed: true,
          }),
        );
        for (const [name, client] of clients) {
          if (name !== 'stranger' && name !== 'guest') await client.call('rooms.join', { room, more: true });
        }
        await clients.get('other-member')?.call('rooms.set-attributes', { room, set: { theirs: 'old' } });
        world.clock.advance(1_000);
        const inside = clients.size - 2;
        const passed = await passes(clients.get(nameOf(cell.role)) as TestClient, inRoom(cell, room)[at] as Call);
        const expected = allowedInRoom(cell.action, cell.facts);
        // Who is not in is told that he is out.
        if (cell.action === 'leave' && !cell.role) assert.equal(passed, true, label(cell));
        else assert.equal(passed, expected, label(cell));
        const info = await clients
          .get('guest')
          ?.call('rooms.info', { room })
          .catch(() => undefined);
        if (cell.action === 'destroy-room') assert.equal(info === undefined, expected, label(cell));
        if (cell.action === 'edit-group') assert.equal(info?.name === 'New', expected, label(cell));
        if (cell.action === 'leave') assert.equal(info?.online, expected ? inside - 1 : inside, label(cell));
        if (cell.action === 'mute-all') assert.equal(info?.mutedAll === true, expected, label(cell));
        world.clock.advance(100);
        await settle();
      }
    }
    assert.ok(count > 60, `${count} calls`);
  });
});
