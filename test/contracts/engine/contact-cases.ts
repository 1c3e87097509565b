import type { ContactFacet } from '../../../core/engine/index.js';
import { type ImError, isImError } from '../../../core/model/index.js';
import { type Actor, direct } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';

/** From here on nobody of them is told anything; checked by what it answers. */
const silence = (...actors: readonly Actor[]) => {
  const before = actors.map(({ batches }) => batches.length);
  return async () => {
    await quiet();
    equal(
      actors.map(({ batches }) => batches.length),
      before,
      'batches told',
    );
  };
};

/** Two people whose engine keeps contacts. */
const two = async (people: Promise<Actor[]>): Promise<[Actor, Actor, ContactFacet, ContactFacet] | undefined> => {
  const [ann, bob] = (await people) as [Actor, Actor];
  const [mine, theirs] = [ann.engine.contacts, bob.engine.contacts];
  if (!mine?.add || !theirs?.answer || ann.engine.can('contacts') !== 'available') return undefined;
  return [ann, bob, mine, theirs];
};

/** Ann asks, Bob says yes. */
const befriend = async (ann: Actor, bob: Actor): Promise<void> => {
  const state = await ann.engine.contacts?.add?.(bob.id, {});
  if (state === 'added') return;
  const told = await bob.event('contact-requests', ({ changed }) => changed.some(({ from }) => from === ann.id));
  const request = told.changed.find(({ from }) => from === ann.id);
  await bob.engine.contacts?.answer?.(request?.id ?? '', true);
  await ann.event('contacts', ({ changed }) => changed.some(({ userId }) => userId === bob.id));
};

