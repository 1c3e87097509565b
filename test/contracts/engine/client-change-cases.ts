import { editBase, withChanges } from '../../../core/acts/pending.js';
import type { Client } from '../../../core/client/types.js';
import type { Message } from '../../../core/model/index.js';
import { another, becomes, messageOf, offline, pair, settled, spoken, textOf } from './acting.js';
import { text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { hasWords, rows, seen, sit, words } from './client-world.js';

const editing = (it: AddCase): void => {
  it('edit', 'shown at once, then everywhere, with the row of the list', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, ann, toBob, toAnn } = people;
    const { id, theirId } = await spoken(people, 'helo');
    if (mine.can('edit') === 'unsupported') {
      await refusal(mine.messages.edit(id, text('hello')), 'unsupported');
      return unsupported();
    }
    const other = await another(world, ann, toBob);
    await mine.messages.edit(id, text('hello'));
    const shown = messageOf(mine, id);
    equal(shown && textOf(withChanges(shown, mine.store.get('change', id), ann)), 'hello', 'at once');
    await settled(mine, id);
    equal(textOf(messageOf(mine, id)), 'hello', 'here');
    const there = await becomes(theirs, theirId, 'the new words', (one) => textOf(one) === 'hello');
    ok(there.edited && there.edited.by === ann, 'marked as edited');
    await seen(other, 'the new words', () => words(other, toBob)[0] === 'hello');
    equal(theirs.store.get('conversation', toAnn)?.lastMessageId, theirId, 'last message');
    equal(theirs.store.get('conversation', toAnn)?.unread, 1, 'unread');
    const late = await another(world, ann, toBob);
    await seen(late, 'the new words', () => words(late, toBob)[0] === 'hello');
    await refusal(theirs.messages.edit(theirId, text('mine')), 'forbidden', 'unsupported');
    await refusal(mine.messages.edit(id, text('   ')), 'invalid');
    await refusal(mine.messages.edit('no-such', text('x')), 'not-found');
  });

  it(
    'edit',
    'written offline, kept over a reload, it goes out later, the last words alone',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, mySeat, ann, toBob } = people;
      if (mine.can('edit') === 'unsupported') return unsupported();
      const { id, theirId } = await spoken(people, 'one');
      let again = mine;
      await offline(world, people, async () => {
        await mine.messages.edit(id, text('two'));
        await mine.messages.edit(id, text('three'));
        await mine.session.stop();
      });
      const back = await sit(world, ann, { cache: mySeat.cache });
      again = back.client;
      again.conversations.open(toBob);
      await becomes(theirs, theirId, 'the last words', (one) => textOf(one) === 'three');
      await settled(again, id);
      equal(words(again, toBob), ['three'], 'here');
    },
  );

  it(
    'edit',
    'of two at the same time one stands; the other is told, and keeps his words',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, ann, toBob } = people;
      if (mine.can('edit') === 'unsupported') return unsupported();
      const { id, theirId } = await spoken(people, 'zero');
      await mine.messages.edit(id, text('one'));
      await settled(mine, id);
      const other = await another(world, ann, toBob);
      await hasWords(other, toBob, 'one');
      // Whoever has yet to load what edits begins his when it is there: by then the other one's may have come.
      await other.messages.annotate(id, 'about to be edited');
      await Promise.all([mine.messages.edit(id, text('from here')), other.messages.edit(id, text('from there'))]);
      const failed = (client: Client) =>
        client.store.get('change', id)?.changes.find((one) => one.failed !== undefined);
      const loser = await seen(mine, 'one refusal', () => (failed(mine) && mine) || (failed(other) && other));
      const [lost, won] = loser === mine ? ['from here', 'from there'] : ['from there', 'from here'];
      for (const client of [mine, other]) await becomes(client, id, 'the latest words', (one) => textOf(one) === won);
      await becomes(theirs, theirId, 'the latest words', (one) => textOf(one) === won);
      const change = failed(loser);
      equal(change?.failed, 'conflict', 'why');
      equal(change?.name === 'edit' && textOf({ content: change.args.content } as Message), lost, 'the words kept');
      await loser.messages.dismissChange(change?.id ?? '');
      await settled(loser, id);
      await loser.messages.edit(id, text(lost));
      await becomes(theirs, theirId, 'the words after all', (one) => textOf(one) === lost);
    },
  );

  it(
    'edit',
    'begun before one of another device it is told of that one; begun anew, it stands',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, ann, toBob } = people;
      if (mine.can('edit') === 'unsupported') return unsupported();
      const { id, theirId } = await spoken(people, 'at six');
      const other = await another(world, ann, toBob);
      await hasWords(other, toBob, 'at six');
      const begin = () => editBase(messageOf(mine, id) as Message, mine.store.get('change', id));
      const base = begin();
      await other.messages.edit(id, text('at seven'));
      await becomes(mine, id, 'the newer words', (one) => textOf(one) === 'at seven');
      await refusal(mine.messages.edit(id, text('at eight'), { base }), 'conflict');
      equal([textOf(messageOf(mine, id)), mine.store.get('change', id)], ['at seven', undefined], 'after the refusal');
      await mine.messages.edit(id, text('at eight'), { base: begin() });
      await becomes(theirs, theirId, 'the words all the same', (one) => textOf(one) === 'at eight');
      await settled(mine, id);
    },
  );
};

