import type { IncomingMessage } from '../../../core/engine/index.js';
import type { Message } from '../../../core/model/index.js';
import { type Actor, direct, type World } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { asMessage, changed, content, groupOf, history, inHistory, lacks, post, received, row, talk } from './sent.js';

const commandCases = (it: AddCase): void => {
  it('command.send', 'to the other one and my other devices, once, never a row', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const other = await world.join(ann);
    const { commands } = ann.engine;
    if (!commands) return lacks(ann, 'command', unsupported);
    await post(ann, direct(bob), 'hello');
    const id = crypto.randomUUID();
    const data = { x: [1, null, 'ü'] };
    for (let n = 0; n < 2; n++) await commands.send({ id, conversationId: direct(bob), name: 'cart.open', data });
    const told = (await bob.event('commands')).commands[0];
    equal(
      [told?.id, told?.from, told?.conversationId, told?.name, told?.data],
      [id, ann.id, direct(ann), 'cart.open', data],
    );
    equal((await other.event('commands')).commands[0]?.conversationId, direct(bob), 'on my other device');
    await quiet();
    const heard = (who: Actor) => who.events('commands').flatMap((event) => event.commands).length;
    equal([heard(bob), heard(other), heard(ann)], [1, 1, 0], 'times told');
    equal((await history(bob, direct(ann))).length, 1, 'rows');
    equal((await row(bob, direct(ann)))?.unread, 1, 'unread');
  });

  it('command.send', 'to myself; kept ones reach who was away, others do not', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const [other, late] = await Promise.all([world.join(ann), world.join(bob)]);
    const { commands } = ann.engine;
    if (!commands) return lacks(ann, 'command', unsupported);
    await commands.send({ id: crypto.randomUUID(), name: 'mine', data: 1 });
    const mine = (await other.event('commands')).commands[0];
    equal([mine?.name, mine?.conversationId], ['mine', undefined], 'to myself');
    const { cursor } = late;
    await late.engine.disconnect();
    await commands.send({ id: crypto.randomUUID(), conversationId: direct(bob), name: 'gone' });
    if (world.harness.without?.includes('kept-commands')) {
      const keep = { id: crypto.randomUUID(), conversationId: direct(bob), name: 'kept', keep: true };
      await refusal(commands.send(keep), 'unsupported');
      equal((await bob.event('commands')).commands[0]?.name, 'gone', 'told at once');
      return;
    }
    await commands.send({ id: crypto.randomUUID(), conversationId: direct(bob), name: 'kept', keep: true });
    const named = (name: string) => (event: { commands: readonly { name: string }[] }) =>
      event.commands.some((one) => one.name === name);
    await bob.event('commands', named('kept'));
    const back = await world.join(bob, cursor);
    await back.event('commands', named('kept'));
    await quiet();
    equal(
      back.events('commands').flatMap((event) => event.commands.map(({ name }) => name)),
      ['kept'],
      'told later',
    );
    const heard = bob.events('commands').flatMap((event) => event.commands.map(({ name }) => name));
    equal(heard, ['gone', 'kept'], 'told at once');
  });

  it('command.send', 'names, sizes and places that are wrong are refused', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const { commands } = ann.engine;
    if (!commands) return lacks(ann, 'command', unsupported);
    const send = (name: string, data?: unknown, conversationId = direct(bob)) =>
      commands.send({ id: crypto.randomUUID(), conversationId, name, data });
    for (const name of ['', 'with space', 'ü', 'x'.repeat(65)]) await refusal(send(name), 'invalid', 'too-large');
    await refusal(send('big', 'x'.repeat(8_300)), 'too-large');
    const group = await groupOf(eve, [bob]);
    if (group) await refusal(send('in', 1, group), 'not-found', 'forbidden');
    await quiet();
    equal(bob.events('commands').length, 0, 'told');
  });
};

type Signal = Readonly<Record<string, unknown>> & { readonly invitees: Readonly<Record<string, string>> };
const signalOf = (incoming: IncomingMessage | undefined): Signal | undefined => incoming?.content as Signal | undefined;

/** An invitation of the first to the others, as each of them has it. */
const invited = async (world: World, seconds = 30) => {
  const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
  const other = await world.join(bob);
  const placed = await ann.engine.signals?.invite({
    ...{ clientId: crypto.randomUUID(), conversationId: direct(bob) },
    ...{ data: 'room-1', seconds },
  });
  const told = placed && (await received(bob, placed));
  const mine = placed && (await inHistory(ann, direct(bob), placed));
  return {
    ...{ ann, bob, other, placed: placed as NonNullable<typeof placed>, told },
    ...{ mine: (mine && asMessage(mine, ann)) as Message, theirs: (told && asMessage(told, bob)) as Message },
  };
};

