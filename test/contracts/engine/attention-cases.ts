import { type Actor, direct } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { changed, changesOf, groupOf, history, inHistory, lacks, post, received, row, wordsOf } from './sent.js';

const mentionCases = (it: AddCase): void => {
  it('mention', 'some or all, told as they are; only people who see it, only in groups', async (world, unsupported) => {
    const [ann, bob, eve, zoe] = (await world.people('ann', 'bob', 'eve', 'zoe')) as [Actor, Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    if (!group || ann.engine.can('mention', group) !== 'available') return lacks(ann, 'mention', unsupported);
    const some = await post(ann, group, '@bob look', { mentions: { users: [bob.id] } });
    const all = await post(ann, group, '@all look', { mentions: { all: true } });
    equal((await received(bob, some)).mentions, { users: [bob.id] }, 'told');
    equal((await inHistory(eve, group, all))?.mentions, { all: true }, 'in history');
    await refusal(post(ann, group, '@zoe', { mentions: { users: [zoe.id] } }), 'invalid', 'forbidden');
    await refusal(post(ann, direct(bob), '@bob', { mentions: { users: [bob.id] } }), 'invalid', 'unsupported');
  });

  it(
    'unread.mentions',
    'those not read yet, in order, by name or for all; reading takes them',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      const group = await groupOf(ann, [bob, eve]);
      if (!group || ann.engine.can('mention', group) !== 'available') return lacks(ann, 'mention', unsupported);
      const other = await world.join(bob);
      const named = await post(ann, group, '@bob', { mentions: { users: [bob.id] } });
      await post(ann, group, 'nobody');
      const all = await post(ann, group, '@all', { mentions: { all: true } });
      await received(bob, all);
      const mine = (await row(bob, group))?.mentions ?? [];
      equal(
        mine.map(({ serverId, of, order }) => [serverId, of, order.seq]),
        [
          [named.serverId, 'me', named.order.seq],
          [all.serverId, 'all', all.order.seq],
        ],
        'of bob',
      );
      equal(
        (await row(eve, group))?.mentions?.map(({ of }) => of),
        ['all'],
        'of eve',
      );
      equal((await row(ann, group))?.mentions ?? [], [], 'of the sender');
      await bob.engine.conversations.markRead(group, { order: named.order });
      // Who reads whole conversations alone has read neither.
      equal(
        (await row(bob, group))?.mentions?.map(({ of }) => of),
        bob.engine.info.reads === 'conversation' ? ['me', 'all'] : ['all'],
        'after reading the first',
      );
      await bob.engine.conversations.markRead(group, { order: all.order });
      equal((await row(bob, group))?.mentions ?? [], [], 'after reading all');
      const empty = ({ changed: rows }: { changed: readonly { id: string; mentions?: readonly unknown[] }[] }) =>
        rows.some(({ id, mentions }) => id === group && mentions?.length === 0);
      await other.event('conversations', empty);
    },
  );
};

