import { type Actor, direct } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { changed, groupOf, history, inHistory, lacks, post, received, row, wordsOf } from './sent.js';

const sendOptions = (it: AddCase): void => {
  it('send.options', 'silent, unlisted, uncounted and data do what they say', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const plain = await post(ann, direct(bob), 'plain');
    equal((await received(bob, plain)).silent, undefined, 'silent unasked');
    const silent = await post(ann, direct(bob), 'hush', { silent: true, data: '{"order":7}' });
    const told = await received(bob, silent);
    equal([told.silent, told.data, told.counts], [true, '{"order":7}', true], 'told');
    equal((await inHistory(bob, direct(ann), silent))?.data, '{"order":7}', 'data in history');
    const aside = await post(ann, direct(bob), 'aside', { unlisted: true, uncounted: true });
    equal((await received(bob, aside)).counts, false, 'counts');
    const kept = await row(bob, direct(ann));
    equal([kept?.unread, kept?.lastMessage?.content.text], [2, 'hush'], 'row');
    equal(wordsOf(await history(bob, direct(ann))), ['plain', 'hush', 'aside'], 'history');
    await refusal(post(ann, direct(bob), 'too much', { data: 'x'.repeat(4097) }), 'too-large', 'invalid');
  });

  it('send.options', 'online only: told to who is there, kept nowhere, once', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (ann.engine.can('transient') !== 'available') return lacks(ann, 'transient', unsupported);
    await post(ann, direct(bob), 'kept');
    const [other, late] = await Promise.all([world.join(ann), world.join(bob)]);
    const { cursor } = late;
    await late.engine.disconnect();
    const flash = await post(ann, direct(bob), 'flash', { transient: true });
    for (const one of [bob, other]) {
      const told = await received(one, flash);
      equal([told.transient, told.content.text], [true, 'flash'], 'told');
    }
    const back = await world.join(bob, cursor);
    await quiet();
    ok(!back.told().some(({ serverId }) => serverId === flash.serverId), 'told to who was away');
    equal(wordsOf(await history(bob, direct(ann))), ['kept'], 'kept');
    const kept = await row(bob, direct(ann));
    equal([kept?.unread, kept?.lastMessage?.content.text], [1, 'kept'], 'row');
    equal(ann.told().filter(({ serverId }) => serverId === flash.serverId).length, 0, 'told to its own device');
    for (const lasting of [{ expire: 5 }, { receipt: true }])
      await refusal(post(ann, direct(bob), 'both', { transient: true, ...lasting }), 'invalid');
  });

  it('send.directed', 'the named see it; for the others it is nowhere', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob, eve]);
    if (!group || ann.engine.can('direct', group) !== 'available') return lacks(ann, 'direct', unsupported);
    await post(ann, group, 'for all');
    await eve.message('for all');
    const late = await world.join(eve);
    const { cursor } = late;
    await late.engine.disconnect();
    const before = await row(eve, group);
    const hidden = await post(ann, group, 'the secret wombat', {
      audience: [bob.id],
      mentions: { users: [bob.id] },
      receipt: true,
    });
    equal((await received(bob, hidden)).audience, [bob.id], 'told');
    equal((await inHistory(bob, group, hidden))?.content.text, 'the secret wombat', 'in history of the named');
    const reply = await post(bob, group, 'aloud', { replyTo: { serverId: hidden.serverId } });
    const quote = (await received(eve, reply)).replyTo;
    equal([quote?.gone, quote?.preview], ['missing', undefined], 'quoted to the others');
    const [back, fresh] = [await world.join(eve, cursor), await world.join(eve)];
    if (cursor !== undefined) await received(back, reply);
    else equal((await inHistory(back, group, reply))?.content.text, 'aloud', 'in history of who came back');
    const after = await row(eve, group);
    equal(after?.unread, (before?.unread ?? 0) + 1, 'unread of the others');
    equal(after?.mentions ?? [], [], 'mentions of the others');
    const found = await eve.engine.search?.messages({ words: ['wombat'] });
    if (found) equal([found.items, found.counts ?? []], [[], []], 'found by the others');
    const all = [eve.batches, back.batches, fresh.batches, await history(eve, group), after];
    ok(!JSON.stringify(all).includes('wombat'), 'the others were told');
    await refusal(eve.engine.messages.history(group, { around: hidden.serverId }), 'not-found');
  });

  it('send.directed', 'only to members, and only in groups', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await groupOf(ann, [bob]);
    if (!group || ann.engine.can('direct', group) !== 'available') return lacks(ann, 'direct', unsupported);
    await refusal(post(ann, group, 'psst', { audience: [eve.id] }), 'forbidden', 'invalid');
    await refusal(post(ann, group, 'psst', { audience: [] }), 'invalid');
    await refusal(post(ann, direct(bob), 'psst', { audience: [bob.id] }), 'invalid', 'unsupported');
    const mentioned = { audience: [bob.id], mentions: { users: [eve.id] } };
    await refusal(post(ann, group, 'psst', mentioned), 'invalid', 'forbidden');
  });
};

const expireCases = (it: AddCase): void => {
  it('send.expire', 'its time begins when it is read, and then it is gone for all', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (ann.engine.can('expire') !== 'available') return lacks(ann, 'expire', unsupported);
    const burns = await post(ann, direct(bob), 'burns', { expire: 1 });
    const stays = await post(ann, direct(bob), 'stays');
    equal((await received(bob, burns)).expire, { seconds: 1 }, 'told');
    await received(bob, stays);
    await quiet(1_300);
    equal(wordsOf(await history(bob, direct(ann))), ['burns', 'stays'], 'before it is read');
    const readAt = Date.now();
    await bob.engine.conversations.markRead(direct(ann), { order: stays.order });
    for (const one of [ann, bob]) {
      const { at } = await changed(one, 'expiring', burns);
      ok(at >= readAt + 900 && at <= Date.now() + 1_100, `burns at ${at - readAt} ms after it was read`);
      await changed(one, 'deleted', burns);
    }
    equal(wordsOf(await history(ann, direct(bob))), ['stays'], 'of the sender');
    equal(wordsOf(await history(bob, direct(ann))), ['stays'], 'of the reader');
    const fresh = await world.join(bob);
    ok(!JSON.stringify(fresh.batches).includes('burns'), 'told to a new device');
  });

  it('send.expire', 'no time, a long one and a wrong one', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (ann.engine.can('expire') !== 'available') return lacks(ann, 'expire', unsupported);
    for (const wrong of [0, -1, 1.5, 604_801])
      await refusal(post(ann, direct(bob), 'no', { expire: wrong }), 'invalid', 'too-large');
    await post(ann, direct(bob), 'a week', { expire: 604_800 });
    equal(wordsOf(await history(bob, direct(ann))), ['a week'], 'kept');
  });
};

/** How a message is sent, beside its words. */
export const optionCases: Cases = (it) => {
  sendOptions(it);
  expireCases(it);
};
