import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, type Refused, refused, settle, type TestClient, type World } from './support/service.js';

const GROUP = 'group:g';

const start = async (world: World, more: object = {}) => {
  const [ann, bob, cid] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cid')];
  await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'], ...more });
  await settle();
  return { ann, bob, cid };
};

const standing = (client: TestClient) => client.of('conversation').at(-1)?.conversation.standing;
const said = (error: unknown) => (error as Refused).wire.limit;
const text = (words: string) => ({ kind: 'text', text: words });

onEveryStorage('groups', (make) => {
  it('tells who was removed nothing of what comes after: not live, not late, not by any question', async () => {
    const world = await make();
    const { ann, bob } = await start(world);
    const { id } = await ann.send(GROUP, 'old words');
    await bob.send(GROUP, 'mine');
    await settle();
    const cursor = bob.cursor;
    await ann.call('groups.kick', { group: 'g', users: ['bob'] });
    await settle();
    assert.deepEqual(standing(bob), { locked: 'removed' });
    assert.deepEqual(bob.of('member-removed').at(-1), { t: 'member-removed', group: 'g', user: 'bob' });
    const heard = bob.frames.length;
    world.clock.advance(1_000);
    await ann.send(GROUP, 'secret one');
    await ann.call('messages.edit', { conversation: GROUP, id, content: text('secret two') });
    await ann.call('groups.update', { group: 'g', patch: { name: 'Secret three' } });
    await ann.call('groups.announce', { group: 'g', text: 'secret four' });
    await ann.call('messages.pin', { conversation: GROUP, id, pinned: true });
    await ann.call('groups.invite', { group: 'g', users: ['dan'] });
    await ann.call('typing.set', { conversation: GROUP, what: 'text' });
    await settle();
    assert.equal(bob.frames.length, heard, 'nothing comes');
    const late = await world.enter('bob', 'd2', cursor);
    const told = [
      late.events,
      await bob.call('conversations.list', {}),
      await bob.call('conversations.list', { filter: { words: 'secret' } }),
      await bob.call('conversations.get', { ids: [GROUP] }),
      await bob.call('messages.history', { conversation: GROUP, limit: 100 }),
      await bob.call('messages.history', { conversation: GROUP, after: 0 }),
      await bob.call('search.messages', { words: ['secret'] }),
      await bob.call('groups.get', { ids: ['g'] }),
      await bob.call('groups.mine', {}),
      await bob.call('conversations.unread', {}),
    ];
    assert.doesNotMatch(JSON.stringify(told), /secret/i);
    assert.deepEqual(await bob.texts(GROUP), ['notice', 'mine'], 'words that changed since are not shown either');
    await assert.rejects(bob.call('messages.history', { conversation: GROUP, around: id }), refused('not-found'));
    for (const op of ['messages.pins', 'conversations.unread-from'] as const) {
      await assert.rejects(bob.call(op, { conversation: GROUP }));
    }
    await assert.rejects(bob.send(GROUP, 'hello?'), refused('forbidden', 'conversation'));
    await assert.rejects(
      bob.call('messages.edit', { conversation: GROUP, id, content: text('x') }),
      refused('not-found'),
    );
    await bob.call('conversations.remove', { conversation: GROUP });
    assert.deepEqual((await bob.call('conversations.list', {})).items, []);
    await assert.rejects(bob.texts(GROUP), refused('not-found'));
  });

  it('who is gone clears what he could still read: on all his devices, and also for when he comes again', async () => {
    const world = await make();
    const { ann, bob, cid } = await start(world, { history: 'all' });
    const phone = await world.enter('bob', 'd2');
    await ann.send(GROUP, 'before');
    await ann.call('groups.kick', { group: 'g', users: ['bob'] });
    await ann.send(GROUP, 'without him');
    assert.ok((await bob.texts(GROUP)).includes('before'));
    await bob.call('messages.clear', { conversation: GROUP });
    await bob.call('messages.clear', { conversation: GROUP });
    await settle();
    assert.deepEqual(await bob.texts(GROUP), []);
    assert.equal(phone.of('cleared').length, 1);
    assert.equal(phone.of('cleared')[0]?.conversation, GROUP);
    assert.deepEqual(cid.of('cleared'), []);
    await ann.call('groups.invite', { group: 'g', users: ['bob'] });
    const texts = await bob.texts(GROUP);
    assert.ok(!texts.includes('before'), 'what he had cleared');
    assert.ok(texts.includes('without him'), 'open to newcomers');
  });

  it('keeps locked rows in their place in the list, page by page', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    for (let n = 0; n < 7; n++) {
      world.clock.advance(1_000);
      await ann.call('groups.create', { id: `g${n}`, name: `G${n}`, members: ['bob'] });
    }
    for (const n of [1, 4]) await ann.call('groups.kick', { group: `g${n}`, users: ['bob'] });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await bob.call('conversations.list', { limit: 2, ...(cursor !== undefined && { cursor }) });
      found.push(...page.items.map(({ id, standing: there }) => `${id} ${there?.locked ?? there?.role}`));
      cursor = page.next;
    } while (cursor !== undefined);
    const where = (n: number) => `group:g${n} ${n === 1 || n === 4 ? 'removed' : 'member'}`;
    assert.deepEqual(found, [6, 5, 4, 3, 2, 1, 0].map(where));
  });

  it('silences with the time that is left, wherever words could be said', async () => {
    const world = await make();
    const { ann, bob } = await start(world);
    const { id } = await bob.send(GROUP, 'before');
    const until = world.clock.now() + 60_000;
    await ann.call('groups.mute', { group: 'g', users: ['bob'], until });
    await settle();
    assert.deepEqual(standing(bob), { role: 'member', locked: 'muted', until });
    const refusal = await bob.send(GROUP, 'x').catch((error) => error.wire);
    assert.deepEqual([refusal.code, refusal.retryAfter, refusal.latest], ['muted', 60_000, standing(bob)]);
    const silent = refused('muted');
    const content = text('x');
    const one = { clientId: 'c1', conversation: GROUP };
    await assert.rejects(bob.call('messages.send', { ...one, content, transient: true }), silent);
    await assert.rejects(bob.call('messages.edit', { conversation: GROUP, id, content }), silent);
    await assert.rejects(bob.call('signals.invite', { ...one, invitees: ['ann'] }), silent);
    await assert.rejects(bob.call('typing.set', { conversation: GROUP, what: 'text' }), silent);
    await bob.call('messages.react', { conversation: GROUP, id, emoji: '👍', on: true });
    await bob.call('messages.recall', { conversation: GROUP, id });
    world.clock.advance(60_000);
    await bob.send(GROUP, 'time is over');
    await ann.call('groups.mute', { group: 'g', users: ['bob'], until: world.clock.now() + 1_000 });
    await ann.call('groups.transfer', { group: 'g', to: 'bob' });
    await bob.send(GROUP, 'nobody silences an owner');
  });

  it('shows applications to who may answer them, and to nobody else', async () => {
    const world = await make();
    const { ann, bob, cid } = await start(world, { type: 'public' });
    const [dan, eve] = [await world.enter('dan'), await world.enter('eve')];
    await dan.call('groups.join', { group: 'g', words: 'let me in' });
    await settle();
    const asked = ann.of('application').at(-1)?.application;
    assert.deepEqual([asked?.user, asked?.words, asked?.state, asked?.read], ['dan', 'let me in', 'pending', false]);
    assert.equal(dan.of('application').at(-1)?.application.read, true, 'his own');
    for (const other of [bob, cid, eve]) {
      assert.deepEqual(other.of('application'), []);
      assert.deepEqual((await other.call('groups.applications', {})).items, []);
      const answer = { application: asked?.id as string, accept: true };
      await assert.rejects(other.call('groups.answer', answer), refused('not-found', 'application'));
    }
    await ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'admin' });
    await settle();
    assert.equal(bob.of('application').at(-1)?.application.id, asked?.id, 'told to a new admin');
    await ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'member' });
    await assert.rejects(bob.call('groups.answer', { application: asked?.id as string, accept: true }));
    await ann.call('groups.kick', { group: 'g', users: ['dan'], ban: true });
    await settle();
    assert.equal(dan.of('application').at(-1)?.application.state, 'refused', 'a ban answers it');
    await assert.rejects(dan.call('groups.join', { group: 'g' }), refused('banned'));
    const { outcomes } = await ann.call('groups.invite', { group: 'g', users: ['dan'] });
    assert.equal(outcomes[0]?.error?.code, 'banned');
  });

  it('lets nobody be asked by whom he has blocked, and nobody answer for another', async () => {
    const world = await make();
    const { ann, cid } = await start(world, { invites: 'consent' });
    const dan = await world.enter('dan');
    await ann.call('groups.invite', { group: 'g', users: ['dan'], words: 'please' });
    await settle();
    const { id, invitedBy } = dan.of('application').at(-1)?.application ?? {};
    assert.equal(invitedBy, 'ann');
    for (const other of [ann, cid]) {
      await assert.rejects(
        other.call('groups.answer', { application: id as string, accept: true }),
        refused('not-found'),
      );
    }
    assert.equal((await dan.call('groups.join', { group: 'g' })).state, 'joined', 'coming is accepting');
    await settle();
    assert.equal(ann.of('application').at(-1)?.application.state, 'accepted');
    const eve = await world.enter('eve');
    await world.storage.transaction((tx) => tx.docs.put('block', 'eve', 'ann', { at: 0 }));
    const { outcomes } = await ann.call('groups.invite', { group: 'g', users: ['eve'] });
    assert.equal(outcomes[0]?.error?.code, 'blocked');
    await settle();
    assert.deepEqual(eve.events, []);
  });

  it('is over for all at once, and stays so', async () => {
    const world = await make();
    const { ann, bob } = await start(world);
    const { id } = await bob.send(GROUP, 'last words');
    await ann.call('groups.dismiss', { group: 'g' });
    await settle();
    assert.deepEqual(standing(bob), { role: 'member', locked: 'dismissed' });
    const over = refused('forbidden');
    await assert.rejects(ann.send(GROUP, 'x'), over);
    await assert.rejects(bob.call('messages.edit', { conversation: GROUP, id, content: text('x') }), over);
    await assert.rejects(bob.call('messages.react', { conversation: GROUP, id, emoji: '👍', on: true }), over);
    await assert.rejects(bob.call('messages.extend', { conversation: GROUP, id, set: { a: '1' } }), over);
    await assert.rejects(bob.call('commands.send', { id: 'c', conversation: GROUP, name: 'x' }), over);
    await assert.rejects((await world.enter('dan')).call('groups.join', { group: 'g' }), over);
    await assert.rejects(ann.call('groups.create', { id: 'g' }), refused('conflict', 'id'));
    assert.deepEqual(
      (await bob.texts(GROUP)).filter((one) => one !== 'notice'),
      ['last words'],
    );
    await bob.call('groups.leave', { group: 'g' });
    assert.equal((await ann.call('groups.members', { group: 'g' })).items.length, 2);
  });

  it('are not more than one person may own: made, or handed over; dismissed ones do not count', async () => {
    const world = await make({ ownedGroups: 3 });
    const { ann, bob } = await start(world);
    const full = refused('too-large');
    for (const id of ['g2', 'g3']) await ann.call('groups.create', { id });
    await assert.rejects(ann.call('groups.create', { id: 'g4' }), (error) => full(error) && said(error) === 3);
    assert.equal((await ann.call('groups.create', { id: 'g3' })).id, 'g3', 'asked for again');
    for (const id of ['b1', 'b2', 'b3']) await bob.call('groups.create', { id, members: ['ann'] });
    await assert.rejects(bob.call('groups.transfer', { group: 'b1', to: 'ann' }), refused('too-large', 'to'));
    assert.equal((await bob.call('groups.get', { ids: ['b1'] })).items[0]?.owner, 'bob');
    await ann.call('groups.dismiss', { group: 'g2' });
    await ann.call('groups.create', { id: 'g4' });
    await assert.rejects(ann.call('groups.create', { id: 'g5' }), refused('too-large', 'id'));
  });

  it('does what is asked for again once', async () => {
    const world = await make();
    const { ann, bob } = await start(world);
    const twice = async <T>(ask: () => Promise<T>): Promise<void> => assert.deepEqual(await ask(), await ask());
    await twice(() => ann.call('groups.count', { group: 'g', id: 'k', counter: 'c', by: 5 }));
    await twice(() => ann.call('groups.announce', { group: 'g', text: 'hear', notify: 'n1' }));
    await twice(() => ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'admin' }));
    await twice(() => ann.call('groups.kick', { group: 'g', users: ['cid'] }));
    await twice(() => ann.call('groups.transfer', { group: 'g', to: 'bob' }));
    await twice(() => ann.call('groups.leave', { group: 'g' }));
    await settle();
    const lines = bob.messages.map(({ content }) => content.event ?? content.text);
    assert.deepEqual(lines, ['group-created', 'hear', 'admin-set', 'removed', 'owner-changed', 'left']);
    assert.equal((await bob.call('groups.get', { ids: ['g'] })).items[0]?.counters?.c, 5);
  });
});
