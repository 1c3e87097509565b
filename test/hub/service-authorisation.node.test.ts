import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { OpName } from '../../hub/protocol/index.js';
import { OPS } from '../../hub/service/ops/registry.js';
import type { Storage } from '../../hub/storage/index.js';
import { onEveryStorage, Refused, settle, type TestClient, type World } from './support/service.js';

/** What Ann and Bob have, and Eve wants. */
interface Loot {
  readonly message: string;
  readonly file: string;
  readonly visitor: string;
  readonly annsToken: string;
  readonly request: string;
}

/** Answered as though it were done already; nothing is. */
const NOTHING = 'nothing';

type Attempt = readonly [op: OpName, args: object, ...codes: string[]];

/** What could be done to a message. */
const changes = (conversation: string, id: string): Attempt[] => [
  ['messages.edit', { conversation, id, content: { kind: 'file', file: { id: 'f' } } }, 'not-found'],
  ['messages.grow', { conversation, id, from: 0, text: 'x' }, 'not-found'],
  ['messages.extend', { conversation, id, set: { a: '1' } }, 'not-found'],
  ['messages.react', { conversation, id, emoji: '👍', on: true }, 'not-found'],
  ['messages.reactors', { conversation, id }, 'not-found'],
  ['messages.pin', { conversation, id, pinned: true }, 'not-found'],
];

/** What could be done in a group of others, or in one that is not there. */
const inGroup = (group: string): Attempt[] => [
  ['groups.dismiss', { group }, 'not-found'],
  ['groups.update', { group, patch: { name: 'x' } }, 'not-found'],
  ['groups.announce', { group, text: 'x' }, 'not-found'],
  ['groups.kick', { group, users: ['bob'] }, 'not-found'],
  ['groups.kick', { group, users: ['bob'], ban: true }, 'not-found'],
  ['groups.unban', { group, users: ['eve'] }, 'not-found'],
  ['groups.banned', { group }, 'not-found'],
  ['groups.set-role', { group, users: ['eve'], role: 'admin' }, 'not-found'],
  ['groups.transfer', { group, to: 'eve' }, 'not-found'],
  ['groups.mute', { group, users: ['bob'], until: 0 }, 'not-found'],
  ['groups.exempt', { group, users: ['eve'], exempt: true }, 'not-found'],
  ['groups.mute-all', { group, muted: true }, 'not-found'],
  ['groups.update-member', { group, user: 'eve', patch: { card: 'x' } }, 'not-found'],
  ['groups.update-member', { group, user: 'bob', patch: { card: 'x' } }, 'not-found'],
  ['groups.online', { group }, 'not-found'],
  ['groups.set-attributes', { group, set: { a: '1' } }, 'not-found'],
  ['groups.init-attributes', { group, all: {} }, 'not-found'],
  ['groups.count', { group, id: 'x', counter: 'c', by: 1 }, 'not-found'],
];

/** The same in a space of others, a channel of theirs, and where there is none. */
const inSpace = (space: string): Attempt[] => [
  ['spaces.update', { space, patch: { name: 'x' } }, 'not-found'],
  ['spaces.remove', { space }, 'not-found'],
  ['spaces.join', { space }, 'not-found'],
  ['spaces.leave', { space }, 'not-found'],
  ['spaces.invite', { space, users: ['eve'] }, 'not-found'],
  ['spaces.kick', { space, users: ['bob'] }, 'not-found'],
  ['spaces.set-role', { space, users: ['eve'], role: 'admin' }, 'not-found'],
  ['spaces.members', { space }, 'not-found'],
  ['spaces.read', { space }, 'not-found'],
  ['spaces.channels', { space }, 'not-found'],
  ['spaces.create-channel', { space, name: 'x' }, 'not-found'],
  ['spaces.update-channel', { space, channel: 'c', patch: { name: 'x' } }, 'not-found'],
  ['spaces.remove-channel', { space, channel: 'c' }, 'not-found'],
  ['spaces.channel-members', { space, channel: 'c' }, 'not-found'],
  ['spaces.add-to-channel', { space, channel: 'c', users: ['eve'] }, 'not-found'],
  ['spaces.remove-from-channel', { space, channel: 'c', users: ['eve'] }, 'not-found'],
];

/** In a live room that one has not joined, or that is not there. */
const inRoom = (room: string): Attempt[] => [
  ['rooms.destroy', { room }, 'not-found'],
  ['rooms.update', { room, patch: { name: 'x' } }, 'not-found'],
  ['rooms.members', { room }, 'not-found'],
  ['rooms.like', { room, times: 1 }, 'not-found'],
  ['rooms.set-attributes', { room, set: { a: '1' } }, 'not-found'],
  ['rooms.kick', { room, users: ['ann'] }, 'not-found'],
  ['rooms.mute', { room, users: ['ann'], until: 0 }, 'not-found'],
  ['rooms.mute-all', { room, muted: true }, 'not-found'],
  ['rooms.set-role', { room, users: ['eve'], role: 'admin' }, 'not-found'],
];