const signalCases = (it: AddCase): void => {
  it('signal.invite', 'rings; accepted, it is so on every device and in history', async (world, unsupported) => {
    const { ann, bob, other, told, placed, theirs } = await invited(world);
    if (!ann.engine.signals || !bob.engine.signals) return lacks(ann, 'signal', unsupported);
    const first = signalOf(told);
    equal([told?.content.kind, first?.state, first?.by, first?.data], ['signal', 'ringing', ann.id, 'room-1'], 'told');
    equal(first?.invitees, { [bob.id]: 'waiting' }, 'invitees');
    const left = Number(first?.until) - (told?.sentAt ?? 0);
    ok(left > 29_000 && left <= 30_000, `rings for ${left} ms`);
    const late = await world.join(bob);
    const { cursor } = late;
    await late.engine.disconnect();
    await bob.engine.signals.answer(theirs, true, 'room-2');
    await bob.engine.signals.answer(theirs, true, 'room-2');
    for (const one of [ann, other, ...(cursor === undefined ? [] : [await world.join(bob, cursor)])])
      await changed(one, 'edited', placed, (change) => change.content.state === 'accepted' && change.at === undefined);
    const kept = signalOf(await inHistory(ann, direct(bob), placed));
    equal([kept?.state, kept?.invitees, kept?.data], ['accepted', { [bob.id]: 'accepted' }, 'room-2'], 'in history');
    await refusal(bob.engine.signals.answer(theirs, false), 'conflict');
    await refusal(ann.engine.signals.cancel(asMessage((await inHistory(ann, direct(bob), placed))!, ann)), 'conflict');
  });

  it('signal.invite', 'rejected, cancelled, changed meanwhile', async (world, unsupported) => {
    const { ann, bob, placed, theirs, mine } = await invited(world);
    const [calls, answers] = [ann.engine.signals, bob.engine.signals];
    if (!calls || !answers) return lacks(ann, 'signal', unsupported);
    await refusal(calls.answer(mine, true), 'forbidden');
    await refusal(answers.cancel(theirs), 'forbidden');
    await calls.modify?.(mine, 'room-9');
    if (calls.modify) await changed(bob, 'edited', placed, (change) => change.content.data === 'room-9');
    await answers.answer(theirs, false);
    await changed(ann, 'edited', placed, (change) => change.content.state === 'rejected');
    const second = await calls.invite({ clientId: crypto.randomUUID(), conversationId: direct(bob) });
    const ringing = await received(bob, second);
    const own = asMessage((await inHistory(ann, direct(bob), second))!, ann);
    await calls.cancel(own);
    await calls.cancel(own);
    await changed(bob, 'edited', second, (change) => change.content.state === 'cancelled');
    await refusal(answers.answer(asMessage(ringing, bob), true), 'conflict');
  });

  it('signal.invite', 'nobody answers: it ends by itself, in its time, for all', async (world, unsupported) => {
    const { ann, bob, placed, theirs } = await invited(world, 1);
    if (!ann.engine.signals || !bob.engine.signals) return lacks(ann, 'signal', unsupported);
    for (const one of [ann, bob]) await changed(one, 'edited', placed, (change) => change.content.state === 'timeout');
    const kept = signalOf(await inHistory(bob, direct(ann), placed));
    equal([kept?.state, kept?.invitees], ['timeout', { [bob.id]: 'timeout' }], 'in history');
    await refusal(bob.engine.signals.answer(theirs, true), 'conflict');
  });

  it(
    'signal.invite',
    'some members of a group, each with an answer; nobody else answers',
    async (world, unsupported) => {
      const [ann, bob, eve, zoe] = (await world.people('ann', 'bob', 'eve', 'zoe')) as [Actor, Actor, Actor, Actor];
      const group = await groupOf(ann, [bob, eve, zoe]);
      const { signals } = ann.engine;
      if (!signals) return lacks(ann, 'signal', unsupported);
      if (!group) return lacks(ann, 'create-group', unsupported);
      const base = { clientId: crypto.randomUUID(), conversationId: group };
      await refusal(
        signals.invite({ ...base, invitees: [world.person('ghost')] }),
        'forbidden',
        'not-found',
        'invalid',
      );
      await refusal(signals.invite({ ...base, invitees: [bob.id], seconds: 601 }), 'invalid', 'too-large');
      const placed = await signals.invite({ ...base, invitees: [bob.id, eve.id] });
      equal((await signals.invite({ ...base, invitees: [bob.id, eve.id] })).serverId, placed.serverId, 'invited twice');
      const answer = async (who: Actor, accept: boolean) =>
        who.engine.signals!.answer(asMessage(await received(who, placed), who), accept);
      await refusal(answer(zoe, true), 'forbidden');
      await answer(bob, true);
      await answer(eve, false);
      const both = { [bob.id]: 'accepted', [eve.id]: 'rejected' };
      const same = (value: unknown) => JSON.stringify(value) === JSON.stringify(both);
      await changed(ann, 'edited', placed, (change) => same(change.content.invitees));
      equal(signalOf(await inHistory(zoe, group, placed))?.invitees, both, 'in history of a member');
    },
  );

  it('type.signal', 'written by the back end alone', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const fake = { kind: 'signal', by: bob.id, state: 'accepted', invitees: { [ann.id]: 'accepted' }, until: 1 };
    await refusal(post(ann, direct(bob), content(fake)), 'rejected-content', 'forbidden', 'invalid');
    equal(await history(ann, direct(bob)).catch(() => []), [], 'kept');
  });

  it('type.signal', 'counts as unread, comes to who was away, and cannot be edited', async (world, unsupported) => {
    const { ann, bob, placed, mine } = await invited(world);
    if (!ann.engine.signals) return lacks(ann, 'signal', unsupported);
    equal((await row(bob, direct(ann)))?.unread, 1, 'unread');
    equal((await row(bob, direct(ann)))?.lastMessage?.content.kind, 'signal', 'last message');
    const faked = content({ ...mine.content, state: 'accepted' });
    if (ann.engine.edits) await refusal(ann.engine.edits.edit(mine, faked), 'rejected-content', 'forbidden', 'invalid');
    equal(signalOf(await inHistory(bob, direct(ann), placed))?.state, 'ringing', 'state');
  });
};

