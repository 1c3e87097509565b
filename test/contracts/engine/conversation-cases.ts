import type { ConversationPatch } from '../../../core/engine/index.js';
import type { ConversationId } from '../../../core/model/index.js';
import { type Actor, direct } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { sendPaced } from './message-cases.js';

const row = async (who: Actor, id: ConversationId): Promise<ConversationPatch | undefined> =>
  (await all(who)).find((one) => one.id === id);

const all = async (who: Actor, limit?: number): Promise<ConversationPatch[]> => {
  const rows: ConversationPatch[] = [];
  let cursor: string | undefined;
  do {
    const page = await who.engine.conversations.list({ cursor, limit });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
};

const textOf = (one: ConversationPatch | undefined): unknown => one?.lastMessage?.content.text;

export const conversationCases: Cases = (it) => {
  it('conversations.list', 'paged; pinned first, then the latest', async (world) => {
    const [ann, ...others] = (await world.people('ann', 'bob', 'eve', 'joe', 'kim')) as [Actor, ...Actor[]];
    for (const other of others) {
      await other.send(direct(ann), `from ${other.id}`);
      await world.moment();
    }
    const latestFirst = others.map(direct).reverse();
    equal(
      (await all(ann, 2)).map(({ id }) => id),
      latestFirst,
      'ids, two a page',
    );
    equal(
      (await all(ann)).map(({ id }) => id),
      latestFirst,
      'ids, default pages',
    );
    const last = latestFirst.at(-1)!;
    await ann.engine.conversations.pin?.(last, true);
    equal((await all(ann, 2))[0]?.id, last, 'pinned first');
    await others[1]!.send(direct(ann), 'again');
    equal(
      (await all(ann, 2)).slice(0, 2).map(({ id }) => id),
      [last, direct(others[1]!)],
      'then the latest',
    );
  });

  it(
    'conversations.get',
    'with last message, unread, title and cursors; others are left out',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      await bob.engine.users?.update?.({ name: 'Bob B.' });
      await bob.send(direct(ann), 'one');
      await bob.send(direct(ann), 'two');
      const get = ann.engine.conversations.get;
      if (!get) return unsupported();
      const ghost: ConversationId = `direct:${world.person('ghost')}`;
      const rows = await get([direct(bob), ghost]);
      equal(
        rows.map(({ id }) => id),
        [direct(bob)],
        'rows',
      );
      equal([textOf(rows[0]), rows[0]?.unread, rows[0]?.kind, rows[0]?.title], ['two', 2, 'direct', 'Bob B.']);
      const own = rows[0]?.cursors?.some(({ userId }) => userId === ann.id);
      equal(own, !world.harness.without?.includes('own-cursor'), 'own cursor');
      const group = await ann.engine.groups?.create({ members: [bob.id] });
      if (group) equal((await eve.engine.conversations.get!([`group:${group.id}`])).length, 0, 'rows of a stranger');
    },
  );

  it('conversations.kinds', 'each says what it may do', async (world) => {
    const { engine } = world.actor(world.person('ann'));
    for (const kind of ['direct', 'group', 'channel', 'room', 'system'] as const) {
      const known = engine.info.kinds.includes(kind);
      equal(engine.can('send', `${kind}:x`) === 'unsupported', !known || kind === 'system', `send to ${kind}`);
    }
    equal(engine.can('mention', 'direct:x') !== 'available', true, 'mention in a direct conversation');
    if (engine.groups) equal(engine.can('members', 'group:x'), 'available', 'members of a group');
  });

  it(
    'conversations.remove',
    'hides the row; history stays; the next message brings it back',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const other = await world.join(ann);
      await bob.send(direct(ann), 'before');
      const { remove } = ann.engine.conversations;
      if (!remove) return unsupported();
      await remove(direct(bob));
      await other.event('conversations', ({ removed }) => removed?.includes(direct(bob)) ?? false);
      equal(await row(ann, direct(bob)), undefined, 'row');
      equal((await ann.engine.messages.history(direct(bob), {})).items.length, 1, 'history');
      ok(await row(bob, direct(ann)), "the other one's row is gone too");
      await bob.send(direct(ann), 'after');
      await ann.message('after');
      equal(textOf(await row(ann, direct(bob))), 'after', 'row is back');
    },
  );

  it('conversations.pin', 'kept by the server, twice is once, undone', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    await bob.send(direct(ann), 'hello');
    const { pin } = ann.engine.conversations;
    if (!pin) return unsupported();
    await pin(direct(bob), true);
    await pin(direct(bob), true);
    equal((await row(await world.join(ann), direct(bob)))?.pinned, true, 'pinned for a new device');
    equal((await row(bob, direct(ann)))?.pinned ?? false, false, 'pinned for the other one');
    await pin(direct(bob), false);
    equal((await row(ann, direct(bob)))?.pinned ?? false, false, 'undone');
    await refusal(pin(`direct:${world.person('ghost')}`, true), 'not-found', 'forbidden');
  });

  it('unread.total', 'counts what others sent; muted ones stand apart', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    await bob.send(direct(ann), 'one');
    await bob.send(direct(ann), 'two');
    await eve.send(direct(ann), 'three');
    await ann.send(direct(eve), 'my own does not count');
    await ann.message('three');
    const rows = await all(ann);
    equal(rows.map(({ unread }) => unread).sort(), [1, 2], 'unread of each');
    const { unread, notify } = ann.engine.conversations;
    if (!unread) return unsupported();
    const sums = async () => {
      const { count, muted } = await unread();
      return { count, muted };
    };
    equal(await sums(), { count: 3, muted: 0 }, 'total');
    await notify?.(direct(bob), 'none');
    if (notify) equal(await sums(), { count: 1, muted: 2 }, 'total with one muted');
  });

  it('unread.mark-read', 'up to a message, and never back', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    for (const words of ['one', 'two', 'three']) {
      await bob.send(direct(ann), words);
      await world.moment();
    }
    const [one, two] = [await ann.message('one'), await ann.message('two')];
    await ann.message('three');
    const { conversations } = ann.engine;
    // Who can only say that all is read says nothing before it is.
    const left = ann.engine.info.reads === 'conversation' ? 3 : 1;
    await conversations.markRead(direct(bob), two);
    equal((await row(ann, direct(bob)))?.unread, left, 'left');
    await conversations.markRead(direct(bob), one);
    equal((await row(ann, direct(bob)))?.unread, left, 'left after an older mark');
    await conversations.markRead(direct(bob), await ann.message('three'));
    equal((await row(ann, direct(bob)))?.unread, 0, 'left after the last');
    await refusal(conversations.markRead(`direct:${world.person('ghost')}`, one), 'not-found', 'forbidden');
  });

  it('unread.sync', 'reading on one device clears the others', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const other = await world.join(ann);
    await bob.send(direct(ann), 'hello');
    const told = await ann.message('hello');
    await ann.engine.conversations.markRead(direct(bob), told);
    const event = await other.event('receipts', ({ cursors }) => cursors.some(({ userId }) => userId === ann.id));
    equal(event.cursors.find(({ userId }) => userId === ann.id)?.unread, 0, 'left, as told');
    equal((await row(other, direct(bob)))?.unread, 0, 'left');
  });

  it('receipt.read-private', 'a watermark that only grows, told to the sender and kept', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    await ann.send(direct(bob), 'read me');
    const told = await bob.message('read me');
    await bob.engine.conversations.markRead(direct(ann), told);
    const fits = (cursor: { userId: string; read: number }) =>
      cursor.userId === bob.id && cursor.read === told.order.seq;
    const event = await ann.event('receipts', ({ cursors }) => cursors.some(fits));
    equal(event.cursors.find(fits)?.conversationId, direct(bob));
    ok((await row(ann, direct(bob)))?.cursors?.some(fits), 'kept with the conversation');
  });

  it('receipt.delivered', 'told to the sender when it has reached a device', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { receipts } = bob.engine;
    if (!receipts || world.harness.without?.includes('told-deliveries')) return unsupported();
    await ann.send(direct(bob), 'here');
    const told = await bob.message('here');
    await receipts.delivered([{ conversationId: direct(ann), upTo: told.order.seq }]);
    const event = await ann.event('receipts', ({ cursors }) =>
      cursors.some(({ delivered }) => delivered === told.order.seq),
    );
    const cursor = event.cursors.find(({ userId }) => userId === bob.id);
    equal([cursor?.delivered, cursor?.read], [told.order.seq, 0], 'delivered, not read');
  });

  it('typing', 'comes to the others, not to oneself, and is kept by nobody', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    await ann.send(direct(bob), 'hello');
    await bob.message('hello');
    const { typing } = bob.engine;
    if (!typing) return unsupported();
    const { cursor } = ann;
    typing.typing(direct(ann), 'text');
    const event = await ann.event('typing');
    equal([event.conversationId, event.userId, event.what], [direct(bob), bob.id, 'text']);
    typing.typing(direct(ann), 'nothing');
    await ann.event('typing', ({ what }) => what === 'nothing');
    equal([bob.events('typing').length, eve.events('typing').length], [0, 0], 'told to others than the peer');
    const later = await world.join(ann, cursor);
    await quiet();
    equal(later.events('typing').length, 0, 'told after a reconnect');
  });

  it('history.page', 'older and newer, ends known, no hole, no overlap', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const conversation = direct(bob);
    const empty = await ann.engine.messages.history(conversation, {}).catch(() => undefined);
    equal(
      empty ?? { items: [], hasOlder: false, hasNewer: false },
      { items: [], hasOlder: false, hasNewer: false },
      'empty',
    );
    const words = Array.from({ length: 25 }, (_, n) => `m${n}`);
    for (const one of words) await sendPaced(ann, conversation, one);
    const { history } = ann.engine.messages;
    const newest = await history(conversation, {});
    equal([newest.items.length, newest.hasOlder, newest.hasNewer], [20, true, false], 'newest page');
    const older = await history(conversation, { before: newest.items[0] });
    equal([older.items.length, older.hasOlder, older.hasNewer], [5, false, true], 'older page');
    equal(
      [...older.items, ...newest.items].map(({ content }) => content.text),
      words,
      'both pages',
    );
    const newer = await history(conversation, { after: older.items[1], limit: 4 });
    equal(
      newer.items.map(({ content }) => content.text),
      ['m2', 'm3', 'm4', 'm5'],
      'newer page',
    );
    equal([newer.hasOlder, newer.hasNewer], [true, true], 'ends of the newer page');
    const end = await history(conversation, { after: newest.items.at(-1) });
    equal([end.items.length, end.hasNewer], [0, false], 'after the newest');
    await refusal(history(conversation, { limit: 0 }), 'invalid');
    await refusal(history(conversation, { limit: 100_000 }), 'invalid', 'too-large');
  });

  it('history.jump', 'around a message, then both ways', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const placed: { readonly serverId: string }[] = [];
    for (let n = 0; n < 15; n++) placed.push(await sendPaced(ann, direct(bob), `m${n}`));
    const { history } = bob.engine.messages;
    const page = await history(direct(ann), { around: placed[7]!.serverId, limit: 5 });
    ok(
      page.items.some(({ serverId }) => serverId === placed[7]!.serverId),
      'the message itself',
    );
    equal([page.items.length, page.hasOlder, page.hasNewer], [5, true, true], 'page');
    const seqs = page.items.map(({ order }) => order.seq);
    equal(
      seqs,
      [...seqs].sort((a, b) => a - b),
      'order',
    );
    await refusal(history(direct(ann), { around: 'no-such-message' }), 'not-found');
  });

  it('history.get', 'one by id; not those of other conversations', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const { serverId } = await ann.send(direct(bob), 'find me');
    await eve.send(direct(bob), 'other');
    const get = ann.engine.messages.get;
    if (!get) return unsupported();
    const [found, ...rest] = await get(direct(bob), [serverId, 'no-such-message']);
    equal([found?.content.text, rest.length], ['find me', 0]);
    const stolen = await eve.engine.messages.get!(direct(bob), [serverId]).catch(() => []);
    equal(stolen.length, 0, 'messages of strangers');
    const probe = await eve.engine.messages.history(direct(ann), {}).catch(() => ({ items: [] }));
    equal(probe.items.length, 0, 'history of a conversation that eve never had');
  });
};
