import type { Client } from '../../../core/client/types.js';
import { type ConversationId, isImError, type Room } from '../../../core/model/index.js';
import { idsOf } from '../../../core/timeline/index.js';
import type { World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { hasWords, inState, isSent, say, seat, seen, sharedTabs, sit, synced, words } from './client-world.js';

const roomOf = (client: Client, id: string): Room | undefined => client.store.get('room', id);

const becomes = (client: Client, id: string, what: string, is: (room: Room) => unknown): Promise<Room> =>
  seen(client, `the room ${what}`, () => {
    const room = roomOf(client, id);
    return room && is(room) ? room : undefined;
  });

/** Ann's room, and Bob in it. */
const live = async (world: World) => {
  const [ann, bob, id] = [world.person('ann'), world.person('bob'), world.person('room')];
  const [hers, his] = [await sit(world, ann), await sit(world, bob)];
  const talk = await hers.client.rooms.join(id, { create: { name: 'Live' } });
  await his.client.rooms.join(id);
  for (const { client } of [hers, his]) client.conversations.open(talk);
  return { ann, bob, id, talk, mine: hers.client, theirs: his.client, mySeat: hers, theirSeat: his };
};

const texts = (client: Client, talk: ConversationId): unknown[] =>
  words(client, talk).filter((one) => one !== undefined);

export const roomCases: Cases = (it) => {
  it('rooms.join', 'with some of what was said of late; made where it is not there; one at a time', async (world) => {
    const { id, talk, mine, theirs } = await live(world);
    equal(talk, `room:${id}`);
    equal(mine.store.get('group', id)?.name, 'Live');
    for (const what of ['one', 'two', 'three']) await isSent(mine, await say(mine, talk, what));
    await hasWords(theirs, talk, 'three');
    const cem = (await sit(world, world.person('cem'))).client;
    await cem.rooms.join(id, { recent: 2 });
    equal(texts(cem, talk), ['two', 'three'], 'recent messages');
    await refusal(cem.rooms.join(world.person('none')), 'not-found');
    await refusal(cem.rooms.join(id, { recent: 51 }), 'invalid');
    await refusal(cem.rooms.join('no room'), 'invalid');
    equal(roomOf(cem, id)?.state, 'joined', 'after refusals');
    const other = world.person('room');
    await cem.rooms.join(other, { create: {} });
    await becomes(cem, id, 'left', ({ state }) => state === 'left');
    await cem.rooms.join(id, { more: true });
    equal([...cem.store.list('rooms')].sort(), [id, other].sort(), 'in both');
  });

  it('rooms.join', 'again after a lost connection: nothing lost, nothing repeated', async (world) => {
    const { id, talk, mine, theirs, mySeat, theirSeat } = await live(world);
    await say(theirs, talk, 'before');
    await hasWords(mine, talk, 'before');
    world.later(() => world.harness.restore());
    mySeat.network.value = false;
    theirSeat.network.value = false;
    await world.harness.drop();
    await inState(mine, 'offline', 'reconnecting', 'connecting');
    await world.harness.restore();
    theirSeat.network.value = true;
    await synced(theirs);
    await becomes(theirs, id, 'joined again', ({ state }) => state === 'joined');
    for (let n = 0; n < 5; n++) await isSent(theirs, await say(theirs, talk, `missed ${n}`));
    mySeat.network.value = true;
    await synced(mine);
    await hasWords(mine, talk, 'missed 4');
    await isSent(theirs, await say(theirs, talk, 'after'));
    await hasWords(mine, talk, 'after');
    equal(texts(mine, talk), ['before', ...[0, 1, 2, 3, 4].map((n) => `missed ${n}`), 'after']);
  });

  it('rooms.join', 'the other tabs of the browser follow; the next that leads goes on', async (world) => {
    const { id, talk, mine } = await live(world);
    const [cem, tabs] = [world.person('cem'), sharedTabs()];
    const first = seat(world, cem, { tabs });
    await first.client.session.start();
    const second = seat(world, cem, { tabs, cache: first.cache });
    await second.client.session.start();
    await second.client.rooms.join(id);
    for (const { client } of [first, second]) await becomes(client, id, 'joined', ({ state }) => state === 'joined');
    await say(mine, talk, 'to both');
    for (const { client } of [first, second]) await hasWords(client, talk, 'to both');
    await first.client.session.stop();
    await synced(second.client);
    await becomes(second.client, id, 'joined in the other tab', ({ state }) => state === 'joined');
    await say(mine, talk, 'to who is left');
    await hasWords(second.client, talk, 'to who is left');
    equal(texts(second.client, talk), ['to both', 'to who is left']);
  });

  it('rooms.leave', 'nothing more comes, and nothing can be said', async (world) => {
    const { id, talk, mine, theirs } = await live(world);
    await say(mine, talk, 'hello');
    await hasWords(theirs, talk, 'hello');
    await theirs.rooms.leave(id);
    equal(roomOf(theirs, id)?.state, 'left');
    await becomes(mine, id, 'with one', ({ online }) => online === 1);
    await isSent(mine, await say(mine, talk, 'to nobody'));
    ok(!texts(theirs, talk).includes('to nobody'), 'who has left hears nothing');
    await theirs.rooms.leave(id);
  });

  it('rooms.info', 'how many, and some of them; members are paged', async (world) => {
    const { ann, bob, id, mine, theirs } = await live(world);
    await becomes(mine, id, 'with two', ({ online }) => online === 2);
    const info = await mine.rooms.info(id);
    equal([info.name, info.online, info.ownerId], ['Live', 2, ann]);
    equal(info.recent, [bob, ann]);
    equal([...(await theirs.rooms.members(id)).items].sort(), [ann, bob].sort());
    await mine.rooms.update(id, { name: 'Livelier', introduction: 'tea' });
    await seen(theirs, 'the new name', () => theirs.store.get('group', id)?.name === 'Livelier');
    await refusal(theirs.rooms.update(id, { name: 'Mine' }), 'forbidden');
    const outside = (await sit(world, world.person('eve'))).client;
    await refusal(outside.rooms.members(id), 'not-found', 'forbidden');
    await refusal(outside.rooms.info(world.person('none')), 'not-found');
  });

  it('rooms.list', 'a directory with words, paged', async (world) => {
    const { id, mine } = await live(world);
    const outside = (await sit(world, world.person('eve'))).client;
    await becomes(mine, id, 'with two', ({ online }) => online === 2);
    for (const client of [mine, outside]) {
      const found = await client.rooms.list(id);
      equal(
        found.items.map((room) => [room.id, room.online]),
        [[id, 2]],
      );
    }
    const part = (await outside.rooms.list(id.slice(0, -1))).items.map((room) => room.id);
    equal(part, world.harness.without?.includes('room-directory') ? [] : [id], 'by a part of its name');
    equal((await mine.rooms.list(world.person('nothing'))).items, []);
  });

  it('rooms.messages', 'in order, never unread, in no list; recalled for all; who is muted is told', async (world) => {
    const { bob, id, talk, mine, theirs } = await live(world);
    for (let n = 0; n < 8; n++) await say(theirs, talk, `m${n}`);
    await hasWords(mine, talk, 'm7');
    equal(
      texts(mine, talk),
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `m${n}`),
    );
    equal(mine.store.get('conversation', talk)?.unread ?? 0, 0, 'unread');
    ok(!mine.store.list('conversations').includes(talk), 'not in the list of conversations');
    const m3 = await hasWords(mine, talk, 'm3');
    await mine.messages.recall(m3.id);
    await seen(theirs, 'the recall', () => {
      const one = idsOf(theirs.store, talk, 0, 1e9).map((each) => theirs.store.get('message', each));
      return one.some((message) => message?.serverId === m3.serverId && message?.recalled);
    });
    await mine.rooms.mute(id, [bob], Date.now() + 600_000);
    const locked = () => theirs.store.get('conversation', talk)?.standing?.locked;
    await seen(theirs, 'that he is muted', () => locked() === 'muted');
    equal(theirs.can('send', talk), 'unavailable');
    await mine.rooms.mute(id, [bob], 0);
    await seen(theirs, 'that he may write', () => locked() === undefined);
    await mine.rooms.muteAll(id, true);
    await seen(theirs, 'that all are muted', () => locked() === 'muted-all');
    equal(mine.can('send', talk), 'available');
  });

  it(
    'rooms.messages',
    'of very many in a moment the latest are shown, and it is said how many were not',
    async (world) => {
      const { id, talk, mine, theirs } = await live(world);
      const sending = Array.from({ length: 40 }, (_, n) => say(theirs, talk, `m${n}`));
      for (const one of sending) await isSent(theirs, await one);
      await hasWords(mine, talk, 'm39');
      const { shed } = roomOf(mine, id) as Room;
      equal(texts(mine, talk).length + shed, 40, 'shown, and not shown');
      equal(texts(theirs, talk).length, 40, 'one’s own are all there');
    },
  );

  it('rooms.likes', 'shown at once, gathered, merged for all', async (world) => {
    const { id, mine, theirs } = await live(world);
    theirs.rooms.like(id);
    theirs.rooms.like(id, 4);
    await becomes(theirs, id, 'liked', ({ likes }) => likes === 5);
    equal(roomOf(mine, id)?.likes, 0, 'not sent yet');
    // Leaving sends what there is.
    await theirs.rooms.leave(id);
    await becomes(mine, id, 'liked for all', ({ likes }) => likes === 5);
    const again = await theirs.rooms.join(id).then(() => roomOf(theirs, id));
    equal(again?.likes, 5);
  });

  it(
    'rooms.attributes',
    'own and forced, an outcome each, gone with who leaves, a snapshot when one joins',
    async (world) => {
      const { bob, id, talk, mine, theirs } = await live(world);
      await mine.rooms.setAttributes(id, { topic: 'tea' });
      await theirs.rooms.setAttributes(id, { seat: '3' }, { leaves: true });
      await becomes(mine, id, 'with a seat', ({ attributes }) => attributes.seat?.by === bob);
      const outcomes = await theirs.rooms.setAttributes(id, { topic: 'coffee', more: 'x' });
      ok(isImError(outcomes.get('topic')), 'of somebody else');
      equal(outcomes.get('more'), 'set');
      equal((await mine.rooms.setAttributes(id, { more: 'y' }, { force: true })).get('more'), 'set');
      await becomes(theirs, id, 'forced', ({ attributes }) => attributes.more?.value === 'y');
      equal(roomOf(theirs, id)?.attributes.topic?.value, 'tea');
      const forced = await theirs.rooms.setAttributes(id, { topic: 'x' }, { force: true });
      ok(isImError(forced.get('topic')), 'forced by who may not');
      equal(theirs.can('force-attributes', talk), 'unavailable');
      await theirs.rooms.leave(id);
      await becomes(mine, id, 'without a seat', ({ attributes }) => !('seat' in attributes));
      await theirs.rooms.join(id);
      equal(Object.keys(roomOf(theirs, id)?.attributes ?? {}).sort(), ['more', 'topic']);
      const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${n}`, 'v']));
      await refusal(mine.rooms.setAttributes(id, many), 'too-large');
    },
  );

  it('rooms.events', 'who is put out, banned, and the end of the room; what is written stays', async (world) => {
    const { ann, bob, id, talk, mine, theirs } = await live(world);
    await becomes(mine, id, 'with two', ({ online, recent }) => online === 2 && recent.includes(bob));
    await refusal(theirs.rooms.kick(id, [ann]), 'forbidden');
    if (world.harness.without?.includes('room-admins')) {
      await refusal(mine.rooms.setRole(id, [bob], 'admin'), 'unsupported');
      equal(mine.can('set-role', talk), 'unsupported');
    } else {
      await refusal(theirs.rooms.setRole(id, [bob], 'admin'), 'forbidden');
      equal((await mine.rooms.setRole(id, [bob], 'admin')).get(bob), 'set');
      await seen(theirs, 'an admin', () => theirs.store.get('conversation', talk)?.standing?.role === 'admin');
      equal((await mine.rooms.setRole(id, [bob], 'member')).get(bob), 'set');
    }
    equal((await mine.rooms.kick(id, [bob])).get(bob), 'removed');
    await becomes(theirs, id, 'kicked', ({ state }) => state === 'kicked');
    equal(theirs.store.get('conversation', talk)?.standing?.locked, 'removed');
    equal(theirs.can('send', talk), 'unavailable');
    await theirs.rooms.join(id);
    await mine.rooms.kick(id, [bob], 5);
    await becomes(theirs, id, 'banned', ({ state }) => state === 'banned');
    await refusal(theirs.rooms.join(id), 'banned');
    equal(roomOf(theirs, id)?.state, 'banned', 'after a try');
    const cem = (await sit(world, world.person('cem'))).client;
    await cem.rooms.join(id);
    await mine.rooms.destroy(id);
    for (const client of [mine, cem]) await becomes(client, id, 'destroyed', ({ state }) => state === 'destroyed');
    await refusal(cem.rooms.join(id), 'not-found');
  });

  it('rooms.events', 'how many came and went, and the latest, where that is told', async (world) => {
    const { ann, bob, id, mine } = await live(world);
    const two = await becomes(mine, id, 'with two', ({ online, recent }) => online === 2 && recent.includes(bob));
    if (!two.came) return console.log('rooms.events: the engine tells nobody who came, only how many are there');
    equal(two.came, { count: 1, users: [bob] });
    const names = Array.from({ length: 24 }, () => world.person('guest'));
    const crowd: Client[] = [];
    for (const one of names) crowd.push((await sit(world, one)).client);
    await Promise.all(crowd.map((client) => client.rooms.join(id)));
    const all = await becomes(mine, id, 'with all', ({ came }) => came?.count === 25);
    equal(all.came?.users.length, 20);
    ok(
      all.came?.users.every((one) => names.includes(one)),
      'the latest are named',
    );
    // Each is told of those who came after him, and nobody of himself.
    const listed = (await mine.rooms.members(id)).items;
    const order = listed[0] === ann ? listed : [...listed].reverse();
    for (const client of crowd) {
      const after = order.length - 1 - order.indexOf(client.userId);
      const room = await becomes(client, id, `where ${after} came`, ({ came }) => (came?.count ?? 0) === after);
      ok(!room.came?.users.includes(client.userId), 'himself');
    }
    await mine.rooms.kick(id, names);
    const alone = await becomes(mine, id, 'with two again', ({ online, went }) => online === 2 && went);
    equal([alone.went?.count, alone.came?.count], [24, 25]);
    ok(
      alone.went?.users.every((one) => names.includes(one)),
      'who left',
    );
  });

  it('rooms.join', 'who is no more than a visitor reads', async (world, unsupported) => {
    const { visitor, guest: unnamed } = world.harness;
    const credentials = unnamed?.() ?? (await visitor?.call(world.harness, new Map()));
    if (!credentials) return unsupported();
    const { id, talk, mine } = await live(world);
    const guest = (await sit(world, credentials.userId, { credentials })).client;
    await guest.rooms.join(id);
    await say(mine, talk, 'welcome');
    await hasWords(guest, talk, 'welcome');
    equal(guest.can('send', talk), 'unavailable');
  });
};
