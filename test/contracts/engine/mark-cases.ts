import { type Actor, direct } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import {
  changed,
  changesOf,
  everywhere,
  groupOf,
  inHistory,
  lacks,
  pinsWhere,
  post,
  received,
  row,
  talk,
} from './sent.js';

const reactionCases = (it: AddCase): void => {
  it('reactions', 'on and off, as each one sees them, on every device and in history', async (world, unsupported) => {
    const all = await talk(world);
    const { ann, bob, message, theirs } = all;
    if (!ann.engine.reactions || !bob.engine.reactions) return lacks(ann, 'react', unsupported);
    await ann.engine.reactions.react(message, '👍', true);
    await bob.engine.reactions.react(theirs, '👍', true);
    await bob.engine.reactions.react(theirs, '🎉', true);
    const seen = [
      { emoji: '👍', count: 2, mine: true, users: [ann.id, bob.id] },
      { emoji: '🎉', count: 1, mine: false, users: [bob.id] },
    ];
    const expected = (who: Actor) => (who.id === ann.id ? seen : seen.map((one) => ({ ...one, mine: true })));
    await everywhere(
      all,
      'reacted',
      ({ reactions }, who) => JSON.stringify(reactions) === JSON.stringify(expected(who)),
      (kept, who) => equal(kept?.reactions, expected(who), 'in history'),
    );
    await bob.engine.reactions.react(theirs, '👍', false);
    await bob.engine.reactions.react(theirs, '🎉', false);
    await changed(ann, 'reacted', message, ({ reactions }) => reactions.length === 1 && reactions[0]?.count === 1);
    equal((await row(bob, direct(ann)))?.unread, 1, 'unread after reactions');
  });

  it('reactions', 'twice is once, and nothing is told of what changes nothing', async (world, unsupported) => {
    const { ann, bob, message, theirs } = await talk(world);
    const { reactions } = bob.engine;
    if (!reactions) return lacks(bob, 'react', unsupported);
    await Promise.all([1, 2, 3].map(() => reactions.react(theirs, '❤️', true)));
    await changed(ann, 'reacted', message);
    const before = changesOf(ann, message).length;
    await reactions.react(theirs, '❤️', true);
    await reactions.react(theirs, '🙈', false);
    await quiet();
    equal(changesOf(ann, message).length, before, 'times told');
    equal((await inHistory(ann, direct(bob), message))?.reactions?.[0]?.count, 1, 'count');
  });

  it('reactions', 'who reacted, by pages and by emoji', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    const reactors = ann.engine.reactions?.reactors;
    if (!reactors || !group) return unsupported();
    const message = await post(ann, group, 'vote');
    for (const who of [bob, eve, ann]) await who.engine.reactions?.react(message, '👍', true);
    await eve.engine.reactions?.react(message, '👎', true);
    const first = await reactors(message, '👍', { limit: 2 });
    const second = await reactors(message, '👍', { limit: 2, cursor: first.next });
    const ids = [...first.items, ...second.items].map(({ userId }) => userId);
    equal([ids, second.next], [[bob.id, eve.id, ann.id], undefined], 'in two pages');
    equal((await reactors(message, undefined)).items.length, 4, 'of all emoji');
    equal((await reactors(message, '👎')).items, [{ userId: eve.id, emoji: '👎' }], 'of one');
  });

  it(
    'reactions',
    'not what is no emoji, nor to what one cannot see or what was recalled',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      const group = await groupOf(ann, [bob, eve]);
      if (!eve.engine.reactions) return lacks(eve, 'react', unsupported);
      if (!group) return lacks(ann, 'create-group', unsupported);
      const hidden = await post(ann, group, 'for bob', { audience: [bob.id] });
      await refusal(eve.engine.reactions.react(hidden, '👍', true), 'not-found');
      const open = await post(ann, group, 'for all');
      for (const wrong of ['', 'x'.repeat(65), 'a\u0000b']) {
        await refusal(eve.engine.reactions.react(open, wrong, true), 'invalid', 'too-large');
      }
      await eve.engine.reactions.react(open, '👍', true);
      if (!ann.engine.recall) return;
      await ann.engine.recall.recall(open);
      await refusal(eve.engine.reactions.react(open, '🎉', true), 'forbidden', 'not-found');
      equal((await inHistory(eve, group, open))?.reactions, undefined, 'of a recalled message');
    },
  );
};

