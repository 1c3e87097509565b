import { type Actor, direct, text, type World } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { SITE_RULES, type Site } from './harness.js';
import { changesOf, groupOf, history, inHistory, lacks, post, received, row, talk, wordsOf } from './sent.js';

const guests = async (world: World, site: Site, ...names: string[]): Promise<Actor[]> => {
  const all = names.map((name) => world.actor(world.person(name), { engine: site.engine() }));
  for (const one of all) {
    await one.connect();
    await one.event('sync', ({ phase }) => phase === 'finished');
  }
  return all;
};

const { blocked, reason, altered, becomes, alteredWhy } = SITE_RULES;

const moderation = (it: AddCase): void => {
  it('moderation.blocked', 'says why; nobody else hears of it, and nothing is kept', async (world, unsupported) => {
    const { site } = world.harness;
    if (!site) return unsupported();
    const [ann, bob] = (await guests(world, site, 'ann', 'bob')) as [Actor, Actor];
    const kept = await post(ann, direct(bob), 'fine words');
    const error = await refusal(post(ann, direct(bob), `some ${blocked}`), 'rejected-content');
    equal([error.reason, error.retry], [reason, 'never'], 'why, and whether to try again');
    const { edits } = ann.engine;
    if (edits && !world.harness.without?.includes('judged-edits'))
      equal((await refusal(edits.edit(kept, text(blocked)), 'rejected-content')).reason, reason, 'of an edit');
    await post(ann, direct(bob), 'and on');
    await bob.message('and on');
    equal(wordsOf(bob.told()), ['fine words', 'and on'], 'told');
    equal(wordsOf(await history(ann, direct(bob))), ['fine words', 'and on'], 'kept');
  });

  it('moderation.blocked', 'other words go on, and the sender is told which and why', async (world, unsupported) => {
    const { site } = world.harness;
    if (!site) return unsupported();
    const [ann, bob] = (await guests(world, site, 'ann', 'bob')) as [Actor, Actor];
    const send = ann.send(direct(bob), `oh ${altered}`);
    const placed = await send;
    const plain = world.harness.without?.includes('altered-reason');
    const why = plain ? {} : { reason: alteredWhy };
    equal(placed.altered, { content: text(`oh ${becomes}`), ...why }, 'the answer');
    const told = await received(bob, placed);
    equal([told.content, told.altered], [text(`oh ${becomes}`), plain ? undefined : why], 'told');
    equal((await inHistory(bob, direct(ann), placed))?.content, text(`oh ${becomes}`), 'in history');
    ok(!JSON.stringify(bob.batches).includes(altered), 'the other words were told');
  });

  it('moderation.report', 'a message or a person, to the site and nobody else', async (world, unsupported) => {
    const { site } = world.harness;
    const reporter = site && ((await guests(world, site, 'ann', 'bob', 'eve')) as [Actor, Actor, Actor]);
    if (!site || !reporter?.[1].engine.reports) return unsupported();
    const [ann, bob, eve] = reporter;
    const message = await post(ann, direct(bob), 'rude words');
    await received(bob, message);
    const theirs = { ...message, conversationId: direct(ann), own: false };
    const { reports } = bob.engine;
    await reports?.report({ message: theirs, reason: 'abuse', words: 'look at this' });
    await reports?.report({ userId: ann.id, reason: 'spam' });
    const mine = () => site.reports.filter(({ by }) => by === bob.id);
    await until('both reports', () => mine().length === 2);
    const [first, second] = mine();
    equal(
      [first?.reason, first?.words, first?.message?.id],
      ['abuse', 'look at this', message.serverId],
      'of a message',
    );
    equal(first?.message?.content, text('rude words'), 'with its words');
    equal([second?.reason, second?.user], ['spam', ann.id], 'of a person');
    await refusal(
      eve.engine.reports!.report({ message: { ...message, conversationId: direct(ann) }, reason: 'x' }),
      'not-found',
      'forbidden',
    );
    await refusal(reports!.report({ userId: world.person('ghost'), reason: 'x' }), 'not-found');
    await refusal(reports!.report({ userId: ann.id, reason: '' }), 'invalid');
    await quiet();
    equal(changesOf(ann, message), [], 'told to who is reported');
  });
};

