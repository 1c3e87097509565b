import { another, becomes, messageOf, offline, pair, settled, spoken } from './acting.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { hasWords, isSent, rows, say, seen, sit, words } from './client-world.js';

const deleting = (it: AddCase): void => {
  it(
    'delete.messages',
    'gone here at once, on my devices and in the cache; not for the other one',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, theirSeat, bob, toAnn, toBob } = people;
      const { theirId } = await spoken(people, 'one');
      const second = await spoken(people, 'two');
      if (theirs.can('delete') === 'unsupported') {
        await refusal(theirs.messages.delete(toAnn, [theirId]), 'unsupported');
        return unsupported();
      }
      const other = await another(world, bob, toAnn);
      await hasWords(other, toAnn, 'two');
      await theirs.messages.delete(toAnn, [second.theirId]);
      equal(words(theirs, toAnn), ['one'], 'at once');
      const row = () => theirs.store.get('conversation', toAnn);
      equal([row()?.lastMessageId, row()?.unread], [theirId, 1], 'row');
      const told = !world.harness.without?.includes('told-deletions');
      if (told) await seen(other, 'one message', () => words(other, toAnn).length === 1);
      await settled(theirs, toAnn);
      await quiet();
      equal(words(mine, toBob), ['one', 'two'], 'of the other one');
      await theirs.session.stop();
      const again = await sit(world, bob, { cache: theirSeat.cache });
      again.client.conversations.open(toAnn);
      await hasWords(again.client, toAnn, 'one');
      await quiet();
      equal(words(again.client, toAnn), ['one'], 'after a reload');
      await refusal(again.client.messages.delete(toAnn, ['no-such']), 'not-found');
    },
  );

  it('delete.messages', 'deleted offline it stays away, and goes out later', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, ann, toBob } = people;
    if (mine.can('delete') === 'unsupported') return unsupported();
    const { id } = await spoken(people, 'one');
    await offline(world, people, async () => {
      await mine.messages.delete(toBob, [id]);
      equal(rows(mine, toBob), [], 'offline');
    });
    await settled(mine, toBob);
    await quiet();
    equal(rows(mine, toBob), [], 'after the connection came back');
    const other = await another(world, ann, toBob);
    await quiet();
    equal(rows(other, toBob), [], 'on a later device');
  });

  it('delete.history', 'up to a message, then all; what comes after stays', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, theirSeat, bob, toAnn, toBob } = people;
    const { theirId } = await spoken(people, 'one');
    await spoken(people, 'two');
    if (theirs.can('clear') === 'unsupported') {
      await refusal(theirs.messages.clear(toAnn), 'unsupported');
      return unsupported();
    }
    const other = await another(world, bob, toAnn);
    await hasWords(other, toAnn, 'two');
    await theirs.messages.clear(toAnn, theirId);
    equal(words(theirs, toAnn), ['two'], 'at once');
    const told = !world.harness.without?.includes('told-deletions');
    if (told) await seen(other, 'the rest', () => words(other, toAnn).join() === 'two');
    await theirs.messages.clear(toAnn);
    equal(words(theirs, toAnn), [], 'nothing left');
    await seen(theirs, 'nothing unread', () => theirs.store.get('conversation', toAnn)?.unread === 0);
    await settled(theirs, toAnn);
    await isSent(mine, await say(mine, toBob, 'three'));
    for (const one of [theirs, other]) await hasWords(one, toAnn, 'three');
    for (const one of told ? [theirs, other] : [theirs]) equal(words(one, toAnn), ['three'], 'goes on');
    equal(words(mine, toBob), ['one', 'two', 'three'], 'of the other one');
    equal(await theirs.messages.older(toAnn), false, 'nothing older');
    await theirs.session.stop();
    const again = await sit(world, bob, { cache: theirSeat.cache });
    again.client.conversations.open(toAnn);
    await hasWords(again.client, toAnn, 'three');
    equal(words(again.client, toAnn), ['three'], 'after a reload');
  });
};

