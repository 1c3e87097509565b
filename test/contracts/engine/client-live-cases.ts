import type { Client } from '../../../core/client/types.js';
import { readAnswer } from '../../../core/content/kinds/form.js';
import type { Command, Message, MessageId } from '../../../core/model/index.js';
import { another, becomes, circle, messageOf, pair, spoken, textOf } from './acting.js';
import { text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { hasWords, isSent, rows, say, seen, words } from './client-world.js';
import { content } from './sent.js';

const signals = (it: AddCase): void => {
  const commandsOf = (client: Client): Command[] => {
    const heard: Command[] = [];
    client.on('command', (command) => heard.push(command));
    return heard;
  };

  it('command.send', 'told to pages, each once, with no row', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, ann, toBob, toAnn } = people;
    if (mine.can('command') === 'unsupported') {
      await refusal(mine.commands.send(toBob, 'x'), 'unsupported');
      return unsupported();
    }
    await spoken(people, 'hello');
    const other = await another(world, ann, toBob);
    const [there, own] = [commandsOf(theirs), commandsOf(other)];
    const keep = !world.harness.without?.includes('kept-commands');
    await mine.commands.send(toBob, 'cart.open', { id: 7 }, { keep });
    await mine.commands.send('self', 'theme', 'dark');
    await until('the commands', () => there.length === 1 && own.length === 2);
    equal(
      [there[0]?.name, there[0]?.data, there[0]?.from, there[0]?.conversationId],
      ['cart.open', { id: 7 }, ann, toAnn],
    );
    equal(
      own.map(({ name, conversationId }) => [name, conversationId ?? 'self']),
      [
        ['cart.open', toBob],
        ['theme', 'self'],
      ],
    );
    await quiet();
    equal([there.length, words(theirs, toAnn)], [1, ['hello']], 'told, and rows');
    await refusal(mine.commands.send(toBob, 'no name'), 'invalid');
    await refusal(mine.commands.send(toBob, 'big', 'x'.repeat(9_000)), 'too-large');
  });

  it('signal.invite', 'a call rings in a row for both, and its end is seen by both', async (world, unsupported) => {
    const { mine, theirs, bob, toBob, toAnn } = await pair(world);
    if (mine.can('signal') === 'unsupported') {
      await refusal(mine.signals.invite(toBob), 'unsupported');
      return unsupported();
    }
    const stateOf = (message: Message | undefined) => (message?.content as { state?: string } | undefined)?.state;
    const ring = async (seconds?: number) => {
      const id = await mine.signals.invite(toBob, { data: 'room', ...(seconds && { seconds }) });
      const serverId = messageOf(mine, id)?.serverId;
      // Until the rules of this kind are loaded it is an unknown one.
      const is = (one: Message) => one.serverId === serverId && one.content.kind !== 'unknown';
      const row = await seen(theirs, 'the call', () => rows(theirs, toAnn).find(is));
      equal([row.content.kind, stateOf(row)], ['signal', 'ringing'], 'rings');
      return [id, row.id] as const;
    };
    const ends = async ([here, there]: readonly [MessageId, MessageId], state: string) => {
      await becomes(mine, here, state, (one) => stateOf(one) === state);
      const row = await becomes(theirs, there, state, (one) => stateOf(one) === state);
      equal(row.edited, undefined, 'no mark of an edit');
    };
    const first = await ring();
    await theirs.signals.accept(first[1], 'room-2');
    await ends(first, 'accepted');
    const second = await ring();
    await theirs.signals.reject(second[1]);
    await ends(second, 'rejected');
    const third = await ring();
    await mine.signals.modify(third[0], 'room-3');
    await becomes(theirs, third[1], 'the new data', (one) => (one.content as { data?: string }).data === 'room-3');
    await mine.signals.cancel(third[0]);
    await ends(third, 'cancelled');
    await refusal(theirs.signals.accept(third[1]), 'conflict');
    await ends(await ring(1), 'timeout');
    const late = await another(world, bob, toAnn);
    const all = await seen(late, 'all calls', () => rows(late, toAnn).length === 4 && rows(late, toAnn));
    equal(all.map(stateOf), ['accepted', 'rejected', 'cancelled', 'timeout'], 'on a later device');
    const plain = await say(mine, toBob, 'words');
    await isSent(mine, plain);
    await refusal(mine.signals.cancel(plain), 'invalid');
    await refusal(mine.signals.invite(toBob, { seconds: 0 }), 'invalid');
  });

  it(
    'type.signal',
    'stands in a row of its own kind, in the list too, and cannot be said by hand',
    async (world, unsupported) => {
      const { mine, theirs, ann, bob, toBob, toAnn } = await pair(world);
      if (mine.can('signal') === 'unsupported') return unsupported();
      const id = await mine.signals.invite(toBob, { data: '{"video":true}' });
      // Until the rules of this kind are loaded it is an unknown one.
      const row = await seen(theirs, 'the call', () =>
        rows(theirs, toAnn).find((one) => one.content.kind !== 'unknown'),
      );
      const { by, invitees, data } = row.content as unknown as { by: string; invitees: object; data: string };
      equal([by, invitees, data, row.own], [ann, { [bob]: 'waiting' }, '{"video":true}', false], 'its content');
      await seen(theirs, 'it in the list', () => theirs.store.get('conversation', toAnn)?.lastMessageId === row.id);
      equal([messageOf(mine, id)?.own, rows(mine, toBob).length], [true, 1], 'here');
      const fake = { ...row.content, state: 'accepted' } as never;
      const said = await say(mine, toBob, fake).catch(() => undefined);
      if (said) await becomes(mine, said, 'its refusal', ({ delivery }) => delivery.state === 'failed');
    },
  );
};