const pushes = (it: AddCase): void => {
  it('push.options', 'go with the message to those who are away, by their own settings', async (world, unsupported) => {
    const { site } = world.harness;
    if (!site) return unsupported();
    const [ann, bob, eve] = (await guests(world, site, 'ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    if (!group) return unsupported();
    const own = bob.engine.can('privacy') === 'available';
    if (own) await bob.engine.settings?.set({ push: { language: 'de-AT', detail: false } });
    // The back end has let go of the device when this answers.
    await bob.engine.disconnect({ logout: true });
    const of = (id: string) => site.pushes.filter(({ message }) => message.id === id);
    const sent = await post(ann, group, 'come', { push: { title: 'Hello', body: 'A message', sound: 'bell' } });
    await until('a note', () => of(sent.serverId).length > 0);
    const [note] = of(sent.serverId);
    const settings = own ? { language: 'de-AT', detail: false } : { detail: true };
    equal(note?.users, [{ id: bob.id, ...settings }], 'for whom');
    equal(note?.push, { title: 'Hello', body: 'A message', sound: 'bell' }, 'with what');
    const told = await received(eve, sent);
    ok(!JSON.stringify(told).includes('bell'), 'told to members');
    const silent = await post(ann, group, 'hush', { silent: true });
    if (own) await eve.engine.settings?.set({ push: { whileOnline: true } });
    const second = await post(ann, group, 'again');
    await until('a note', () => of(second.serverId).length > 0);
    if (own)
      equal(
        of(second.serverId)[0]
          ?.users.map(({ id }) => id)
          .sort(),
        [bob.id, eve.id].sort(),
        'whileOnline',
      );
    equal(of(silent.serverId), [], 'of a silent one');
  });

  it('push.options', 'settings are the same on all my devices, and checked', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    const other = await world.join(ann);
    const { settings } = ann.engine;
    if (!settings || ann.engine.can('privacy') !== 'available') return lacks(ann, 'privacy', unsupported);
    const set = await settings.set({ push: { language: 'zh-CN', whileOnline: true } });
    equal(set.push, { language: 'zh-CN', detail: true, whileOnline: true }, 'answer');
    const told = await other.event('settings', ({ settings: now }) => now.push.whileOnline);
    equal(told.settings, set, 'told');
    equal(await (await world.join(ann)).engine.settings!.get(), set, 'of a later device');
    await refusal(settings.set({ push: { language: 'no language!' } }), 'invalid');
    await refusal(settings.set({ push: { detail: 'yes' as never } }), 'invalid');
    equal(await settings.get(), set, 'after the refusals');
  });
};

const erasure = (it: AddCase): void => {
  it(
    'privacy.export-delete',
    'what I wrote is taken back, my name and settings gone, my sessions over',
    async (world, unsupported) => {
      const { ann, bob, other, message, back } = await talk(world, 'my secret wombat');
      const erase = ann.engine.settings?.erase;
      if (!erase) return lacks(ann, 'erase', unsupported);
      const group = await groupOf(bob, [ann]);
      const said = group && (await post(ann, group, 'in the group too'));
      if (said) await received(bob, said);
      await ann.engine.users?.update?.({ name: 'Ann Secret' });
      await bob.engine.reactions?.react({ ...message, conversationId: direct(ann) }, '👍', true);
      const answer = await post(bob, direct(ann), 'what bob wrote');
      await erase();
      for (const one of [ann, other]) await one.event('session-ended').catch(() => one.event('disconnected'));
      for (const one of [bob, await back()]) {
        const kept = await inHistory(one, direct(ann), message);
        equal(kept?.content.kind, 'recalled', 'in history of the other one');
        equal((await inHistory(one, direct(ann), answer))?.content.text, 'what bob wrote', 'what others wrote');
        if (group && said) equal((await inHistory(one, group, said))?.content.kind, 'recalled', 'in the group');
        if (one.engine.search) equal((await one.engine.search.messages({ words: ['wombat'] })).items, [], 'found');
      }
      const [user] = (await bob.engine.users?.fetch([ann.id])) ?? [];
      ok(!JSON.stringify(user ?? '').includes('Secret'), 'the name is still known');
      const members = group && (await bob.engine.groups?.members(group.slice('group:'.length), {}));
      if (members)
        equal(
          members.items.map(({ userId }) => userId),
          [bob.id],
          'members',
        );
      ok(!JSON.stringify(await row(bob, direct(ann))).includes('wombat'), 'the words are in the list');
    },
  );
};

/** What the site has to do with it: rules, reports, push, and forgetting. */
export const siteCases: Cases = (it) => {
  moderation(it);
  pushes(it);
  erasure(it);
};