const attempts = ({ message, file, visitor, annsToken, request }: Loot): Attempt[] => {
  const text = { kind: 'text', text: 'x' };
  const send = (conversation: string, more: object = {}) => ({
    clientId: crypto.randomUUID(),
    conversation,
    content: text,
    ...more,
  });
  const foreign = ['group:g', 'group:none', 'direct:ann|bob', 'direct:eve', 'channel:s/c', 'channel:s/none', 'room:r'];
  const hidden = foreign.flatMap((conversation): Attempt[] => [
    ['messages.send', send(conversation), 'not-found'],
    ['messages.history', { conversation }, 'not-found'],
    ['messages.history', { conversation, around: message }, 'not-found'],
    ['messages.get', { conversation, ids: [message] }, 'not-found'],
    ['messages.recall', { conversation, id: message }, 'not-found'],
    ['typing.set', { conversation, what: 'text' }, 'not-found'],
    ['receipts.delivered', { marks: [{ conversation, upTo: 1 }] }, 'not-found'],
    ['conversations.read', { conversation, upTo: 1 }, 'not-found'],
    ['conversations.pin', { conversation, pinned: true }, 'not-found'],
    ['conversations.remove', { conversation }, 'not-found'],
    ['conversations.notify', { conversation, level: 'none' }, 'not-found'],
    ['messages.send', send(conversation, { transient: true }), 'not-found'],
    ['receipts.readers', { conversation, id: message, which: 'read' }, 'not-found'],
    ['commands.send', { id: crypto.randomUUID(), conversation, name: 'x' }, 'not-found'],
    ['commands.send', { id: crypto.randomUUID(), conversation, name: 'x', keep: true }, 'not-found'],
    ['signals.invite', { clientId: crypto.randomUUID(), conversation, invitees: ['bob'] }, 'not-found'],
    ['signals.answer', { conversation, id: message, accept: true }, 'not-found'],
    ['signals.cancel', { conversation, id: message }, 'not-found'],
    ['signals.modify', { conversation, id: message, data: 'x' }, 'not-found'],
    ['reports.send', { conversation, message, reason: 'spam' }, 'not-found'],
    ['conversations.unread-from', { conversation }, 'not-found'],
    ['conversations.mark', { conversations: [conversation], mark: 'star', on: true }, 'not-found'],
    ['conversations.data', { conversation, data: 1 }, 'not-found'],
    ['conversations.shield', { conversation, on: true }, 'not-found'],
    ['tags.create', { name: 'mine', conversations: [conversation] }, 'not-found'],
    ['messages.send', send(conversation, { replyTo: { id: message } }), 'not-found'],
    ['messages.pins', { conversation }, 'not-found'],
    ['messages.clear', { conversation }, 'not-found'],
    ['messages.delete', { conversation, ids: [message] }, 'not-found'],
    ['search.messages', { words: ['group'], conversation }, 'not-found'],
    ...changes(conversation, message),
  ]);
  return [
    ...hidden,
    // Eve's own conversation with Ann does not open Ann's with Bob.
    ...changes('direct:ann', message),
    ['messages.send', send('direct:ann', { replyTo: { id: message } }), 'not-found'],
    ['messages.recall', { conversation: 'direct:ann', id: message }, 'not-found'],
    ['messages.history', { conversation: 'direct:ann', around: message }, 'not-found'],
    ['messages.send', send('direct:ann', { content: { kind: 'file', file: { id: file } } }), 'not-found'],
    ['messages.send', send('direct:ann', { content: { kind: 'x.any', file: { id: file } } }), 'not-found'],
    ['receipts.readers', { conversation: 'direct:ann', id: message, which: 'read' }, 'not-found'],
    ['signals.answer', { conversation: 'direct:ann', id: message, accept: true }, 'not-found'],
    ['groups.create', { id: 'g' }, 'conflict'],
    ['groups.join', { group: 'g' }, 'forbidden'],
    ['groups.join', { group: 'none' }, 'forbidden'],
    ['groups.leave', { group: 'g' }, 'not-found'],
    ['groups.invite', { group: 'g', users: ['eve'] }, 'not-found'],
    ['groups.members', { group: 'g' }, 'not-found'],
    ['groups.members', { group: 'none' }, 'not-found'],
    ...['g', 'none'].flatMap(inGroup),
    ...['s', 'none'].flatMap(inSpace),
    ['spaces.create', { id: 's', name: 'x' }, 'conflict'],
    ...['r', 'none'].flatMap(inRoom),
    ['rooms.join', { room: 'g', create: {} }, 'conflict'],
    ['rooms.join', { room: 'none' }, 'not-found'],
    ['rooms.info', { room: 'none' }, 'not-found'],
    ['groups.answer', { application: 'anns-application', accept: true }, 'not-found'],
    ['groups.answer', { application: 'none', accept: true }, 'not-found'],
    // A tag of Ann's, and one of nobody.
    ...['anns', 'none'].flatMap((id): Attempt[] => [
      ['tags.rename', { id, name: 'x' }, 'not-found'],
      ['tags.remove', { id }, 'not-found'],
      ['tags.sort', { ids: [id] }, 'invalid'],
      ['tags.assign', { id, conversations: ['direct:ann'], on: true }, 'not-found'],
      ['tags.pin', { id, conversation: 'direct:ann', pinned: true }, 'not-found'],
    ]),
    // What Bob asked of Ann, who has him in her list, and what nobody asked.
    ...[request, 'none'].flatMap((id): Attempt[] => [
      ['contacts.answer', { id, accept: true }, 'not-found'],
      ['contacts.withdraw', { id }, NOTHING],
    ]),
    ['contacts.update', { user: 'ann', remark: 'x' }, 'not-found'],
    ['contacts.regroup', { name: 'friends', to: null }, NOTHING],
    ['accounts.register', { user: 'ann', password: 'correct horse' }, 'unsupported'],
    ['accounts.signIn', { user: 'ann', password: 'correct horse' }, 'unsupported'],
    ['accounts.password', { user: 'ann', password: 'correct horse', to: 'battery staple' }, 'unsupported'],
    ['media.url', { file }, 'not-found'],
    ['session.end', { device: 'anns-phone' }, 'not-found'],
    ['session.refresh', { token: annsToken }, 'unauthorized'],
    ['session.hello', { protocol: 1, token: annsToken, device: { id: 'd', class: 'web' } }, 'conflict'],
    ['visitor.merge', { token: annsToken }, 'unauthorized'],
    ['visitor.merge', { token: `${visitor.slice(0, -3)}abc` }, 'unauthorized'],
  ];
};