const answers = (it: AddCase): void => {
  it('type.stream', 'grows in one row for all, and ends; late ones have it whole', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, bob, toBob, toAnn } = people;
    const id = await say(mine, toBob, content({ kind: 'stream', text: '' }));
    await isSent(mine, id);
    if (mine.can('stream') === 'unsupported') {
      await refusal(mine.messages.grow(id, 'x'), 'unsupported');
      return unsupported();
    }
    const row = await seen(theirs, 'its row', () => rows(theirs, toAnn)[0]);
    const pieces = ['An ', 'answer ', 'that grows 👋'];
    await Promise.all(pieces.map((piece) => mine.messages.grow(id, piece)));
    await becomes(theirs, row.id, 'the pieces', (one) => textOf(one) === pieces.join(''));
    const late = await another(world, bob, toAnn);
    await seen(late, 'what is there', () => textOf(rows(late, toAnn)[0]) === pieces.join(''));
    await mine.messages.grow(id, '.', true);
    for (const client of [theirs, late]) {
      const done = (one: Message | undefined) => (one?.content as { done?: boolean } | undefined)?.done === true;
      await seen(client, 'the end', () => done(rows(client, toAnn)[0]));
      equal(textOf(rows(client, toAnn)[0]), `${pieces.join('')}.`, 'whole');
      equal(rows(client, toAnn)[0]?.edited, undefined, 'mark of an edit');
    }
    equal(rows(mine, toBob).length, 1, 'rows');
    await refusal(mine.messages.grow(id, 'more'), 'conflict', 'forbidden');
    await refusal(theirs.messages.grow(row.id, 'mine'), 'forbidden');
  });

  it(
    'type.form',
    'an answer stands with the form, for its asker too, and cannot be another’s',
    async (world, unsupported) => {
      const { mine, theirs, ann, bob, toBob, toAnn } = await pair(world);
      if (mine.can('extend') === 'unsupported') return unsupported();
      const options = [{ id: 'y', label: 'Yes' }];
      const form = { kind: 'form', title: 'Coming?', fields: [{ id: 'a', kind: 'choice', options }] };
      const id = await say(mine, toBob, content(form));
      await isSent(mine, id);
      const row = await seen(theirs, 'the form', () => rows(theirs, toAnn)[0]);
      await theirs.messages.extend(row.id, { set: { [`@${bob}/answer`]: JSON.stringify({ a: 'y' }) } });
      const there = await becomes(mine, id, 'the answer', ({ extensions }) => extensions?.[`@${bob}/answer`]);
      equal(readAnswer(there.content as never, there.extensions?.[`@${bob}/answer`]), { a: 'y' }, 'what was answered');
      await mine.messages.extend(id, { set: { [`@${bob}/answer`]: '{}' } });
      const failed = await seen(mine, 'a refusal', () =>
        mine.store.get('change', id)?.changes.find((one) => one.failed),
      );
      equal(failed.failed, 'forbidden', 'why');
      equal(messageOf(mine, id)?.extensions?.[`@${ann}/answer`], undefined, 'of the asker');
    },
  );
};

