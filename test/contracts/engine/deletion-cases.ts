import { type Actor, direct } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import {
  asMessage,
  changed,
  changesOf,
  groupOf,
  history,
  inHistory,
  lacks,
  pinsWhere,
  post,
  received,
  row,
  talk,
  wordsOf,
} from './sent.js';

const deletionCases = (it: AddCase): void => {
  it(
    'delete.messages',
    'gone for me on all my devices, later ones too; the other one keeps them',
    async (world, unsupported) => {
      const { ann, bob, other, message, theirs, back, replays } = await talk(world, 'one');
      const { deletion } = bob.engine;
      if (!deletion) return lacks(bob, 'delete', unsupported);
      await deletion.delete(direct(ann), [theirs]);
      await deletion.delete(direct(ann), [theirs]);
      for (const one of [bob, ...(replays ? [await back()] : [])]) await changed(one, 'deleted', message);
      for (const one of [bob, await back()]) equal(await history(one, direct(ann)), [], 'my history');
      const mine = await row(bob, direct(ann));
      equal([mine?.unread, mine?.lastMessage], [0, undefined], 'my row');
      equal(wordsOf(await history(ann, direct(bob))), ['one'], 'history of the other one');
      await quiet();
      for (const one of [ann, other]) equal(changesOf(one, message), [], 'told to the other one');
      const fresh = await world.join(bob);
      ok(!fresh.told().some(({ serverId }) => serverId === message.serverId), 'told to a new device');
    },
  );

  it(
    'delete.messages',
    'search, quotes and lookup find them no more; unknown ones are no fault',
    async (world, unsupported) => {
      const { ann, bob, theirs } = await talk(world, 'wombat');
      const { deletion, search } = bob.engine;
      if (!deletion) return lacks(bob, 'delete', unsupported);
      const serverId = theirs.serverId ?? '';
      const reply = await post(ann, direct(bob), 'an answer', { replyTo: { serverId } });
      await received(bob, reply);
      await deletion.delete(direct(ann), [theirs, { ...theirs, serverId: 'no-such-message' }]);
      const quote = (await inHistory(bob, direct(ann), reply))?.replyTo;
      if (!world.harness.without?.includes('live-quotes'))
        equal([quote?.gone, quote?.preview], ['missing', undefined], 'quote of it');
      equal((await inHistory(ann, direct(bob), reply))?.replyTo?.preview, 'wombat', 'quote for the other one');
      equal((await bob.engine.messages.get?.(direct(ann), [serverId])) ?? [], [], 'looked up');
      await refusal(bob.engine.messages.history(direct(ann), { around: serverId }), 'not-found');
      await refusal(post(bob, direct(ann), 'what was it?', { replyTo: { serverId } }), 'not-found');
      if (search) equal((await search.messages({ words: ['wombat'] })).items, [], 'found');
      const most = bob.engine.info.limits.deletes ?? 100;
      const many = Array.from({ length: most + 1 }, (_, n) => ({ ...theirs, serverId: `m${n}` }));
      await refusal(deletion.delete(direct(ann), many), 'too-large', 'invalid');
    },
  );

  it('delete.messages', 'what is done to it later is not told to me', async (world, unsupported) => {
    const { ann, bob, message, theirs, back, replays } = await talk(world, { kind: 'stream', text: 'one' } as never);
    const { deletion } = bob.engine;
    if (!deletion) return lacks(bob, 'delete', unsupported);
    await deletion.delete(direct(ann), [theirs]);
    await changed(bob, 'deleted', message);
    const { reactions, extensions, streams } = ann.engine;
    const pins = pinsWhere(ann, direct(bob));
    await reactions?.react(message, '👍', true);
    await extensions?.extend(message, { set: { a: 'b' } });
    await pins?.pin(message, true);
    await streams?.grow(message, 3, ' two', false);
    await streams?.grow(message, 7, ' three', true);
    await post(ann, direct(bob), 'next');
    await bob.message('next');
    for (const one of [bob, ...(replays ? [await back()] : [])]) {
      await one.message('next');
      equal(new Set(changesOf(one, message).map(({ what }) => what)).size, 1, 'changes told');
    }
    equal((await row(bob, direct(ann)))?.pins ?? 0, 0, 'pins in my row');
    equal(wordsOf(await history(bob, direct(ann))), ['next'], 'my history');
  });

  it('delete.history', 'up to a place, then all of it, for me alone', async (world, unsupported) => {
    const { ann, bob, back, theirs, replays } = await talk(world, 'one');
    const clear = bob.engine.deletion?.clear;
    if (!clear) return lacks(bob, 'clear', unsupported);
    await post(ann, direct(bob), 'two');
    const three = await post(ann, direct(bob), 'three');
    await received(bob, three);
    const two = (await history(bob, direct(ann)))[1];
    await clear(direct(ann), two?.order);
    const cleared = await bob.event('cleared');
    equal([cleared.conversationId, cleared.upTo.seq], [direct(ann), two?.order.seq], 'told');
    equal(wordsOf(await history(bob, direct(ann))), ['three'], 'left');
    equal((await row(bob, direct(ann)))?.unread, 1, 'unread left');
    const again = await back();
    if (replays) await again.event('cleared', ({ upTo }) => upTo.seq === two?.order.seq);
    const told = replays ? again.told() : await history(again, direct(ann));
    equal(
      wordsOf(told.filter(({ serverId }) => serverId !== theirs.serverId)),
      ['three'],
      'told to a device that was away',
    );
    await clear(direct(ann));
    equal(await history(bob, direct(ann)), [], 'nothing left');
    const mine = await row(bob, direct(ann));
    equal([mine?.unread ?? 0, mine?.lastMessage], [0, undefined], 'my row');
    equal(wordsOf(await history(ann, direct(bob))), ['one', 'two', 'three'], 'of the other one');
    equal(ann.events('cleared').length, 0, 'told to the other one');
    await ann.send(direct(bob), 'four');
    await bob.message('four');
    equal(wordsOf(await history(bob, direct(ann))), ['four'], 'goes on');
    await clear(direct(ann), { seq: 1, tie: '' });
    equal(wordsOf(await history(bob, direct(ann))), ['four'], 'never comes back');
  });
};