/** Calls that answer everybody, with nothing of others. */
const HARMLESS: readonly OpName[] = [
  ...(['visitor.create', 'session.ping', 'session.logout', 'session.devices', 'media.ticket', 'users.update'] as const),
  ...(['conversations.list', 'conversations.get', 'conversations.unread', 'groups.get', 'users.get'] as const),
  ...(['settings.get', 'settings.set', 'users.erase'] as const),
  ...(['groups.mine', 'groups.directory', 'groups.applications', 'groups.read-applications'] as const),
  ...(['spaces.list', 'rooms.list', 'rooms.leave'] as const),
  ...(['contacts.list', 'contacts.groups', 'contacts.add', 'contacts.remove', 'contacts.check'] as const),
  ...(['contacts.requests', 'contacts.read', 'contacts.group', 'users.search'] as const),
  ...(['blocks.list', 'blocks.set', 'blocks.check', 'presence.get', 'presence.watch', 'presence.set'] as const),
  ...(['conversations.wipe', 'conversations.read-all', 'tags.list'] as const),
];

/** Open to everybody where the site keeps accounts at the hub; this one does not. */
const ACCOUNTS: readonly OpName[] = ['accounts.register', 'accounts.signIn', 'accounts.password'];

const snapshot = (storage: Storage): Promise<string> =>
  storage.transaction(async (tx) => {
    const keys = ['direct:ann|bob', 'group:g', 'direct:ann|eve', 'space:s', 'channel:s/c'];
    const state: unknown[] = [await tx.events.head(), await tx.messages.count(), await tx.groups.get('g')];
    for (const key of keys) {
      state.push(await tx.conversations.get(key), await tx.members.page(key, 99));
      state.push(await tx.messages.page(key, { after: 0, limit: 99, from: 'start' }));
    }
    for (const user of ['ann', 'bob', 'eve'])
      state.push(
        await tx.users.get(user),
        (await tx.devices.list(user)).length,
        await tx.docs.page('contact', user, { limit: 99 }),
        await tx.docs.page('contact-request', user, { limit: 99 }),
        await tx.docs.page('contact-group', user, { limit: 99 }),
      );
    return JSON.stringify(state);
  });

