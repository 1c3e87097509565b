import { type Actor, direct, text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { changed, changesOf, everywhere, groupOf, history, inHistory, lacks, post, row, talk } from './sent.js';

const editCases = (it: AddCase): void => {
  it('edit', 'the new words come to every device, to history and the list', async (world, unsupported) => {
    const all = await talk(world, 'helo');
    const { ann, bob, message } = all;
    if (!ann.engine.edits) return lacks(ann, 'edit', unsupported);
    const answer = await ann.engine.edits.edit(message, text('hello'));
    equal(answer.content, text('hello'), 'answer');
    ok((answer.edited?.at ?? 0) >= message.sentAt, 'time of the edit');
    await everywhere(
      all,
      'edited',
      (told) => told.content.text === 'hello' && told.at === answer.edited?.at && told.by === ann.id,
      (kept) => equal([kept?.content.text, kept?.edited], ['hello', answer.edited], 'in history'),
    );
    equal((await row(bob, direct(ann)))?.lastMessage?.content.text, 'hello', 'in the list');
    equal((await row(bob, direct(ann)))?.unread, 1, 'unread after the edit');
  });

  it(
    'edit',
    'one that was made elsewhere meanwhile is a conflict with the latest words',
    async (world, unsupported) => {
      const { ann, other, message } = await talk(world, 'one');
      if (!ann.engine.edits || !other.engine.edits) return lacks(ann, 'edit', unsupported);
      const first = await ann.engine.edits.edit(message, text('two'));
      const error = await refusal(other.engine.edits.edit(message, text('three')), 'conflict');
      equal((error.latest as typeof first).content, text('two'), 'latest');
      equal((error.latest as typeof first).edited, first.edited, 'time of the latest');
      await ann.engine.edits.edit(message, text('two'));
      const again = await other.engine.edits.edit({ ...message, edited: first.edited }, text('three'));
      ok((again.edited?.at ?? 0) > (first.edited?.at ?? 0), 'later versions have later times');
    },
  );

  it('edit', 'never of others, of another kind, too long, blank or recalled', async (world, unsupported) => {
    const { ann, bob, message, theirs } = await talk(world, 'mine');
    const { edits } = ann.engine;
    if (!edits || !bob.engine.edits) return lacks(ann, 'edit', unsupported);
    await refusal(bob.engine.edits.edit(theirs, text('yours')), 'forbidden', 'not-found');
    await refusal(edits.edit(message, { kind: 'custom', type: 'x', data: 1 }), 'invalid');
    await refusal(edits.edit(message, text(' ')), 'invalid');
    const most = ann.engine.info.limits.textGraphemes;
    if (most !== undefined)
      equal((await refusal(edits.edit(message, text('é'.repeat(most + 1))), 'too-large')).limit, most, 'limit');
    equal((await inHistory(bob, direct(ann), message))?.content, text('mine'), 'after the refusals');
    if (!ann.engine.recall) return;
    await ann.engine.recall.recall(message);
    await refusal(edits.edit(message, text('back again')), 'forbidden', 'not-found');
    await quiet();
    ok(!changesOf(bob, message).some(({ what }) => what === 'edited'), 'told of an edit that was refused');
  });

  it('edit', 'what quotes it says the new words', async (world, unsupported) => {
    const { ann, bob, message, theirs } = await talk(world, 'old words');
    if (!ann.engine.edits) return lacks(ann, 'edit', unsupported);
    if (world.harness.without?.includes('live-quotes')) return unsupported();
    const reply = await post(bob, direct(ann), 'a reply', { replyTo: { serverId: theirs.serverId ?? '' } });
    await ann.engine.edits.edit(message, text('new words'));
    for (const [who, id] of [[ann, direct(bob)] as const, [bob, direct(ann)] as const])
      equal((await inHistory(who, id, reply))?.replyTo?.preview, 'new words', 'preview');
  });

  it('edit', 'only within its time', async (world, unsupported) => {
    const engine = world.harness.strictEngine;
    if (!engine) return unsupported();
    const [ann, bob] = ['ann', 'bob'].map((name) =>
      world.actor(world.person(name), { engine: engine.call(world.harness) }),
    );
    for (const who of [ann, bob]) await who?.connect();
    const seconds = ann?.engine.info.limits.editSeconds;
    if (!ann?.engine.edits || !bob || seconds === undefined || seconds > 2) return unsupported();
    const message = await post(ann, direct(bob), 'now');
    await quiet(seconds * 1000 + 200);
    equal((await refusal(ann.engine.edits.edit(message, text('late')), 'too-late')).limit, seconds, 'limit');
    equal((await history(bob, direct(ann))).at(-1)?.content, text('now'), 'after it');
  });
};

const extensionCases = (it: AddCase): void => {
  it('extension', 'values set and removed come to every device and to history', async (world, unsupported) => {
    const all = await talk(world);
    const { ann, bob, message, theirs } = all;
    if (!ann.engine.extensions || !bob.engine.extensions) return lacks(ann, 'extend', unsupported);
    await ann.engine.extensions.extend(message, { set: { done: 'no', who: '愛' } });
    const answer = await bob.engine.extensions.extend(theirs, { set: { done: 'yes' }, remove: ['who'] });
    equal(answer, { done: 'yes' }, 'answer');
    await changed(ann, 'extended', message, ({ set, removed = [] }) => set.done === 'yes' && removed.includes('who'));
    await everywhere(
      all,
      'extended',
      ({ set }) => set.done === 'yes',
      (kept) => equal(kept?.extensions, { done: 'yes' }, 'in history'),
    );
  });

  it('extension', 'all or nothing: a value that differs is a conflict with what stands', async (world, unsupported) => {
    const { ann, bob, message, theirs } = await talk(world);
    if (!ann.engine.extensions || !bob.engine.extensions) return lacks(ann, 'extend', unsupported);
    await ann.engine.extensions.extend(message, { set: { vote: '1' }, was: { vote: null } });
    const late = { set: { vote: '2', extra: 'x' }, was: { vote: null, extra: null } };
    const error = await refusal(bob.engine.extensions.extend(theirs, late), 'conflict');
    equal(error.latest, { vote: '1' }, 'latest');
    equal((await inHistory(ann, direct(bob), message))?.extensions, { vote: '1' }, 'kept');
    await bob.engine.extensions.extend(theirs, { ...late, was: { vote: '1', extra: null } });
    equal((await inHistory(ann, direct(bob), message))?.extensions, { vote: '2', extra: 'x' }, 'kept');
  });

  it('extension', "another's own keys, the sender's, and what is too long are refused", async (world, unsupported) => {
    const { ann, bob, message, theirs } = await talk(world);
    const [mine, his] = [ann.engine.extensions, bob.engine.extensions];
    if (!mine || !his) return lacks(ann, 'extend', unsupported);
    await refusal(mine.extend(message, { set: { [`@${bob.id}`]: 'x' } }), 'forbidden');
    await refusal(his.extend(theirs, { set: { '!state': 'x', good: 'y' } }), 'forbidden');
    await mine.extend(message, { set: { '!state': 'open' } });
    await his.extend(theirs, { set: { [`@${bob.id}`]: 'seen' } });
    const { extensionValue = 4096, extensionKey = 100 } = ann.engine.info.limits;
    await refusal(his.extend(theirs, { set: { a: 'x'.repeat(extensionValue + 1) } }), 'too-large', 'invalid');
    await refusal(his.extend(theirs, { set: { ['k'.repeat(extensionKey + 1)]: 'x' } }), 'too-large', 'invalid');
    await refusal(his.extend(theirs, {}), 'invalid');
    const kept = (await inHistory(bob, direct(ann), message))?.extensions;
    equal(kept, { '!state': 'open', [`@${bob.id}`]: 'seen' }, 'kept');
  });

  it('extension', 'not on what one cannot see', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    if (!eve.engine.extensions) return lacks(eve, 'extend', unsupported);
    const message = await post(ann, direct(bob), 'private');
    const guessed = { ...message, conversationId: direct(bob), own: false };
    await refusal(eve.engine.extensions.extend(guessed, { set: { a: 'b' } }), 'not-found', 'forbidden');
    const group = await groupOf(ann, [bob, eve]);
    if (!group) return;
    const hidden = await post(ann, group, 'for bob', { audience: [bob.id] });
    await refusal(eve.engine.extensions.extend(hidden, { set: { a: 'b' } }), 'not-found');
  });
};

/** What is done to the words and values of a message after it was sent. */
export const changeCases: Cases = (it) => {
  editCases(it);
  extensionCases(it);
};
