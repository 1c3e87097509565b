import type { Client } from '../../../core/client/types.js';
import type { ConversationId } from '../../../core/model/index.js';
import type { World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { hasWords, isSent, rows, say, seen, sit, words } from './client-world.js';

const names = (client: Client, space: string): readonly string[] => client.store.list(`channels/${space}`);

const talkOf = (space: string, channel: string): ConversationId => `channel:${space}/${channel}`;

/** Ann's space of the others, with the channel `general`; all have loaded it. */
const tea = async (world: World, ...others: string[]) => {
  const ids = ['ann', ...others].map((name) => world.person(name));
  const clients: Client[] = [];
  for (const id of ids) clients.push((await sit(world, id)).client);
  const [ann] = clients as [Client];
  const space = await ann.spaces.create({ id: world.person('space'), name: 'Tea', members: ids.slice(1) });
  await ann.spaces.createChannel(space, { id: 'general', name: 'General' });
  for (const client of clients) await client.spaces.load();
  return { ids, clients, space, general: talkOf(space, 'general') };
};

const count = (client: Client, space: string) => {
  const { unread, mentions } = client.store.get('space', space) ?? {};
  return { unread, mentions };
};

export const spaceCases: Cases = (it) => {
  it('spaces.channels', 'made, changed, sorted, removed; all hear of it', async (world) => {
    const { ids, clients, space } = await tea(world, 'bob');
    const [ann, bob] = clients as [Client, Client];
    equal([...bob.store.list('spaces')], [space]);
    equal(bob.store.get('space', space)?.name, 'Tea');
    equal([ann.store.get('space', space)?.role, bob.store.get('space', space)?.role], ['owner', 'member']);
    equal([...names(bob, space)], ['general']);
    await ann.spaces.createChannel(space, { id: 'news', name: 'News', topic: 'what is new', category: 'Talk' });
    await seen(bob, 'the new channel', () => names(bob, space).includes('news'));
    equal(bob.store.get('channel', `${space}/news`)?.topic, 'what is new');
    await ann.spaces.updateChannel(space, 'general', { place: 5, name: 'Everything' });
    await seen(bob, 'the new order', () => names(bob, space).join() === 'news,general');
    equal(bob.store.get('channel', `${space}/general`)?.name, 'Everything');
    for (const work of [
      () => bob.spaces.createChannel(space, { name: 'Mine' }),
      () => bob.spaces.updateChannel(space, 'news', { name: 'Mine' }),
      () => bob.spaces.removeChannel(space, 'news'),
      () => bob.spaces.update(space, { name: 'Mine' }),
      () => bob.spaces.remove(space),
      () => bob.spaces.kick(space, [ids[0] as string]),
    ])
      await refusal(work(), 'forbidden');
    equal(bob.can('create-channel', talkOf(space, 'general')), 'unavailable');
    equal(ann.can('create-channel', talkOf(space, 'general')), 'available');
    await ann.spaces.removeChannel(space, 'news');
    await seen(bob, 'it gone', () => !names(bob, space).includes('news'));
    ok(!bob.store.has(`channel/${space}/news`), 'its record is gone');
  });

  it(
    'spaces.channels',
    'private ones are for those who were let in, and for nobody else there is nothing',
    async (world, unsupported) => {
      if (world.harness.without?.includes('private-channels')) {
        const { clients, space, general } = await tea(world);
        const [ann] = clients as [Client];
        equal(ann.can('channel-members', general), 'unsupported');
        await refusal(ann.spaces.createChannel(space, { name: 'Back', private: true }), 'unsupported');
        await refusal(ann.spaces.updateChannel(space, 'general', { private: true }), 'unsupported');
        return unsupported();
      }
      const { ids, clients, space } = await tea(world, 'bob', 'cem');
      const [ann, bob, cem] = clients as [Client, Client, Client];
      const id = await ann.spaces.createChannel(space, { id: 'back', name: 'Back', private: true });
      const back = talkOf(space, id);
      await isSent(ann, await say(ann, back, 'to myself'));
      equal((await ann.spaces.addToChannel(space, id, [ids[1] as string])).get(ids[1] as string), 'added');
      await seen(bob, 'the private channel', () => names(bob, space).includes('back'));
      bob.conversations.open(back);
      await hasWords(bob, back, 'to myself');
      equal([...(await bob.spaces.channelMembers(space, id)).items].sort(), ids.slice(0, 2).sort());
      ok(!names(cem, space).includes('back'), 'cem sees it');
      await refusal(cem.spaces.channelMembers(space, id), 'not-found', 'forbidden');
      await refusal(cem.spaces.addToChannel(space, id, [ids[2] as string]), 'not-found', 'forbidden');
      await ann.spaces.removeFromChannel(space, id, [ids[1] as string]);
      await seen(bob, 'that he is out', () => !names(bob, space).includes('back'));
      equal(rows(bob, back).length, 0, 'messages held');
      await ann.spaces.updateChannel(space, 'general', { private: true });
      for (const client of [bob, cem]) await seen(client, 'it closed', () => names(client, space).length === 0);
    },
  );

  it('spaces.channels', 'joining, inviting, roles, leaving, and the end', async (world) => {
    const { ids, clients, space } = await tea(world, 'bob');
    const [ann, bob] = clients as [Client, Client];
    const eve = (await sit(world, world.person('eve'))).client;
    await eve.spaces.load();
    await refusal(eve.spaces.join(space), 'not-found', 'forbidden');
    const ghost = world.person('ghost');
    const outcomes = await ann.spaces.invite(space, [eve.userId, ghost]);
    equal([outcomes.get(eve.userId), typeof outcomes.get(ghost)], ['joined', 'object']);
    await seen(eve, 'the space with its channels', () => names(eve, space).includes('general'));
    equal((await eve.spaces.members(space)).items.length, 3);
    await ann.spaces.setRole(space, [ids[1] as string], 'admin');
    await seen(bob, 'that he runs it', () => bob.store.get('space', space)?.role === 'admin');
    await bob.spaces.kick(space, [eve.userId]);
    await seen(eve, 'that she is out', () => !eve.store.list('spaces').includes(space));
    ok(!eve.store.has(`space/${space}`) && names(eve, space).length === 0, 'records are gone');
    await ann.spaces.leave(space);
    await seen(bob, 'that it is his', () => bob.store.get('space', space)?.ownerId === bob.userId);
    await bob.spaces.remove(space);
    await seen(bob, 'the end', () => bob.store.list('spaces').length === 0);
  });

  it('spaces.messages', 'sent, read back, edited, recalled, found; in no list of conversations', async (world) => {
    const { clients, general } = await tea(world, 'bob');
    const [ann, bob] = clients as [Client, Client];
    const id = await say(ann, general, 'first words');
    await isSent(ann, id);
    bob.conversations.open(general);
    const theirs = await hasWords(bob, general, 'first words');
    await ann.messages.edit(id, { kind: 'text', text: 'second words' });
    await hasWords(bob, general, 'second words');
    await bob.messages.extend(theirs.id, { set: { seen: 'yes' } });
    await seen(ann, 'the extension', () => ann.store.get('message', id)?.extensions?.seen === 'yes');
    bob.typing.set(general, 'text');
    await seen(ann, 'the typing', () => ann.store.get('typing', general));
    equal((await bob.messages.search({ words: ['second'], conversationId: general })).items.length, 1, 'found');
    await ann.messages.recall(id);
    await seen(bob, 'the recall', () => bob.store.get('message', theirs.id)?.recalled);
    for (const client of clients) ok(!client.store.list('conversations').includes(general), 'in the list');
  });

  it('spaces.messages', 'a gap after a lost connection is filled', async (world) => {
    const { clients, ids, general } = await tea(world, 'bob');
    const [ann] = clients as [Client];
    const bob = await sit(world, ids[1] as string);
    bob.client.conversations.open(general);
    await isSent(ann, await say(ann, general, 'before'));
    await hasWords(bob.client, general, 'before');
    await bob.client.session.stop();
    for (let n = 0; n < 30; n++) await isSent(ann, await say(ann, general, `m${n}`));
    await bob.client.session.start();
    await hasWords(bob.client, general, 'm29');
    await seen(bob.client, 'all of them', () => words(bob.client, general).length === 31);
  });

  it(
    'spaces.unread',
    'of each channel and of the space, mentions apart; reading clears it on all devices',
    async (world) => {
      const { clients, ids, space, general } = await tea(world, 'bob');
      const [ann, bob] = clients as [Client, Client];
      await ann.spaces.createChannel(space, { id: 'news', name: 'News' });
      await seen(bob, 'the new channel', () => names(bob, space).includes('news'));
      const other = (await sit(world, ids[1] as string)).client;
      await other.spaces.load();
      await isSent(ann, await say(ann, general, 'one'));
      await isSent(ann, await say(ann, talkOf(space, 'news'), 'two'));
      const named = { kind: 'text', text: '@bob' } as const;
      await isSent(ann, await ann.messages.send(general, named, { mentions: { users: [ids[1] as string] } }));
      for (const client of [bob, other])
        await seen(client, 'three unread', () => JSON.stringify(count(client, space)) === '{"unread":3,"mentions":1}');
      equal(bob.store.get('conversation', general)?.unread, 2);
      equal(bob.store.get('unread', 'total')?.count ?? 0, 0, 'in the sum of the list');
      await bob.conversations.markRead(general);
      for (const client of [bob, other])
        await seen(client, 'one left', () => JSON.stringify(count(client, space)) === '{"unread":1,"mentions":0}');
      await other.spaces.markRead(space);
      for (const client of [bob, other]) await seen(client, 'nothing left', () => count(client, space).unread === 0);
      equal(count(ann, space), { unread: 0, mentions: 0 }, 'of who wrote');
    },
  );

  it('spaces.notify', 'a level of the space; a channel’s own stands beside it; on all devices', async (world) => {
    const { clients, ids, space, general } = await tea(world, 'bob');
    const bob = clients[1] as Client;
    const other = (await sit(world, ids[1] as string)).client;
    await other.spaces.load();
    await bob.spaces.notify(space, 'mentions');
    for (const client of [bob, other])
      await seen(client, 'the level', () => client.store.get('space', space)?.notify === 'mentions');
    await bob.conversations.notify(general, 'all');
    const hears = world.harness.without?.includes('told-channel-levels') ? bob : other;
    await seen(hears, 'the level of the channel', () => hears.store.get('conversation', general)?.loud);
    await bob.spaces.notify(space, null);
    await seen(other, 'it gone', () => other.store.get('space', space)?.notify === undefined);
    await refusal(bob.spaces.notify(space, 'loud' as 'all'), 'invalid');
  });
};