const marking = (it: AddCase): void => {
  it('reactions', 'shown at once, added up for both; the last word offline wins', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, ann, bob } = people;
    const { id, theirId } = await spoken(people, 'vote');
    if (mine.can('react') === 'unsupported') {
      await refusal(mine.messages.react(id, '👍', true), 'unsupported');
      return unsupported();
    }
    await mine.messages.react(id, '👍', true);
    const shown = messageOf(mine, id);
    equal(shown && withChanges(shown, mine.store.get('change', id), ann).reactions?.[0]?.count, 1, 'at once');
    await becomes(theirs, theirId, 'a thumb', ({ reactions }) => reactions?.[0]?.count === 1 && !reactions[0].mine);
    await theirs.messages.react(theirId, '👍', true);
    const both = await becomes(mine, id, 'two thumbs', ({ reactions }) => reactions?.[0]?.count === 2);
    equal(both.reactions, [{ emoji: '👍', count: 2, mine: true, users: [ann, bob] }], 'as I see it');
    equal(
      (await mine.messages.reactors(id, '👍')).items.map(({ userId }) => userId),
      [ann, bob],
      'who reacted',
    );
    await offline(world, people, async () => {
      await mine.messages.react(id, '👍', false);
      await mine.messages.react(id, '🎉', true);
      await mine.messages.react(id, '🎉', false);
      await mine.messages.react(id, '❤️', true);
    });
    const after = await becomes(theirs, theirId, 'the last word', ({ reactions = [] }) => {
      const by = Object.fromEntries(reactions.map(({ emoji, count }) => [emoji, count]));
      return by['👍'] === 1 && by['❤️'] === 1;
    });
    await settled(mine, id);
    await quiet();
    equal(
      after.reactions?.map(({ emoji }) => emoji),
      ['👍', '❤️'],
      'at the other side',
    );
    equal(
      messageOf(mine, id)?.reactions?.map(({ emoji, mine: own }) => [emoji, own]),
      [
        ['👍', false],
        ['❤️', true],
      ],
    );
    await refusal(mine.messages.react(id, '', true), 'invalid');
  });

  it('extension', 'shown at once, then for both; a guard that fails leaves what stands', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs } = people;
    const { id, theirId } = await spoken(people, 'a task');
    if (mine.can('extend') === 'unsupported') {
      await refusal(mine.messages.extend(id, { set: { a: 'b' } }), 'unsupported');
      return unsupported();
    }
    await mine.messages.extend(id, { set: { state: 'open' } });
    await becomes(theirs, theirId, 'the value', ({ extensions }) => extensions?.state === 'open');
    await theirs.messages.extend(theirId, { set: { state: 'done' } });
    await becomes(mine, id, 'the new value', ({ extensions }) => extensions?.state === 'done');
    await mine.messages.extend(id, { set: { state: 'late' }, was: { state: 'open' } });
    const failed = await seen(mine, 'the refusal', () =>
      mine.store.get('change', id)?.changes.find((one) => one.failed !== undefined),
    );
    equal([failed.failed, messageOf(mine, id)?.extensions], ['conflict', { state: 'done' }], 'after the conflict');
    await mine.messages.dismissChange(failed.id);
    await settled(mine, id);
    await theirs.messages.extend(theirId, { remove: ['state'] });
    await becomes(mine, id, 'no value', ({ extensions = {} }) => !('state' in extensions));
    await refusal(mine.messages.extend(id, {}), 'invalid');
  });

  it('pin-message', 'held for both, listed, and counted in the row; let go offline', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, toBob, toAnn } = people;
    const { id, theirId } = await spoken(people, 'the rules');
    const second = await spoken(people, 'the menu');
    if (mine.can('pin-message', toBob) === 'unsupported') {
      await refusal(mine.messages.pin(id, true), 'unsupported');
      return unsupported();
    }
    equal(await theirs.messages.pins(toAnn), [], 'before');
    await mine.messages.pin(id, true);
    await settled(mine, id);
    await mine.messages.pin(second.id, true);
    const held = await seen(theirs, 'both pins', () => {
      const list = theirs.store.list(`pins/${toAnn}`);
      return list.length === 2 && list;
    });
    equal(held, [second.theirId, theirId], 'last first');
    equal(theirs.store.get('conversation', toAnn)?.pins, 2, 'count');
    equal(await mine.messages.pins(toBob), [second.id, id], 'here');
    await offline(world, people, async () => mine.messages.pin(id, false));
    await seen(theirs, 'one pin', () => theirs.store.list(`pins/${toAnn}`).length === 1);
    const late = await sit(world, people.bob);
    equal((await late.client.messages.pins(toAnn)).length, 1, 'on a later device');
    equal(rows(mine, toBob).length, 2, 'rows');
  });
};

/** What is done to messages through the outbox, as both sides see it. */
export const clientChangeCases: Cases = (it) => {
  editing(it);
  marking(it);
};