const unreadCases = (it: AddCase): void => {
  it('unread.mark-unread', 'a mark on all my devices, which reading takes away', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const other = await world.join(bob);
    const message = await post(ann, direct(bob), 'later');
    await received(bob, message);
    const { conversations } = bob.engine;
    if (!conversations.markUnread) return lacks(bob, 'mark-unread', unsupported);
    await conversations.markRead(direct(ann), { order: message.order });
    await conversations.markUnread(direct(ann));
    const marked = (wanted: boolean) => async (one: Actor) =>
      one.event('conversations', ({ changed: rows }) =>
        rows.some((r) => r.id === direct(ann) && (r.markedUnread ?? false) === wanted),
      );
    await marked(true)(other);
    equal(
      [(await row(bob, direct(ann)))?.markedUnread, (await row(ann, direct(bob)))?.markedUnread === true],
      [true, false],
    );
    const cursor = other.cursor;
    await other.engine.disconnect();
    await conversations.markRead(direct(ann), { order: message.order });
    equal((await row(bob, direct(ann)))?.markedUnread ?? false, false, 'after reading');
    await marked(false)(await world.join(bob, cursor));
  });

  it('unread.mark-unread', 'from a message on, counted anew; others are told nothing', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { conversations } = bob.engine;
    if (!conversations.markUnread) return lacks(bob, 'mark-unread', unsupported);
    // Who reads whole conversations alone marks them whole.
    if (bob.engine.info.reads === 'conversation') return unsupported();
    const all = [
      await post(ann, direct(bob), 'one'),
      await post(ann, direct(bob), 'two'),
      await post(ann, direct(bob), 'three'),
    ];
    await conversations.markRead(direct(ann), { order: all[2]!.order });
    await ann.event('receipts', ({ cursors }) =>
      cursors.some(({ userId, read }) => userId === bob.id && read >= all[2]!.order.seq),
    );
    const told = ann.events('receipts').length;
    await conversations.markUnread(direct(ann), { serverId: all[1]!.serverId, order: all[1]!.order });
    equal((await row(bob, direct(ann)))?.unread, 2, 'unread');
    equal((await conversations.unread?.())?.count ?? 2, 2, 'total');
    await quiet();
    equal(ann.events('receipts').length, told, 'told to the sender');
    const theirs = (await row(ann, direct(bob)))?.cursors?.find(({ userId }) => userId === bob.id);
    equal(theirs?.read, all[2]!.order.seq, 'what the sender knows to be read');
  });
};