const streamCases = (it: AddCase): void => {
  const begun = content({ kind: 'stream', text: '' });

  it('type.stream', 'grows before all eyes, each piece once, and ends', async (world, unsupported) => {
    const { ann, bob, other, message, back, replays } = await talk(world, begun);
    const { streams } = ann.engine;
    if (!streams) return lacks(ann, 'stream', unsupported);
    equal(await streams.grow(message, 0, 'Hello', false), 5, 'length');
    equal(await streams.grow(message, 5, ', wombat', false), 13, 'length');
    equal(await streams.grow(message, 5, ', wombat', false), 13, 'length after a repeat');
    for (const one of [bob, other])
      await changed(one, 'grown', message, ({ from, text }) => from === 5 && text === ', wombat');
    equal((await inHistory(bob, direct(ann), message))?.content.text, 'Hello, wombat', 'meanwhile');
    equal(await streams.grow(message, 13, ' 👋', true), 16, 'length at the end');
    const whole = { kind: 'stream', text: 'Hello, wombat 👋', done: true };
    for (const one of [bob, other, ...(replays ? [await back()] : [])])
      equal((await changed(one, 'edited', message)).content, whole, 'at the end');
    const kept = await inHistory(bob, direct(ann), message);
    equal([kept?.content, kept?.edited], [whole, undefined], 'in history');
    equal((await row(bob, direct(ann)))?.lastMessage?.content, whole, 'in the list');
    if (bob.engine.search) equal((await bob.engine.search.messages({ words: ['wombat'] })).items.length, 1, 'found');
  });

  it(
    'type.stream',
    'a hole, other text, what has ended and what is not mine are refused',
    async (world, unsupported) => {
      const { ann, bob, message, theirs } = await talk(world, begun);
      const { streams } = ann.engine;
      if (!streams || !bob.engine.streams) return lacks(ann, 'stream', unsupported);
      await streams.grow(message, 0, 'one', false);
      const error = await refusal(streams.grow(message, 9, 'far', false), 'conflict');
      equal((error.latest as { text?: string })?.text, 'one', 'latest');
      await refusal(streams.grow(message, 0, 'two', false), 'conflict');
      await refusal(bob.engine.streams.grow(theirs, 3, '!', false), 'forbidden');
      await streams.grow(message, 3, '', true);
      await refusal(streams.grow(message, 3, ' more', false), 'conflict');
      const plain = await post(ann, direct(bob), 'no stream');
      await refusal(streams.grow(plain, 9, '!', false), 'invalid');
      equal((await inHistory(bob, direct(ann), message))?.content.text, 'one', 'kept');
    },
  );
};

/** What pages say to each other, calls, and texts that grow. */
export const signalCaseList: Cases = (it) => {
  commandCases(it);
  signalCases(it);
  streamCases(it);
};
