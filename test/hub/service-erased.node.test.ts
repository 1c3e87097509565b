import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { onEveryStorage, refused, settle, TestClient, type World, worldOn } from './support/service.js';

/** Stands in all that Ann writes, and nowhere else. */
const WORD = 'xyzzyplugh';

/** Where the word is found, in all tables. */
const found = (file: string): string[] => {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
    return tables.flatMap(({ name }) => {
      const rows = db.prepare(`SELECT * FROM "${name}"`).all();
      return rows
        .map((row) =>
          JSON.stringify(row, (_, value) => (value?.type === 'Buffer' ? Buffer.from(value).toString() : value)),
        )
        .filter((text) => text.toLowerCase().includes(WORD))
        .map((text) => `${name}: ${text.slice(0, 400)}`);
    });
  } finally {
    db.close();
  }
};

const text = (words: string) => ({ kind: 'text', text: words });
const send = (client: TestClient, conversation: string, more: object = {}) =>
  client.call('messages.send', { clientId: crypto.randomUUID(), conversation, content: text(WORD), ...more });

const upload = async ({ hub }: World, client: TestClient, userId: string): Promise<string> => {
  const { token } = await client.call('media.ticket', {});
  const meta = { name: `${WORD}.png`, mime: 'image/png', bytes: 10 };
  const { id } = await hub.files.begin(token, meta);
  return (await hub.files.finish({ id, userId, ...meta })).id;
};

/** All that one can write, as far as it is one's own. */
const write = async (world: World): Promise<void> => {
  const { hub, clock } = world;
  const bob = await world.enter('bob');
  const ann = new TestClient(hub);
  await ann.call('session.hello', {
    ...{ protocol: 1, token: await world.token('ann', { name: `Ann ${WORD}` }) },
    device: { id: 'd1', class: 'web', name: WORD },
  });
  const fields = { motto: WORD };
  await ann.call('users.update', { patch: { status: WORD, fields } });
  await ann.call('presence.set', { words: WORD });
  await ann.call('contacts.add', { user: 'bob', words: WORD, remark: WORD, groups: [WORD] });
  await ann.call('tags.create', { name: WORD });
  const picture = await upload(world, ann, 'ann');
  // Two, groups, one that she left, one of her alone.
  await send(bob, 'direct:ann', { content: text('from bob') });
  const direct = await send(ann, 'direct:bob');
  await ann.call('messages.recall', { conversation: 'direct:bob', id: direct.id, reason: WORD });
  await send(ann, 'direct:bob', {
    content: { kind: 'image', file: { id: picture } },
    push: { title: WORD },
    data: WORD,
  });
  await ann.call('conversations.data', { conversation: 'direct:bob', data: { note: WORD } });
  await ann.call('groups.create', { id: 'g', name: 'Bobs', members: ['bob'], avatar: picture });
  await ann.call('groups.announce', { group: 'g', text: WORD });
  await ann.call('groups.update-member', { group: 'g', user: 'ann', patch: { card: WORD, fields: { a: WORD } } });
  const his = await send(bob, 'group:g', { content: text('bob asks') });
  const at = { conversation: 'group:g', id: his.id };
  await ann.call('messages.extend', { ...at, set: { '@ann': WORD, '@ann/size': WORD } });
  await ann.call('messages.react', { ...at, emoji: '👍', on: true });
  const gone = await send(bob, 'group:g', { content: text('bob again') });
  await ann.call('messages.recall', { conversation: 'group:g', id: gone.id, reason: WORD });
  const quoted = await send(ann, 'group:g');
  await send(bob, 'group:g', { content: text('as she says'), replyTo: { id: quoted.id } });
  await ann.call('messages.edit', { conversation: 'group:g', id: quoted.id, content: text(`${WORD} edited`) });
  await ann.call('messages.pin', { conversation: 'group:g', id: quoted.id, pinned: true });
  await ann.call('commands.send', { id: 'c1', conversation: 'group:g', name: 'x', data: { a: WORD }, keep: true });
  await ann.call('commands.send', { id: 'c2', name: 'x', data: WORD, keep: true });
  await ann.call('signals.invite', { clientId: 's', conversation: 'group:g', invitees: ['bob'], data: WORD });
  await bob.call('groups.create', { id: 'left', members: ['ann'] });
  const there = await send(bob, 'group:left', { content: text('what do you say?') });
  await ann.call('messages.extend', { conversation: 'group:left', id: there.id, set: { '@ann': WORD } });
  const taken = await send(ann, 'group:left');
  await ann.call('messages.recall', { conversation: 'group:left', id: taken.id, reason: WORD });
  await send(ann, 'group:left');
  await ann.call('groups.leave', { group: 'left' });
  await ann.call('groups.create', { id: 'alone', name: WORD, introduction: WORD, fields });
  await ann.call('groups.set-attributes', { group: 'alone', set: { a: WORD } });
  // Applications: asked and answered, by her and by others.
  await bob.call('groups.create', { id: 'door', type: 'public' });
  await ann.call('groups.join', { group: 'door', words: WORD });
  const [asked] = (await bob.call('groups.applications', {})).items;
  await bob.call('groups.answer', { application: asked?.id ?? '', accept: false });
  await ann.call('groups.join', { group: 'door', words: `${WORD} again` });
  await ann.call('groups.create', { id: 'consent', invites: 'consent' });
  await ann.call('groups.invite', { group: 'consent', users: ['bob'], words: WORD });
  await bob.call('groups.create', { id: 'his', invites: 'consent' });
  await bob.call('groups.invite', { group: 'his', users: ['ann'] });
  const [invited] = (await ann.call('groups.applications', {})).items.filter(({ group }) => group === 'his');
  await ann.call('groups.answer', { application: invited?.id ?? '', accept: false, reason: WORD });
  // Spaces and live rooms.
  await bob.call('spaces.create', { id: 's', name: 'S', members: ['ann'] });
  await bob.call('spaces.create-channel', { space: 's', id: 'c', name: 'c' });
  const asks = await send(bob, 'channel:s/c', { content: text('and here?') });
  await ann.call('messages.extend', { conversation: 'channel:s/c', id: asks.id, set: { '@ann': WORD } });
  await ann.call('messages.react', { conversation: 'channel:s/c', id: asks.id, emoji: '👍', on: true });
  await send(ann, 'channel:s/c');
  await ann.call('spaces.create', { id: 'own', name: WORD, introduction: WORD });
  await ann.call('rooms.join', { room: 'r1', create: { name: WORD }, more: true });
  await bob.call('rooms.join', { room: 'r2', create: {}, more: true });
  await ann.call('rooms.join', { room: 'r2', more: true });
  await ann.call('rooms.set-attributes', { room: 'r2', set: { [WORD]: WORD } });
  const said = await send(ann, 'room:r2');
  clock.advance(100);
  await settle();
  await send(bob, 'room:r2', { content: text('she says so'), replyTo: { id: said.id } });
  await send(ann, 'room:r2', { content: text(`${WORD} unsaid`) });
  clock.advance(1_100);
  await settle();
};