const options = (it: AddCase): void => {
  it('send.expire', 'counts from the reading, and is gone from both screens and caches', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, theirSeat, toBob, toAnn } = people;
    if (mine.can('expire') === 'unsupported') return unsupported();
    const { theirId } = await spoken(people, 'burn this', { expire: 1 });
    await spoken(people, 'this stays');
    equal(messageOf(theirs, theirId)?.expire, { seconds: 1 }, 'before it is read');
    theirs.receipts.seen(toAnn, [theirId]);
    for (const [client, id] of [
      [mine, toBob],
      [theirs, toAnn],
    ] as const)
      await seen(client, 'it gone', () => words(client, id).join() === 'this stays');
    await quiet();
    const kept = JSON.stringify(await theirSeat.cache.messages(toAnn, { limit: 10 }));
    ok(!kept.includes('burn this'), 'words in the cache');
    await refusal(mine.messages.send(toBob, text('x'), { expire: 0 }), 'invalid');
  });

  it(
    'send.options',
    'online only: a row for who is there, gone after a reload, not counted',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, theirs, bob, toAnn, toBob } = people;
      if (mine.can('transient') === 'unsupported') return unsupported();
      await spoken(people, 'kept', { data: 'for pages', silent: true });
      const row = await hasWords(theirs, toAnn, 'kept');
      equal([row.data, row.silent], ['for pages', true], 'data and silence');
      await mine.messages.send(toBob, text('flash'), { transient: true });
      const flash = await hasWords(theirs, toAnn, 'flash');
      equal([flash.transient, words(theirs, toAnn)], [true, ['kept', 'flash']], 'its place');
      await spoken(people, 'next', { unlisted: true, uncounted: true });
      equal(words(theirs, toAnn), ['kept', 'flash', 'next'], 'its place after the next');
      const list = theirs.store.get('conversation', toAnn);
      equal([list?.unread, list?.lastMessageId], [1, row.id], 'row of the list');
      const late = await another(world, bob, toAnn);
      await hasWords(late, toAnn, 'next');
      equal(words(late, toAnn), ['kept', 'next'], 'on a later device');
    },
  );

  it('send.directed', 'seen by the named, and by nobody else', async (world, unsupported) => {
    if (world.harness.engine().can('create-group') === 'unsupported') return unsupported();
    const { group, ids, clients } = await circle(world, 'ann', 'bob', 'eve');
    const [ann, bob, eve] = clients as [Client, Client, Client];
    if (ann.can('direct', group) !== 'available') return unsupported();
    const id = await ann.messages.send(group, text('for bob'), { audience: [ids[1] as string] });
    await isSent(ann, id);
    equal((await hasWords(bob, group, 'for bob')).audience, [ids[1]], 'for whom');
    await isSent(ann, await say(ann, group, 'for all'));
    await hasWords(eve, group, 'for all');
    await hasWords(bob, group, 'for all');
    ok(!words(eve, group).includes('for bob'), 'seen by the others');
    const unread = () => [eve, bob].map(({ store }) => store.get('conversation', group)?.unread);
    await seen(bob, 'both unread', () => unread()[1] === 2);
    equal(unread(), [1, 2], 'unread');
    await refusal(ann.messages.send(group, text('x'), { audience: [] }), 'invalid');
  });
};

/** What happens between people who are there at the same time. */
export const clientLiveCases: Cases = (it) => {
  signals(it);
  answers(it);
  options(it);
};