const recalling = (it: AddCase): void => {
  it('recall', 'quote, pin, last message, count and search follow on all devices', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, theirSeat, bob, toAnn, toBob } = people;
    const { id, theirId } = await spoken(people, 'the wombat word', { data: 'its data' });
    if (mine.can('recall') === 'unsupported') return unsupported();
    const reply = await theirs.messages.send(toAnn, { kind: 'text', text: 'why?' } as never, { replyTo: theirId });
    await isSent(theirs, reply);
    equal(messageOf(theirs, reply)?.replyTo?.preview, 'the wombat word', 'quote before');
    const pins = mine.can('pin-message', toBob) === 'available';
    if (pins) {
      await theirs.messages.pins(toAnn);
      await mine.messages.pin(id, true);
      await seen(theirs, 'a pin', () => theirs.store.list(`pins/${toAnn}`).length === 1);
    }
    const other = await another(world, bob, toAnn);
    await hasWords(other, toAnn, 'why?');
    await mine.messages.recall(id, 'a typo');
    for (const client of [theirs, other]) {
      const gone = await becomes(client, theirId, 'the recall', (one) => one.content.kind === 'recalled');
      const why = world.harness.without?.includes('recall-reason') ? undefined : 'a typo';
      equal([gone.recalled?.reason, gone.data, gone.pinned], [why, undefined, undefined], 'what is left');
      if (world.harness.without?.includes('live-quotes')) continue;
      const quote = await seen(client, 'the quote gone', () =>
        rows(client, toAnn).find((one) => one.replyTo?.gone === 'recalled' && one.replyTo.preview === undefined),
      );
      ok(quote, 'quote');
      const found = await client.messages.search({ words: ['wombat'], conversationId: toAnn });
      equal(found.items, [], 'found');
    }
    if (pins) {
      await seen(theirs, 'no pin', () => theirs.store.list(`pins/${toAnn}`).length === 0);
      equal(theirs.store.get('conversation', toAnn)?.pins ?? 0, 0, 'count of pins');
    }
    await quiet();
    const kept = JSON.stringify(await theirSeat.cache.messages(toAnn, { limit: 10 }));
    ok(!kept.includes('wombat') && !kept.includes('its data'), 'words in the cache');
    await refusal(mine.messages.forward([id], [people.toBob]), 'invalid');
  });

  it(
    'recall',
    'asked for offline it goes out later; refused, the message stays and the page is told',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs } = people;
      if (mine.can('recall') === 'unsupported') return unsupported();
      const { id, theirId } = await spoken(people, 'sent too early');
      await offline(world, people, async () => {
        await mine.messages.recall(id);
        equal(mine.store.get('change', id)?.changes[0]?.name, 'recall', 'seen in its row');
        equal(messageOf(mine, id)?.content.kind, 'text', 'the words until then');
      });
      await becomes(theirs, theirId, 'the recall', (one) => one.content.kind === 'recalled');
      const own = await spoken(people, 'mine to keep');
      await refusal(theirs.messages.recall(own.theirId), 'forbidden', 'unsupported');
      equal(messageOf(theirs, own.theirId)?.content.kind, 'text', 'after the refusal');
    },
  );

  it(
    'type.recalled',
    'a device that was away learns of it, and late ones never see the words',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, theirSeat, bob, toAnn } = people;
      if (mine.can('recall') === 'unsupported') return unsupported();
      const { id, theirId } = await spoken(people, 'never mind');
      await theirs.session.stop();
      await mine.messages.recall(id);
      await becomes(mine, id, 'the recall', (one) => one.content.kind === 'recalled');
      const back = await sit(world, bob, { cache: theirSeat.cache });
      back.client.conversations.open(toAnn);
      await becomes(back.client, theirId, 'the recall', (one) => one.content.kind === 'recalled');
      const late = await another(world, bob, toAnn);
      const row = await seen(late, 'the place', () => rows(late, toAnn)[0]);
      equal([row.content.kind, row.recalled?.by], ['recalled', people.ann], 'on a later device');
    },
  );
};

/** Deleted, cleared and recalled, as both sides see it. */
export const clientGoneCases: Cases = (it) => {
  deleting(it);
  recalling(it);
};
