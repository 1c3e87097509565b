import type { Client } from '../../../core/client/types.js';
import { isImError, targetOf } from '../../../core/model/index.js';
import { circle, circleOf, typeWhere } from './acting.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { hasWords, isSent, say, seen } from './client-world.js';
import { around, groupOf, lockedOut, standingOf } from './group-cases.js';

const HOUR = 3_600_000;

export const groupPeopleCases: Cases = (it) => {
  it('groups.members', 'in pages, by role and mute, with cards; who is online', async (world, unsupported) => {
    const type = typeWhere(world, ['set-role', 'mute-member'], ['edit-member']);
    const { group, ids, clients } = await circleOf(world, type, 'ann', 'bob', 'cid');
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('edit-card') === 'unsupported') return unsupported();
    const id = targetOf(group);
    while (await ann.groups.moreMembers(id));
    equal([...ann.store.list(`members/${id}`)].sort(), [...ids].sort(), 'all');
    await bob.groups.updateMember(id, ids[1] as string, { card: 'Bobby', fields: { desk: '4' } });
    if (world.harness.without?.includes('told-cards')) {
      const { items } = await ann.groups.members(id);
      equal(items.find(({ userId }) => userId === ids[1])?.card, 'Bobby', 'his card');
    } else await seen(ann, 'his card', () => ann.store.get('member', `${id}/${ids[1]}`)?.card === 'Bobby');
    await refusal(bob.groups.updateMember(id, ids[2] as string, { card: 'Silly' }), 'forbidden');
    await ann.groups.setRole(id, [ids[1] as string], 'admin');
    const users = async (query: Parameters<Client['groups']['members']>[1]) =>
      (await ann.groups.members(id, query)).items.map(({ userId }) => userId);
    equal(await users({ roles: ['admin'] }), [ids[1]], 'admins');
    await ann.groups.mute(id, [ids[2] as string], ann.session.now() + HOUR);
    equal(await users({ muted: true }), [ids[2]], 'muted ones');
    equal(await ann.groups.online(id), 3);
  });

  it('search.members', 'in cards, names and ids', async (world, unsupported) => {
    const { group, ids, clients } = await circle(world, 'ann', 'bob', 'cid');
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('search-members') === 'unsupported') return unsupported();
    const id = targetOf(group);
    await bob.groups.updateMember(id, ids[1] as string, { card: 'Meister Röhrich' });
    await bob.users.update({ name: '王小明' });
    const folds = !world.harness.without?.includes('folded-ids');
    for (const words of ['meister r', '小明', folds ? (ids[1] as string).toUpperCase() : (ids[1] as string)])
      equal(
        (await ann.groups.members(id, { words })).items.map(({ userId }) => userId),
        [ids[1]],
        words,
      );
    equal((await ann.groups.members(id, { words: 'nobody at all' })).items, []);
  });

  it('groups.invite', 'with an outcome each; with consent where it is asked for', async (world, unsupported) => {
    const consents = !world.harness.without?.includes('consent');
    const draft = { invites: consents ? ('consent' as const) : ('members' as const) };
    const { id, group, ids, clients } = await around(world, draft, 'ann', 'bob', 'cid');
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('answer-application') === 'unsupported') return unsupported();
    await bob.groups.moreApplications();
    const ghost = world.person('ghost');
    const outcomes = await ann.groups.invite(id, [ids[1] as string, ghost, ids[0] as string], 'come');
    equal(
      [outcomes.get(ids[1] as string), outcomes.get(ids[0] as string)],
      [consents ? 'pending' : 'joined', 'joined'],
    );
    const lost = outcomes.get(ghost);
    ok(isImError(lost) && lost.code === 'not-found', 'of nobody');
    if (consents) {
      const asked = await seen(bob, 'the invitation', () => bob.store.list('applications')[0]);
      equal(bob.store.get('application', asked)?.words, 'come');
      equal(standingOf(bob, group), undefined, 'not in yet');
      await bob.groups.accept(asked);
      await bob.groups.accept(asked);
    }
    await seen(bob, 'in', () => standingOf(bob, group)?.role === 'member');
    await ann.groups.update(id, { invites: 'closed' });
    await refusal(ann.groups.invite(id, [ids[2] as string]), 'forbidden');
    await ann.groups.update(id, { invites: 'admins' });
    // Without consent of the invited one, that of an admin is asked for.
    if (consents) await refusal(bob.groups.invite(id, [ids[2] as string]), 'forbidden');
    else equal((await bob.groups.invite(id, [ids[2] as string])).get(ids[2] as string), 'pending');
    equal((await ann.groups.invite(id, [ids[2] as string])).get(ids[2] as string), 'joined');
    await seen(cid, 'in', () => standingOf(cid, group)?.role === 'member');
  });

  it('groups.kick', 'out with an outcome each, and out of reach with a ban', async (world, unsupported) => {
    const { group, ids, clients } = await circleOf(
      world,
      typeWhere(world, ['kick', 'edit-policy']),
      'ann',
      'bob',
      'cid',
    );
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('kick') === 'unsupported') return unsupported();
    const id = targetOf(group);
    await ann.groups.update(id, { policy: 'open' });
    await refusal(bob.groups.kick(id, [ids[2] as string]), 'forbidden');
    const outcomes = await ann.groups.kick(id, [ids[1] as string, world.person('ghost')]);
    equal([outcomes.get(ids[1] as string), outcomes.size], ['removed', 2]);
    await lockedOut(bob, group, 'removed', 'forbidden');
    equal(await bob.groups.join(id), 'joined', 'he may come again');
    await seen(bob, 'unlocked', () => standingOf(bob, group)?.role === 'member');
    await isSent(bob, await say(bob, group, 'back again'));
    if (ann.can('ban', group) === 'unsupported') return;
    await ann.groups.kick(id, [ids[2] as string], { ban: true });
    await lockedOut(cid, group, 'banned', 'banned');
    equal(cid.can('join-group', group), 'unavailable');
    await refusal(cid.groups.join(id), 'banned');
    equal((await ann.groups.banned(id)).items, [ids[2]]);
    await ann.groups.unban(id, [ids[2] as string]);
    equal(await cid.groups.join(id), 'joined');
  });

  it('groups.roles', 'owner, admin, member: told at once to whom it concerns', async (world, unsupported) => {
    const { group, ids, clients } = await circleOf(world, typeWhere(world, ['set-role']), 'ann', 'bob', 'cid');
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('set-role') === 'unsupported') return unsupported();
    const id = targetOf(group);
    equal((await ann.groups.setRole(id, [ids[1] as string], 'admin')).get(ids[1] as string), 'set');
    await seen(bob, 'his role', () => standingOf(bob, group)?.role === 'admin');
    equal(
      [bob.can('kick', group, { other: 'member' }), bob.can('kick', group, { other: 'owner' })],
      ['available', 'unavailable'],
    );
    equal([bob.can('set-role', group), cid.can('kick', group)], ['unavailable', 'unavailable']);
    const outcomes = await bob.groups.kick(id, [ids[0] as string]);
    ok(isImError(outcomes.get(ids[0] as string)), 'nobody removes the owner');
    await refusal(bob.groups.transfer(id, ids[2] as string), 'forbidden');
    await ann.groups.transfer(id, ids[2] as string);
    await ann.groups.transfer(id, ids[2] as string);
    await seen(cid, 'the new owner', () => standingOf(cid, group)?.role === 'owner');
    await seen(ann, 'a member like others', () => standingOf(ann, group)?.role === 'member');
    await seen(ann, 'whose it is', () => groupOf(ann, group)?.ownerId === ids[2]);
  });

  it('groups.mute', 'one until then, or all but some; what was typed is not lost', async (world, unsupported) => {
    const type = typeWhere(world, ['mute-member', 'mute-all']);
    const { group, ids, clients } = await circleOf(world, type, 'ann', 'bob', 'cid');
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('mute-member') === 'unsupported') return unsupported();
    const id = targetOf(group);
    const until = ann.session.now() + HOUR;
    await refusal(ann.groups.mute(id, [ids[1] as string], until + 40 * 24 * HOUR), 'invalid');
    await ann.groups.mute(id, [ids[1] as string], until);
    await lockedOut(bob, group, 'muted', 'muted');
    // Some count seconds.
    ok(
      Math.abs((standingOf(bob, group)?.until ?? 0) - until) <= 2_000,
      `until ${standingOf(bob, group)?.until}, not ${until}`,
    );
    await ann.groups.mute(id, [ids[1] as string], 0);
    await seen(bob, 'his voice', () => !standingOf(bob, group)?.locked);
    await isSent(bob, await say(bob, group, 'thanks'));
    await ann.groups.muteAll(id, true);
    await lockedOut(cid, group, 'muted-all', 'muted');
    await isSent(ann, await say(ann, group, 'owners speak'));
    if (!world.harness.without?.includes('exempt')) {
      await ann.groups.exempt(id, [ids[1] as string], true);
      await seen(bob, 'exempt', () => !standingOf(bob, group)?.locked);
      await isSent(bob, await say(bob, group, 'me too'));
    }
    await ann.groups.muteAll(id, false);
    await seen(cid, 'all may write', () => !standingOf(cid, group)?.locked);
  });

  it('groups.applications', 'kept until answered, by whoever is first', async (world, unsupported) => {
    const { id, group, ids, clients } = await around(world, { type: 'public' }, 'ann', 'bob', 'cid', 'dan');
    const [ann, bob, cid, dan] = clients as [Client, Client, Client, Client];
    if (ann.can('answer-application') === 'unsupported') return unsupported();
    await ann.groups.invite(id, [ids[1] as string]);
    await ann.groups.setRole(id, [ids[1] as string], 'admin');
    await Promise.all([ann.groups.moreApplications(), bob.groups.moreApplications()]);
    equal(await cid.groups.join(id, 'may I?'), 'pending');
    equal(await cid.groups.join(id, 'may I?'), 'pending', 'asked again');
    const first = await seen(ann, 'one that waits', () => ann.store.list('applications')[0]);
    await seen(bob, 'the same', () => bob.store.list('applications').includes(first));
    equal([ann.store.get('application', first)?.words, ann.store.get('application', first)?.read], ['may I?', false]);
    await ann.groups.readApplications();
    await seen(ann, 'read', () => ann.store.get('application', first)?.read);
    equal(bob.store.get('application', first)?.read, false, 'by the other admin not');
    await refusal(dan.groups.accept(first), 'not-found');
    await bob.groups.accept(first);
    const late = await refusal(ann.groups.refuse(first, 'no'), 'conflict');
    ok(late, 'the slower one');
    await seen(ann, 'the answer of the other', () => ann.store.get('application', first)?.state !== 'pending');
    equal([ann.store.get('application', first)?.state, ann.store.get('application', first)?.by], ['accepted', ids[1]]);
    await seen(cid, 'in', () => standingOf(cid, group)?.role === 'member');
    equal(await dan.groups.join(id), 'pending');
    const second = await seen(ann, 'another', () => ann.store.list('applications').find((one) => one !== first));
    await ann.groups.refuse(second, 'we are many');
    const told = await seen(dan, 'the answer', () =>
      [...dan.store.entries()]
        .map(([, value]) => value as { id?: string; reason?: string })
        .find((one) => one?.id === second && one.reason),
    );
    equal(told.reason, 'we are many');
  });

  it(
    'groups.attributes',
    'set, guarded, replaced, counted; all of it comes with the group',
    async (world, unsupported) => {
      const { group, clients } = await circle(world, 'ann', 'bob');
      const [ann, bob] = clients as [Client, Client];
      if (ann.can('attributes') === 'unsupported') return unsupported();
      const id = targetOf(group);
      await bob.groups.setAttributes(id, { turn: 'ann', round: '1' });
      await seen(ann, 'them', () => groupOf(ann, group)?.attributes?.turn === 'ann');
      await ann.groups.setAttributes(id, { turn: 'bob' }, { was: { turn: 'ann' } });
      const late = await refusal(bob.groups.setAttributes(id, { turn: 'cid' }, { was: { turn: 'ann' } }), 'conflict');
      equal((late.latest as Record<string, string>).turn, 'bob');
      await bob.groups.setAttributes(id, { round: null });
      await seen(ann, 'one gone', () => JSON.stringify(groupOf(ann, group)?.attributes) === '{"turn":"bob"}');
      if (bob.can('init-attributes', group) !== 'available')
        await refusal(bob.groups.initAttributes(id, {}), 'forbidden');
      await ann.groups.initAttributes(id, { new: 'game' });
      await seen(bob, 'all new', () => JSON.stringify(groupOf(bob, group)?.attributes) === '{"new":"game"}');
      const values = await Promise.all([ann, bob].map((one) => one.groups.count(id, 'points', { by: 2 })));
      equal(values.sort(), [2, 4]);
      equal(await ann.groups.count(id, 'points', { to: 10 }), 10);
      await seen(bob, 'the counter', () => groupOf(bob, group)?.counters?.points === 10);
      const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${n}`, 'v']));
      await refusal(ann.groups.setAttributes(id, many), 'too-large');
    },
  );

  it('discussion', 'of the moment: anybody renames and adds, its creator alone removes', async (world, unsupported) => {
    const { id, group, ids, clients } = await around(world, { type: 'discussion' }, 'ann', 'bob', 'cid');
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('edit-policy') === 'unsupported') return unsupported();
    await ann.groups.invite(id, [ids[1] as string]);
    await seen(bob, 'in', () => standingOf(bob, group)?.role === 'member');
    equal((await bob.groups.invite(id, [ids[2] as string])).get(ids[2] as string), 'joined');
    await bob.groups.get([id]);
    equal([bob.can('edit-group', group), bob.can('kick', group)], ['available', 'unavailable']);
    await bob.groups.update(id, { name: 'Lunch' });
    await seen(ann, 'the name', () => ann.store.get('conversation', group)?.title === 'Lunch');
    await refusal(bob.groups.kick(id, [ids[2] as string]), 'forbidden');
    await refusal(ann.groups.setRole(id, [ids[1] as string], 'admin'), 'forbidden');
    await refusal(ann.groups.muteAll(id, true), 'forbidden');
    await ann.groups.update(id, { invites: 'closed' });
    await refusal(bob.groups.invite(id, [ids[2] as string]), 'forbidden');
    await ann.groups.kick(id, [ids[2] as string]);
    await lockedOut(cid, group, 'removed', 'forbidden');
    bob.conversations.open(group);
    await isSent(ann, await say(ann, group, 'two of us'));
    await hasWords(bob, group, 'two of us');
  });
};
