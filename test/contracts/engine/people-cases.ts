import { isImError } from '../../../core/model/index.js';
import { type Actor, direct, text } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';

export const peopleCases: Cases = (it) => {
  it(
    'users.get',
    'known ones by id; unknown ids are left out; messages carry a snapshot',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const { users } = ann.engine;
      if (!users) return unsupported();
      await bob.engine.users?.update?.({ name: 'Bob <b>', avatar: 'https://example.com/bob.png' });
      await bob.send(direct(ann), 'hello');
      const told = await ann.message('hello');
      equal(told.sender?.name, 'Bob <b>', 'name in the message');
      const found = await users.fetch([bob.id, world.person('ghost'), ann.id]);
      equal(found.map(({ id }) => id).sort(), [ann.id, bob.id].sort(), 'found');
      equal(found.find(({ id }) => id === bob.id)?.name, 'Bob <b>');
      const limit = ann.engine.info.limits.usersPerFetch;
      if (limit !== undefined) {
        const many = Array.from({ length: limit + 1 }, (_, n) => `nobody-${n}`);
        await refusal(users.fetch(many), 'invalid', 'too-large', 'too-many');
      }
    },
  );

  it(
    'users.update-self',
    'only the fields given change; others and other devices are told',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const update = ann.engine.users?.update;
      if (!update) return unsupported();
      const other = await world.join(ann);
      await ann.send(direct(bob), 'we know each other');
      await bob.message('we know each other');
      await update({ name: 'Ann', status: 'busy', fields: { city: 'Ulm', team: 'red' } });
      const after = await update({ status: 'free' });
      equal([after.name, after.status, after.fields?.city], ['Ann', 'free', 'Ulm'], 'after a partial update');
      const strangers = world.harness.without?.includes('told-profiles') ? [] : [bob];
      for (const who of [other, ...strangers]) {
        await who.event('users', ({ users }) => users.some(({ id, status }) => id === ann.id && status === 'free'));
      }
    },
  );

  it(
    'groups.create',
    'owner, members and name; members hear of it; a taken id is refused',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const { groups } = ann.engine;
      if (!groups) return unsupported();
      const id = world.person('g');
      const made = await groups.create({ id, name: 'Tea', members: [bob.id] });
      equal([made.id, made.name, made.ownerId, made.kind, made.memberCount], [id, 'Tea', ann.id, 'group', 2]);
      await bob.event('conversations', ({ changed }) => changed.some((one) => one.id === `group:${id}`));
      await ann.send(`group:${id}`, 'welcome');
      await bob.message('welcome');
      equal((await bob.engine.groups!.fetch([id]))[0]?.name, 'Tea', 'name for a member');
      await refusal(bob.engine.groups!.create({ id, name: 'Coffee' }), 'conflict', 'forbidden', 'invalid');
      equal((await groups.fetch([id]))[0]?.name, 'Tea', 'name after that');
    },
  );

  it('groups.join', 'open ones at once, closed ones never; leaving ends it', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { groups } = ann.engine;
    if (!groups || !bob.engine.groups) return unsupported();
    const open = await groups.create({ policy: 'open' });
    const closed = await groups.create({ policy: 'invite' });
    equal(await bob.engine.groups.join(open.id), 'joined');
    await bob.send(`group:${open.id}`, 'I am in');
    await ann.message('I am in');
    await refusal(bob.engine.groups.join(closed.id), 'forbidden', 'not-found');
    await refusal(bob.engine.groups.join(world.person('none')), 'not-found', 'forbidden');
    await bob.engine.groups.leave?.(open.id);
    if (bob.engine.groups.leave) await refusal(bob.send(`group:${open.id}`, 'still in?'), 'not-found', 'forbidden');
  });

  it(
    'groups.members',
    'paged with roles; strangers see none; invitations have an outcome each',
    async (world, unsupported) => {
      const [ann, bob, eve, joe] = (await world.people('ann', 'bob', 'eve', 'joe')) as [Actor, Actor, Actor, Actor];
      const { groups } = ann.engine;
      if (!groups) return unsupported();
      const { id } = await groups.create({ members: [bob.id] });
      const ghost = world.person('ghost');
      const outcomes = await groups.invite?.(id, [eve.id, ghost]);
      equal(outcomes?.get(eve.id), 'joined', 'outcome of one who exists');
      ok(isImError(outcomes?.get(ghost)), 'outcome of one who does not');
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await groups.members(id, { cursor, limit: 2 });
        found.push(...page.items.map(({ userId, role }) => `${userId} ${role}`));
        cursor = page.next;
      } while (cursor !== undefined);
      equal(found.sort(), [`${ann.id} owner`, `${bob.id} member`, `${eve.id} member`].sort(), 'members');
      await refusal(joe.engine.groups!.members(id, {}), 'not-found', 'forbidden');
      await refusal(joe.engine.messages.history(`group:${id}`, {}), 'not-found', 'forbidden');
    },
  );

  it('client.api', 'every call is a promise; arguments are checked and named; listeners can go', async (world) => {
    const [ann] = (await world.people('ann')) as [Actor];
    const { engine } = ann;
    const calls = [
      engine.conversations.list({ limit: -1 }),
      engine.messages.history('direct:' as 'direct:x', {}),
      engine.messages.history('nonsense' as 'direct:x', {}),
      engine.messages.send({ clientId: '', conversationId: 'direct:x', content: text('x') }),
      engine.messages.send({ clientId: crypto.randomUUID(), conversationId: 'direct:x', content: {} as never }),
    ];
    for (const call of calls) {
      // By its form: an engine in a frame has the frame's own class of promises.
      ok(typeof call.then === 'function', 'a call that is no promise');
      // Looked at below, one after the other; until then nobody has to hear of it.
      call.catch(() => undefined);
    }
    for (const call of calls) {
      const error = await refusal(call, 'invalid', 'not-found');
      if (error.code === 'invalid') ok(error.field, 'the field is named');
    }
    let heard = 0;
    const stop = engine.subscribe(() => {
      heard += 1;
    });
    stop();
    stop();
    await engine.users?.update?.({ status: 'changed' });
    await quiet();
    equal(heard, 0, 'times a removed listener heard');
  });

  it('client.api', 'a call is given up by its signal', async (world) => {
    const [ann] = (await world.people('ann')) as [Actor];
    await refusal(ann.engine.conversations.list({ signal: AbortSignal.abort() }), 'aborted');
    const stop = new AbortController();
    const under = ann.engine.conversations.list({ signal: stop.signal });
    stop.abort();
    await refusal(under, 'aborted');
    await ann.engine.conversations.list({});
  });

  it('engine.capabilities', 'flags and facets agree, before and after connect', async (world) => {
    const actor = world.actor(world.person('ann'));
    const { engine } = actor;
    const check = () => {
      const facets = [
        ['recall', engine.recall],
        ['receipt', engine.receipts],
        ['typing', engine.typing],
        ['upload', engine.media],
        ['create-group', engine.groups],
        ['kick', engine.groups?.kick],
        ['set-role', engine.groups?.setRole],
        ['answer-application', engine.groups?.answer],
        ['attributes', engine.groups?.setAttributes],
        ['update-self', engine.users?.update],
        ['pin', engine.conversations.pin],
        ['remove', engine.conversations.remove],
        ['mark-unread', engine.conversations.markUnread],
        ['readers', engine.receipts?.readers],
        ['edit', engine.edits],
        ['extend', engine.extensions],
        ['react', engine.reactions],
        ['reactors', engine.reactions?.reactors],
        ['pin-message', engine.pins],
        ['delete', engine.deletion],
        ['clear', engine.deletion?.clear],
        ['stream', engine.streams],
        ['search', engine.search],
        ['command', engine.commands],
        ['signal', engine.signals],
        ['report', engine.reports],
        ['erase', engine.settings?.erase],
      ] as const;
      for (const [action, facet] of facets) {
        equal(facet === undefined, engine.can(action) === 'unsupported', `${action}: facet absent`);
      }
      // Settings hold more than what others may know of one.
      if (!engine.settings) equal(engine.can('privacy'), 'unsupported', 'privacy: facet absent');
      equal(engine.can('send'), 'available');
      equal(engine.can('teleport' as 'send'), 'unsupported', 'an action that nobody knows');
    };
    check();
    const { info } = engine;
    ok(info.name && info.kinds.length > 0 && info.limits.historyPage > 0, 'what the engine says of itself');
    await actor.connect();
    check();
    for (const [name, limit] of Object.entries(engine.info.limits)) {
      const lists = typeof limit === 'object' ? Object.values(limit) : [];
      ok(lists.length > 0 || (typeof limit === 'number' && limit > 0), `limit ${name} is ${String(limit)}`);
    }
  });

  it('errors', 'each has a code, a hint and the words of the back end', async (world) => {
    const [ann] = (await world.people('ann')) as [Actor];
    const error = await refusal(ann.send(`direct:${world.person('ghost')}`, 'boo'));
    ok(isImError(error) && error.message.length > 0, 'a message for developers');
    equal(error.retry, 'never', 'hint');
    equal(error.engine?.name, ann.engine.info.name, 'the engine is named');
    ok(error.engine?.code !== undefined, 'the own code of the back end');
    ok(!`${error.message}${String(error.stack)}`.includes('boo'), 'an error carries the words of a message');
  });

  it('widget.identity', 'a visitor is made once and stays the same', async (world, unsupported) => {
    const { visitor, desk } = world.harness;
    if (!visitor || !desk) return unsupported();
    const storage = new Map<string, string>();
    const [first, second] = [await visitor.call(world.harness, storage), await visitor.call(world.harness, storage)];
    equal(second.userId, first.userId, 'visitor of the next page');
    const other = await visitor.call(world.harness, new Map());
    ok(other.userId !== first.userId, 'another browser is another visitor');
    const guest = world.actor(first.userId, { credentials: first });
    await guest.connect();
    await guest.send(`direct:${desk}`, 'is anybody there?');
    const again = world.actor(first.userId, { credentials: second });
    await again.connect();
    const { items } = await again.engine.messages.history(`direct:${desk}`, {});
    equal(items.at(-1)?.content.text, 'is anybody there?', 'after a reload');
    const stranger = world.actor(world.person('ann'));
    await stranger.connect();
    await refusal(guest.send(`direct:${stranger.id}`, 'psst'), 'forbidden', 'not-found');
  });
};