/** Everything that repeats a message follows when it is taken back. */
const consequences = (it: AddCase): void => {
  it('recall', 'quote, pin, mention, last message, count and reactions follow, for all', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    const { recall, pins, reactions } = ann.engine;
    if (!recall) return lacks(ann, 'recall', unsupported);
    if (!group) return lacks(ann, 'create-group', unsupported);
    const late = await world.join(eve);
    const message = await post(ann, group, 'forget the wombat', { mentions: { users: [bob.id] }, data: 'secret data' });
    for (const one of [bob, eve, late]) await received(one, message);
    const { cursor } = late;
    await late.engine.disconnect();
    await pins?.pin(message, true);
    await reactions?.react(message, '👍', true);
    const reply = await post(eve, group, 'why?', { replyTo: { serverId: message.serverId } });
    await received(bob, reply);
    equal((await row(bob, group))?.mentions?.length, 1, 'mentions before');
    const unread = (await row(bob, group))?.unread ?? 0;
    await recall.recall(message, { reason: 'a typo' });
    const back = await world.join(eve, cursor);
    const why = world.harness.without?.includes('recall-reason') ? undefined : 'a typo';
    for (const one of [bob, eve, back]) {
      // Who was away is told where the back end tells what was missed; else it is in the history.
      if (one !== back || cursor !== undefined) {
        const told = await changed(one, 'recalled', message);
        equal([told.by, told.reason], [ann.id, why], 'told');
      }
      const kept = await inHistory(one, group, message);
      const left = { kind: kept?.content.kind, data: kept?.data, reactions: kept?.reactions, pinned: kept?.pinned };
      equal(left, { kind: 'recalled' }, 'what is left');
      if (!world.harness.without?.includes('live-quotes')) {
        const quote = (await inHistory(one, group, reply))?.replyTo;
        equal([quote?.gone, quote?.preview], ['recalled', undefined], 'quote');
      }
      if (pins) equal((await row(one, group))?.pins ?? 0, 0, 'pins');
      if (one.engine.search) equal((await one.engine.search.messages({ words: ['wombat'] })).items, [], 'found');
    }
    const mine = await row(bob, group);
    equal([mine?.mentions ?? [], mine?.unread], [[], unread - 1], 'mentions and unread');
    ok(!JSON.stringify([back.batches, await history(bob, group)]).includes('secret data'), 'the data is still told');
  });

  it('recall', 'its file can be had no more', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { recall, media } = ann.engine;
    if (!recall || !media || world.harness.without?.includes('private-files')) return unsupported();
    const blob = new Blob(['gone soon'], { type: 'text/plain' });
    const file = await media.upload(blob, { name: 'a.txt', mime: 'text/plain' });
    const message = await post(ann, direct(bob), { kind: 'file', file } as never);
    const { url } = await bob.engine.media!.url(file);
    await world.harness.read(url);
    await recall.recall(message);
    await refusal(bob.engine.media!.url(file), 'not-found', 'forbidden');
  });

  it('recall', 'only within its time', async (world, unsupported) => {
    const engine = world.harness.strictEngine;
    if (!engine) return unsupported();
    const [ann, bob] = ['ann', 'bob'].map((name) =>
      world.actor(world.person(name), { engine: engine.call(world.harness) }),
    );
    for (const who of [ann, bob]) await who?.connect();
    const seconds = ann?.engine.info.limits.recallSeconds ?? 0;
    if (!ann?.engine.recall || !bob || seconds > 2) return unsupported();
    const message = await post(ann, direct(bob), 'stays');
    await quiet(seconds * 1000 + 200);
    equal((await refusal(ann.engine.recall.recall(message), 'too-late')).limit, seconds, 'limit');
    equal(wordsOf(await history(bob, direct(ann))), ['stays'], 'after it');
  });

  it(
    'type.recalled',
    'the place keeps who and when, and can neither be changed nor recalled again',
    async (world, unsupported) => {
      const { ann, bob, message, back, replays } = await talk(world, 'never mind');
      const { recall, extensions } = ann.engine;
      const pins = pinsWhere(ann, direct(bob));
      if (!recall) return lacks(ann, 'recall', unsupported);
      await recall.recall(message);
      await recall.recall(message);
      for (const one of [bob, ...(replays ? [await back()] : [])]) await changed(one, 'recalled', message);
      const kept = await inHistory(replays ? bob : await back(), direct(ann), message);
      equal([kept?.order, kept?.sentAt, kept?.senderId], [message.order, message.sentAt, ann.id], 'its place');
      ok((kept?.recalled?.at ?? 0) >= message.sentAt, 'when');
      if (pins) await refusal(pins.pin(message, true), 'forbidden', 'not-found');
      if (extensions) await refusal(extensions.extend(message, { set: { a: 'b' } }), 'forbidden', 'not-found');
      const theirs = kept && asMessage(kept, bob);
      if (theirs) equal(theirs.own, false, 'whose');
      const last = (await row(bob, direct(ann)))?.lastMessage;
      ok(!JSON.stringify(last ?? '').includes('never mind'), 'the words are in the list');
    },
  );
};

/** Deleted for oneself, cleared, taken back for all. */
export const goneCases: Cases = (it) => {
  deletionCases(it);
  consequences(it);
};