const prepare = async (world: World) => {
  const [ann, bob, eve] = [await world.enter('ann', 'anns-phone'), await world.enter('bob'), await world.enter('eve')];
  await eve.send('direct:ann', 'hello from eve');
  await ann.call('groups.create', { id: 'g', members: ['bob'] });
  await ann.send('group:g', 'to the group');
  await ann.call('spaces.create', { id: 's', name: 'Tea', members: ['bob'] });
  await ann.call('spaces.create-channel', { space: 's', id: 'c', name: 'Talk' });
  await ann.send('channel:s/c', 'to the channel');
  await ann.call('rooms.join', { room: 'r', create: {} });
  await ann.send('room:r', 'to the room');
  await ann.call('tags.create', { id: 'anns', name: 'Ann’s', conversations: ['group:g'] });
  await bob.call('contacts.add', { user: 'ann', words: 'It is me' });
  const [asked] = (await ann.call('contacts.requests', {})).items;
  await ann.call('contacts.group', { name: 'friends' });
  const ticket = await ann.call('media.ticket', {});
  const { id: file } = await world.hub.files.begin(ticket.token, { name: 'a.pdf', mime: 'application/pdf' });
  await world.hub.files.finish({ id: file, userId: 'ann', name: 'a.pdf', mime: 'application/pdf', bytes: 1 });
  const content = { kind: 'file', file: { id: file } };
  const { id } = await ann.call('messages.send', { clientId: 'a', conversation: 'direct:bob', content });
  const { token: visitor } = await world.visitor();
  await settle();
  const loot: Loot = { message: id, file, visitor, annsToken: await world.token('ann'), request: asked?.id ?? '' };
  return { ann, bob, eve, loot };
};

const told = (clients: readonly TestClient[]): number =>
  clients.reduce((sum, { events, signals }) => sum + events.length + signals.length, 0);

onEveryStorage('authorisation', (make) => {
  it('every call against what belongs to others is refused and changes nothing', async () => {
    const world = await make();
    const { ann, bob, eve, loot } = await prepare(world);
    const all = attempts(loot);
    const covered = new Set<string>([...all.map(([op]) => op), ...HARMLESS]);
    assert.deepEqual(
      Object.keys(OPS).filter((op) => !covered.has(op)),
      [],
      'a new call needs an attempt here',
    );
    const [before, heard] = [await snapshot(world.storage), told([ann, bob])];
    for (const [op, args, ...codes] of all) {
      const error = await eve.call(op, args as never).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      const quiet = error === undefined && codes.includes(NOTHING);
      const what = `${op} ${JSON.stringify(args)}`;
      assert.ok(quiet || (error instanceof Refused && codes.includes(error.code)), `${what}: ${String(error)}`);
      assert.doesNotMatch(
        error instanceof Refused ? error.message : '',
        /\bann\b|\bbob\b|to the group|eyJ/,
        `${what} gives nothing away`,
      );
      assert.equal(await snapshot(world.storage), before, `${what} changed something`);
    }
    await settle();
    assert.equal(told([ann, bob]), heard, 'nobody is told of it');
  });

  it('calls that answer everybody tell nothing of others', async () => {
    const world = await make();
    const { eve, loot } = await prepare(world);
    const ids = ['group:g', 'direct:bob', 'direct:ann|bob', 'group:none'];
    const got = await eve.call('conversations.get', { ids });
    assert.deepEqual(
      got.items.map(({ id, last, activity }) => [id, last, activity]),
      [['direct:bob', undefined, 0]],
    );
    assert.deepEqual((await eve.call('groups.get', { ids: ['g', 'none'] })).items, []);
    assert.deepEqual(
      (await eve.call('conversations.list', {})).items.map(({ id }) => id),
      ['direct:ann'],
    );
    assert.deepEqual((await eve.call('messages.get', { conversation: 'direct:ann', ids: [loot.message] })).items, []);
    assert.deepEqual(
      (await eve.call('session.devices', {})).devices.map(({ id }) => id),
      ['d1'],
    );
    const late = await world.enter('eve', 'd2', 0);
    const seen = JSON.stringify(late.events);
    for (const secret of [loot.message, loot.file, 'to the group', '"g"']) assert.ok(!seen.includes(secret), secret);
  });

  it('nobody gets anywhere without signing in', async () => {
    const world = await make();
    const { loot } = await prepare(world);
    const { TestClient: Client } = await import('./support/service.js');
    const nobody = new Client(world.hub);
    const before = await snapshot(world.storage);
    const open = new Set(['session.hello', 'visitor.create', 'session.ping', ...ACCOUNTS]);
    for (const [op, args] of attempts(loot)) {
      if (open.has(op)) continue;
      await assert.rejects(nobody.call(op, args as never), (error) => (error as Refused).code === 'unauthorized', op);
    }
    for (const op of Object.keys(OPS) as OpName[]) assert.ok(OPS[op].auth === 'user' || open.has(op), op);
    assert.equal(await snapshot(world.storage), before);
  });
});