describe('after somebody is erased', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-erased-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('nothing that he wrote, and no name that he went by, is found anywhere in the storage', async () => {
    const file = join(folder, 'hub.db');
    const world = await worldOn(sqliteStorage({ file, synchronous: 'normal' }));
    await world.enter('bob');
    await write(world);
    assert.ok(found(file).length > 30, 'it was there');
    const ann = await world.enter('ann', 'd2');
    await ann.call('users.erase', {});
    await settle();
    assert.deepEqual(found(file), []);
    const bob = await world.enter('bob');
    assert.equal((await bob.call('presence.get', { users: ['ann'] })).items[0]?.words, undefined);
    assert.ok(!JSON.stringify((await bob.call('messages.history', { conversation: 'group:g' })).items).includes(WORD));
    world.clock.advance(5_000);
    await world.hub.close();
    assert.deepEqual(found(file), [], 'nor at the end');
  });
});

onEveryStorage('who is erased', (make) => {
  it('cannot be asked, added, invited or written to for the first time', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await ann.call('users.erase', {});
    await bob.call('groups.create', { id: 'g' });
    await bob.call('spaces.create', { id: 's', name: 'S' });
    await assert.rejects(bob.call('contacts.add', { user: 'ann' }), refused('not-found', 'user'));
    await assert.rejects(bob.call('groups.create', { id: 'h', members: ['ann'] }), refused('not-found', 'members'));
    const outcomes = [
      ...((await bob.call('spaces.create', { id: 't', name: 'T', members: ['ann'] })).outcomes ?? []),
      ...(await bob.call('groups.invite', { group: 'g', users: ['ann'] })).outcomes,
      ...(await bob.call('spaces.invite', { space: 's', users: ['ann'] })).outcomes,
    ];
    assert.deepEqual(
      outcomes.map(({ error }) => error?.code),
      ['not-found', 'not-found', 'not-found'],
    );
    await assert.rejects(bob.send('direct:ann', 'are you there?'), refused('not-found', 'conversation'));
    assert.deepEqual((await bob.call('users.search', { words: 'ann' })).items, []);
    // Who comes back is somebody again.
    await world.enter('ann');
    await bob.send('direct:ann', 'welcome back');
  });
});