const receiptCases = (it: AddCase): void => {
  const three = async (world: Parameters<Parameters<AddCase>[2]>[0]) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    return { ann, bob, eve, group: await groupOf(ann, [bob, eve]) };
  };

  it('receipt.read-message', 'the sender alone hears how many have read it', async (world, unsupported) => {
    const { ann, bob, eve, group } = await three(world);
    if (!ann.engine.receipts?.readers) return lacks(ann, 'readers', unsupported);
    if (!group || ann.engine.can('readers', group) !== 'available') return unsupported();
    const other = await world.join(ann);
    const message = await post(ann, group, 'read me', { receipt: true });
    equal((await received(bob, message)).receiptRequested, true, 'asked');
    equal((await inHistory(ann, group, message))?.tally, { read: 0, unread: 2 }, 'before');
    await bob.engine.conversations.markRead(group, { order: message.order });
    for (const one of [ann, other])
      await changed(one, 'tally', message, ({ read, unread }) => read === 1 && unread === 1);
    const { cursor } = other;
    await other.engine.disconnect();
    await eve.engine.conversations.markRead(group, { order: message.order });
    // What was missed is told where it can be.
    for (const one of cursor === undefined ? [ann] : [ann, await world.join(ann, cursor)])
      await changed(one, 'tally', message, ({ read, unread }) => read === 2 && unread === 0);
    equal((await inHistory(ann, group, message))?.tally, { read: 2, unread: 0 }, 'in history');
    equal([(await inHistory(bob, group, message))?.tally, changesOf(bob, message)], [undefined, []], 'told to others');
  });

  it('receipt.read-message', 'between two, of this very message', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const readers = ann.engine.receipts?.readers;
    if (!readers || ann.engine.can('readers', direct(bob)) !== 'available') return unsupported();
    const message = await post(ann, direct(bob), 'read me', { receipt: true });
    const plain = await post(ann, direct(bob), 'as you like');
    equal((await received(bob, message)).receiptRequested, true, 'asked');
    await received(bob, plain);
    equal((await inHistory(ann, direct(bob), message))?.tally, { read: 0, unread: 1 }, 'before');
    equal(await readers(message, 'unread'), { items: [bob.id], read: 0, unread: 1 }, 'not read');
    await bob.engine.conversations.markRead(direct(ann), { order: plain.order });
    await changed(ann, 'tally', message, ({ read, unread }) => read === 1 && unread === 0);
    equal((await inHistory(ann, direct(bob), message))?.tally, { read: 1, unread: 0 }, 'in history');
    equal(await readers(message, 'read'), { items: [bob.id], read: 1, unread: 0 }, 'read');
    equal(
      [(await inHistory(bob, direct(ann), message))?.tally, changesOf(bob, message)],
      [undefined, []],
      'told to him',
    );
    await refusal(readers(plain, 'read'), 'forbidden');
    const theirs = { ...message, conversationId: direct(ann), own: false };
    await refusal(bob.engine.receipts!.readers!(theirs, 'read'), 'forbidden');
  });

  it(
    'receipt.members',
    'who has read it and who has not, by pages, for its sender alone',
    async (world, unsupported) => {
      const { ann, bob, eve, group } = await three(world);
      const readers = ann.engine.receipts?.readers;
      if (!readers) return lacks(ann, 'readers', unsupported);
      if (!group || ann.engine.can('readers', group) !== 'available') return unsupported();
      const message = await post(ann, group, 'read me', { receipt: true });
      await eve.engine.conversations.markRead(group, { order: message.order });
      equal(await readers(message, 'read'), { items: [eve.id], read: 1, unread: 1 }, 'read');
      equal((await readers(message, 'unread')).items, [bob.id], 'not read');
      await bob.engine.conversations.markRead(group, { order: message.order });
      const first = await readers(message, 'read', { limit: 1 });
      const second = await readers(message, 'read', { limit: 1, cursor: first.next });
      equal([...first.items, ...second.items].sort(), [bob.id, eve.id].sort(), 'in two pages');
      equal([first.read, second.next], [2, undefined], 'sum and end');
      await refusal(bob.engine.receipts!.readers!(message, 'read'), 'forbidden');
      const plain = await post(ann, group, 'as you like');
      await refusal(readers(plain, 'read'), 'forbidden');
    },
  );

  it('receipt.privacy', 'reading is kept from others, never from one’s own devices', async (world, unsupported) => {
    const { ann, bob, eve, group } = await three(world);
    const { settings } = bob.engine;
    if (!settings || !group || bob.engine.can('privacy') !== 'available') return lacks(bob, 'privacy', unsupported);
    const other = await world.join(bob);
    equal((await settings.get()).privacy, { receipts: true, typing: true, lastSeen: true }, 'unasked');
    equal(
      (await settings.set({ privacy: { receipts: false } })).privacy,
      { receipts: false, typing: true, lastSeen: true },
      'set',
    );
    await other.event('settings', ({ settings: now }) => !now.privacy.receipts);
    const message = await post(ann, group, 'read me', { receipt: true });
    await received(other, message);
    await bob.engine.conversations.markRead(group, { order: message.order });
    await other.event('receipts', ({ cursors }) =>
      cursors.some(({ userId, unread }) => userId === bob.id && unread === 0),
    );
    equal((await row(other, group))?.unread, 0, 'unread on the other device');
    await eve.engine.conversations.markRead(group, { order: message.order });
    await changed(ann, 'tally', message, ({ read, unread }) => read === 1 && unread === 1);
    const known = ann.events('receipts').flatMap(({ cursors }) => cursors.filter(({ userId }) => userId === bob.id));
    ok(
      known.every(({ read }) => read < message.order.seq),
      'a receipt of who keeps it to himself',
    );
    equal((await ann.engine.receipts?.readers?.(message, 'unread'))?.items ?? [bob.id], [bob.id], 'counted unread');
  });

  it('receipt.privacy', 'writing is kept from others, and shows again on wish', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { settings, typing } = bob.engine;
    if (!settings || !typing || bob.engine.can('privacy') !== 'available') return lacks(bob, 'privacy', unsupported);
    await post(ann, direct(bob), 'hello');
    await settings.set({ privacy: { typing: false } });
    typing.typing(direct(ann), 'text');
    await quiet();
    equal(ann.events('typing').length, 0, 'told');
    await settings.set({ privacy: { typing: true } });
    await quiet(1_100);
    typing.typing(direct(ann), 'text');
    await ann.event('typing', ({ userId, what }) => userId === bob.id && what === 'text');
    equal(wordsOf(await history(bob, direct(ann))), ['hello'], 'history');
  });
};

/** Who is named, what is not read, and who has read it. */
export const attentionCases: Cases = (it) => {
  mentionCases(it);
  unreadCases(it);
  receiptCases(it);
};