const pinCases = (it: AddCase): void => {
  it('pin-message', 'held and let go for both, on every device, in history and the row', async (world, unsupported) => {
    const all = await talk(world);
    const { ann, bob, message, theirs } = all;
    if (!bob.engine.pins || !pinsWhere(bob, direct(ann))) return lacks(bob, 'pin-message', unsupported, direct(ann));
    await bob.engine.pins.pin(theirs, true);
    await bob.engine.pins.pin(theirs, true);
    await changed(ann, 'pinned', message, ({ pinned }) => pinned?.by === bob.id);
    await everywhere(
      all,
      'pinned',
      ({ pinned }) => pinned?.by === bob.id,
      (kept) => equal(kept?.pinned?.by, bob.id, 'in history'),
    );
    equal((await row(ann, direct(bob)))?.pins, 1, 'count in the row');
    await ann.engine.pins?.pin(message, false);
    await changed(bob, 'pinned', message, ({ pinned }) => pinned === undefined);
    equal((await inHistory(bob, direct(ann), message))?.pinned, undefined, 'let go');
    equal((await row(bob, direct(ann)))?.pins ?? 0, 0, 'count in the row');
  });

  it(
    'pin-message',
    'the last pinned first; one that is recalled or deleted is held no more',
    async (world, unsupported) => {
      const { ann, bob, message } = await talk(world, 'one');
      const { recall, deletion } = ann.engine;
      const pins = pinsWhere(ann, direct(bob));
      if (!pins) return lacks(ann, 'pin-message', unsupported, direct(bob));
      equal(await pins.pins(direct(bob)), [], 'before');
      const [two, three] = [await post(ann, direct(bob), 'two'), await post(ann, direct(bob), 'three')];
      for (const one of [message, three, two]) {
        await pins.pin(one, true);
        await quiet(5);
      }
      const held = async (who: Actor, id: Parameters<typeof pins.pins>[0]) =>
        (await who.engine.pins!.pins(id)).map(({ content }) => content.text);
      equal(await held(bob, direct(ann)), ['two', 'three', 'one'], 'held');
      await recall?.recall(two);
      if (recall) equal(await held(bob, direct(ann)), ['three', 'one'], 'without the recalled one');
      await deletion?.delete(direct(bob), [three]);
      if (deletion && recall) {
        equal(await held(ann, direct(bob)), ['one'], 'without the one deleted for me');
        equal(await held(bob, direct(ann)), ['three', 'one'], 'for the other one it stays');
      }
    },
  );

  it('pin-message', 'in a group by who runs it; nobody sees one that is not for him', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    if (!ann.engine.pins || !bob.engine.pins || !eve.engine.pins || !group)
      return lacks(ann, 'pin-message', unsupported);
    const message = await post(bob, group, 'for all');
    await refusal(bob.engine.pins.pin(message, true), 'forbidden');
    const hidden = await post(ann, group, 'for bob', { audience: [bob.id] });
    await ann.engine.pins.pin(hidden, true);
    await ann.engine.pins.pin(message, true);
    await changed(eve, 'pinned', message);
    await received(bob, hidden);
    equal(
      (await eve.engine.pins.pins(group)).map(({ serverId }) => serverId),
      [message.serverId],
      'seen by eve',
    );
    equal((await row(eve, group))?.pins, 1, 'counted for eve');
    equal((await row(bob, group))?.pins, 2, 'counted for bob');
    ok(!changesOf(eve, hidden).length, 'eve was told of what is not hers');
  });
};

/** Small marks on messages. */
export const markCases: Cases = (it) => {
  reactionCases(it);
  pinCases(it);
};