export const contactCases: Cases = (it) => {
  it('contacts.list', 'both have each other; other devices hear of it', async (world, unsupported) => {
    const pair = await two(world.people('ann', 'bob'));
    if (!pair) return unsupported();
    const [ann, bob, mine, theirs] = pair;
    const phone = await world.join(ann);
    await befriend(ann, bob);
    for (const [facet, other] of [[mine, bob] as const, [theirs, ann] as const]) {
      const { items } = await facet.list();
      equal(
        items.map(({ userId }) => userId),
        [other.id],
        'list',
      );
      ok(items[0] && items[0].since > 0 && Array.isArray(items[0].groups), 'since when, and groups');
    }
    await phone.event('contacts', ({ changed }) => changed.some(({ userId }) => userId === bob.id));
    const outcomes = await mine.remove?.([bob.id], false);
    equal(outcomes?.get(bob.id), true, 'outcome');
    await bob.event('contacts', ({ removed }) => removed?.includes(ann.id) === true);
    equal((await theirs.list()).items, [], 'his list');
  });

  it(
    'contacts.request',
    'kept until answered, asked again the same, refused with a reason',
    async (world, unsupported) => {
      const pair = await two(world.people('ann', 'bob'));
      if (!pair) return unsupported();
      const [ann, bob, mine, theirs] = pair;
      const fits = ({ from }: { readonly from: string }) => from === ann.id;
      await bob.engine.disconnect();
      equal(await mine.add?.(bob.id, { words: 'It is me', remark: 'Bobby' }), 'pending');
      equal(await mine.add?.(bob.id, { words: 'It is me' }), 'pending', 'again');
      await bob.connect(bob.cursor);
      const [request, ...more] = ((await theirs.requests?.())?.items ?? []).filter(fits);
      equal([request?.words, request?.state, request?.read, more.length], ['It is me', 'pending', false, 0]);
      equal(
        (await mine.requests?.())?.items.map(({ id, read }) => [id, read]),
        [[request?.id, true]],
        'her own',
      );
      await theirs.readRequests?.();
      await bob.event('contact-requests', ({ changed }) => changed.some((one) => one.id === request?.id && one.read));
      await theirs.answer?.(request?.id ?? '', false, { reason: 'Who is it?' });
      // Answered otherwise already: said so, or nothing happens.
      await theirs.answer?.(request?.id ?? '', true).catch(({ code }: ImError) => equal(code, 'conflict', 'too late'));
      if (world.harness.without?.includes('told-refusals'))
        await ann.event('contact-requests', ({ removed }) => removed?.includes(request?.id ?? '') === true);
      else {
        const told = await ann.event('contact-requests', ({ changed }) =>
          changed.some(({ state }) => state === 'refused'),
        );
        equal(told.changed[0]?.reason, 'Who is it?', 'reason');
      }
      equal((await mine.list()).items, [], 'nobody was added');
      // Asked from both sides it is answered.
      equal(await mine.add?.(bob.id, { remark: 'Bobby' }), 'pending');
      equal(await theirs.add?.(ann.id, {}), 'added', 'crossing');
      equal((await mine.list()).items[0]?.remark, 'Bobby', 'what she calls him');
      const third = await world.join(world.person('cat'));
      equal(await third.engine.contacts?.add?.(ann.id, {}), 'pending');
      await third.engine.contacts?.withdraw?.(`${third.id}>${ann.id}`);
    },
  );

  it(
    'contacts.request',
    'somebody may let anybody or nobody add him, and only contacts write',
    async (world, unsupported) => {
      const pair = await two(world.people('ann', 'bob'));
      if (!pair) return unsupported();
      const [ann, bob, mine] = pair;
      const only = !world.harness.without?.includes('contacts-only');
      await bob.engine.settings?.set({ contacts: { accept: 'nobody', ...(only && { only }) } });
      await refusal(mine.add?.(bob.id, {}) ?? Promise.resolve(), 'forbidden');
      if (only) {
        const error = await refusal(ann.send(direct(bob), 'psst'), 'forbidden');
        ok(isImError(error) && error.field === 'contacts', 'the reason is named');
      }
      await bob.engine.settings?.set({ contacts: { accept: 'anyone' } });
      equal(await mine.add?.(bob.id, {}), 'added');
      await ann.send(direct(bob), 'hello');
      await bob.message('hello');
    },
  );

  it('contacts.remark', 'a remark and notes, for oneself alone, on all devices', async (world, unsupported) => {
    const pair = await two(world.people('ann', 'bob'));
    if (!pair) return unsupported();
    const [ann, bob, mine, theirs] = pair;
    await befriend(ann, bob);
    const phone = await world.join(ann);
    const silent = silence(bob);
    if (world.harness.without?.includes('contact-notes')) {
      await refusal(mine.update?.(bob.id, { notes: 'Met at tea' }) ?? Promise.resolve(), 'unsupported');
      await mine.update?.(bob.id, { remark: 'Bobby' });
    } else {
      await mine.update?.(bob.id, { remark: 'Bobby', notes: 'Met at tea' });
      await mine.update?.(bob.id, { notes: null });
    }
    const told = await phone.event('contacts', ({ changed }) =>
      changed.some(({ remark, notes }) => remark === 'Bobby' && notes === undefined),
    );
    equal(told.changed[0]?.userId, bob.id);
    equal((await theirs.list()).items[0]?.remark, undefined, 'what he sees of it');
    await silent();
  });

  it('contacts.groups', 'made, renamed and removed with their people staying', async (world, unsupported) => {
    const pair = await two(world.people('ann', 'bob'));
    if (!pair) return unsupported();
    const [ann, bob, mine] = pair;
    await befriend(ann, bob);
    const phone = await world.join(ann);
    await mine.group?.('Tea', [bob.id]);
    await mine.group?.('Work', []);
    await mine.regroup?.('Tea', 'Coffee');
    const hears = world.harness.without?.includes('told-contact-groups') ? ann : phone;
    await hears.event('contact-groups', ({ names }) => names.includes('Coffee') && !names.includes('Tea'));
    equal((await mine.list()).items[0]?.groups, ['Coffee'], 'groups of the contact');
    equal([...((await mine.groups?.()) ?? [])].sort(), ['Coffee', 'Work'], 'all groups');
    await mine.regroup?.('Coffee', null);
    equal(
      (await mine.list()).items.map(({ userId, groups }) => [userId, groups]),
      [[bob.id, []]],
      'after the group is gone',
    );
  });

  it('contacts.check', 'none, mine, theirs, both', async (world, unsupported) => {
    const pair = await two(world.people('ann', 'bob'));
    if (!pair) return unsupported();
    const [ann, bob, mine, theirs] = pair;
    await bob.engine.settings?.set({ contacts: { accept: 'anyone' } });
    const relation = async () => (await mine.check?.([bob.id]))?.get(bob.id);
    equal(await relation(), 'none');
    await mine.add?.(bob.id, { oneWay: true });
    equal([await relation(), (await theirs.check?.([ann.id]))?.get(ann.id)], ['mine', 'theirs']);
    await theirs.add?.(ann.id, {});
    equal(await relation(), 'both');
  });

  it(
    'blocklist',
    'the blocked one is told blocked, the blocker nothing; kept on all devices',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const { blocks } = ann.engine;
      if (!blocks || ann.engine.can('block') !== 'available') return unsupported();
      const phone = await world.join(ann);
      const silent = silence(bob);
      const ghost = world.person('ghost');
      const outcomes = await blocks.set([bob.id, ghost], true);
      equal([outcomes.get(bob.id), isImError(outcomes.get(ghost))], [true, true], 'outcomes');
      await phone.event('blocks', ({ added }) => added.includes(bob.id));
      equal([(await blocks.list()).items, await blocks.check([bob.id, ghost])], [[bob.id], [bob.id]]);
      await silent();
      const still = silence(ann, phone);
      await refusal(bob.send(direct(ann), 'hello?'), 'blocked');
      await refusal(bob.engine.contacts?.add?.(ann.id, {}) ?? Promise.reject(new Error('no contacts')), 'blocked');
      bob.engine.typing?.typing(direct(ann), 'text');
      await still();
      await ann.send(direct(bob), 'farewell');
      await blocks.set([bob.id], false);
      await phone.event('blocks', ({ removed }) => removed.includes(bob.id));
      await bob.send(direct(ann), 'thank you');
      await ann.message('thank you');
    },
  );

  it('search.users', 'by name and id, letter case aside; not those who are apart', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { directory } = ann.engine;
    if (!directory || ann.engine.can('search-users') !== 'available') return unsupported();
    const name = `Zoë ${bob.id.slice(-8)}`;
    await bob.engine.users?.update?.({ name });
    for (const words of [name.toUpperCase(), bob.id]) {
      const { items } = await directory.search(words);
      equal(
        items.map(({ id }) => id),
        [bob.id],
        words,
      );
    }
    await bob.engine.blocks?.set([ann.id], true);
    if (!world.harness.without?.includes('apart'))
      equal((await directory.search(bob.id)).items, [], 'after he blocked her');
    await refusal(directory.search('   '), 'invalid');
  });

  it(
    'session.multi-device',
    'own devices are listed; one that is ended stays out with its old token',
    async (world, unsupported) => {
      const ann = await world.join(world.person('ann'));
      const { devices } = ann.engine;
      if (!devices) return unsupported();
      const token = await ann.credentials.token();
      const phone = world.actor(ann.id, { class: 'mobile', credentials: { userId: ann.id, token: async () => token } });
      await phone.connect();
      const all = await devices.list();
      equal(
        all.map(({ id, class: kind, online, own }) => [id, kind, online, own]).sort(),
        [
          [ann.device.id, 'web', true, true],
          [phone.device.id, 'mobile', true, false],
        ].sort(),
        'devices',
      );
      await devices.end(phone.device.id);
      await phone.event('session-ended', ({ why }) => why === 'kicked');
      equal(
        (await devices.list()).map(({ id }) => id),
        [ann.device.id],
        'after the end',
      );
      await refusal(phone.connect(), 'unauthorized');
      const again = world.actor(ann.id, { credentials: world.harness.credentials(ann.id) });
      await again.connect();
    },
  );

  it(
    'users.account',
    'register, sign in, change the password and end what else is open',
    async (world, unsupported) => {
      const { accounts } = world.harness;
      if (!accounts) return unsupported();
      const [userId, password, to] = [world.person('ann'), 'correct horse', 'battery staple'];
      const account = accounts.call(world.harness);
      const credentials = await account.register({ userId, password, name: 'Ann' });
      const ann = world.actor(userId, { credentials });
      equal((await ann.connect()).name, 'Ann');
      await refusal(account.register({ userId, password: to }), 'conflict');
      const wrong = async (who: string) =>
        (await refusal(account.signIn({ userId: who, password: to }), 'unauthorized')).message;
      equal(await wrong(userId), await wrong(world.person('ghost')), 'what a stranger learns');
      const stale = await credentials.token();
      const phone = world.actor(userId, { credentials: { userId, token: async () => stale } });
      await phone.connect();
      await account.changePassword({ userId, password, to, endOthers: true, keep: ann.device.id });
      await phone.event('session-ended', ({ why }) => why === 'kicked');
      await refusal(phone.connect(), 'unauthorized');
      await ann.engine.ping?.();
      await refusal(account.signIn({ userId, password }), 'unauthorized');
      const signed = world.actor(userId, { credentials: await account.signIn({ userId, password: to }) });
      await signed.connect();
      const known = world.actor(userId, { credentials });
      equal((await known.connect()).id, userId, 'credentials of before, renewed');
    },
  );
};
