import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle, type TestClient, type World } from './support/service.js';

/** Ann's group, where bob, a member, has invited dan and eve, who were not asked before. */
const invited = async (world: World) => {
  const [ann, bob, dan, eve] = await Promise.all(['ann', 'bob', 'dan', 'eve'].map((one) => world.enter(one)));
  const all = { ann, bob, dan, eve } as Record<'ann' | 'bob' | 'dan' | 'eve', TestClient>;
  await all.ann.call('groups.create', { id: 'g', name: 'G', invites: 'consent', members: ['bob'] });
  await all.bob.call('groups.invite', { group: 'g', users: ['dan', 'eve'] });
  await settle();
  return all;
};

const last = (client: TestClient) => client.of('application').at(-1)?.application;
const members = async (client: TestClient) =>
  (await client.call('groups.members', { group: 'g' })).items.map(({ user }) => user).sort();

const ends: Readonly<Record<string, (all: Awaited<ReturnType<typeof invited>>) => Promise<unknown>>> = {
  'was banned': ({ ann }) => ann.call('groups.kick', { group: 'g', users: ['bob'], ban: true }),
  'was removed': ({ ann }) => ann.call('groups.kick', { group: 'g', users: ['bob'] }),
  left: ({ bob }) => bob.call('groups.leave', { group: 'g' }),
  'may not invite any more': ({ ann }) => ann.call('groups.update', { group: 'g', patch: { invites: 'admins' } }),
  'is an admin no more': async ({ ann }) => {
    await ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'admin' });
    await ann.call('groups.update', { group: 'g', patch: { invites: 'admins' } });
    await ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'member' });
  },
  'handed it over': async ({ ann, bob }) => {
    await ann.call('groups.transfer', { group: 'g', to: 'bob' });
    await bob.call('groups.update', { group: 'g', patch: { invites: 'admins' } });
    await settle();
    assert.equal((await members(bob)).length, 2);
    await bob.call('groups.transfer', { group: 'g', to: 'ann' });
  },
};

onEveryStorage('invitations', (make) => {
  for (const [why, end] of Object.entries(ends)) {
    it(`end when who made them ${why}`, async () => {
      const all = await invited(await make());
      const { dan, eve } = all;
      const { id = '' } = last(dan) ?? {};
      await end(all);
      await settle();
      assert.deepEqual([last(dan)?.state, last(eve)?.state], ['refused', 'refused']);
      await assert.rejects(dan.call('groups.answer', { application: id, accept: true }), refused('conflict'));
      await assert.rejects(eve.call('groups.join', { group: 'g' }), refused('forbidden', 'group'));
      await assert.rejects(members(dan), refused('not-found', 'group'));
    });
  }

  it('stand while who made them still may', async () => {
    const { ann, bob, dan, eve } = await invited(await make());
    await ann.call('groups.set-role', { group: 'g', users: ['bob'], role: 'admin' });
    await ann.call('groups.update', { group: 'g', patch: { invites: 'admins' } });
    await settle();
    assert.equal(last(eve)?.state, 'pending');
    await dan.call('groups.answer', { application: last(dan)?.id as string, accept: true });
    assert.deepEqual(await members(bob), ['ann', 'bob', 'dan']);
  });

  it('one that an older hub left behind opens nothing', async () => {
    const world = await make();
    const { ann, dan, eve } = await invited(world);
    // As that hub did it: the inviter went, and nothing else.
    await world.storage.transaction((tx) => tx.members.remove('group:g', 'bob'));
    const answer = { application: last(dan)?.id as string, accept: true };
    await assert.rejects(dan.call('groups.answer', answer), refused('conflict', 'application'));
    await assert.rejects(eve.call('groups.join', { group: 'g' }), refused('forbidden', 'group'));
    assert.deepEqual(await members(ann), ['ann']);
  });

  it('are taken back by who made them and by who runs the group, and accepted by neither', async () => {
    const { ann, bob, dan, eve } = await invited(await make());
    const [one, two] = [last(dan)?.id as string, last(eve)?.id as string];
    for (const client of [ann, bob]) {
      await assert.rejects(client.call('groups.answer', { application: one, accept: true }), refused('not-found'));
    }
    await assert.rejects(dan.call('groups.answer', { application: two, accept: false }), refused('not-found'));
    await bob.call('groups.answer', { application: one, accept: false });
    await ann.call('groups.answer', { application: two, accept: false });
    await settle();
    assert.deepEqual([last(dan)?.state, last(dan)?.by], ['refused', 'bob']);
    assert.deepEqual([last(eve)?.state, last(eve)?.by], ['refused', 'ann']);
    await assert.rejects(eve.call('groups.join', { group: 'g' }), refused('forbidden', 'group'));
  });
});
