import type { Client } from '../../../core/client/types.js';
import type { ConversationId } from '../../../core/model/index.js';
import { targetOf } from '../../../core/model/index.js';
import { circle, circleOf, typeWhere } from './acting.js';
import type { World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { hasWords, isSent, rows, say, seen, sit } from './client-world.js';

export const standingOf = (client: Client, group: ConversationId) => client.store.get('conversation', group)?.standing;
export const groupOf = (client: Client, group: ConversationId) => client.store.get('group', targetOf(group));
const eventsOf = (client: Client, group: ConversationId): string[] =>
  rows(client, group).flatMap(({ content }) => (content.kind === 'notice' ? [content.event] : []));

/** Some clients, the first of whom makes a group of this draft, without the others. */
export const around = async (
  world: World,
  draft: Parameters<Client['groups']['create']>[0],
  ...names: string[]
): Promise<{
  readonly id: string;
  readonly group: ConversationId;
  readonly ids: string[];
  readonly clients: Client[];
}> => {
  const ids = names.map((name) => world.person(name));
  const clients: Client[] = [];
  for (const id of ids) clients.push((await sit(world, id)).client);
  const group = await (clients[0] as Client).groups.create(draft);
  return { id: targetOf(group), group, ids, clients };
};

const isFailed = (client: Client, id: string): Promise<unknown> =>
  seen(client, 'its message refused', () => client.store.get('message', id)?.delivery.state === 'failed');

/** Waits for the locked row, and that words sent there fail with that code and are not lost. */
export const lockedOut = async (client: Client, group: ConversationId, why: string, code: string): Promise<void> => {
  await seen(client, `the row locked: ${why}`, () => standingOf(client, group)?.locked === why);
  equal(client.can('send', group), 'unavailable', `writing, where ${why}`);
  const words = `still there, ${why}?`;
  const failed = await say(client, group, words);
  await isFailed(client, failed);
  const row = client.store.get('message', failed);
  equal([row?.delivery.state === 'failed' && row.delivery.code, row?.content], [code, { kind: 'text', text: words }]);
};

export const groupCases: Cases = (it) => {
  it('groups.create', 'each type says how one comes in; asked again it is made once', async (world, unsupported) => {
    const { clients, ids } = await around(world, { name: 'Tea', type: 'public', introduction: 'Leaves' }, 'ann', 'bob');
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('create-group') === 'unsupported') return unsupported();
    const found = async (type: 'work' | 'public' | 'meeting' | 'discussion') => {
      const group = await ann.groups.create({ type, members: [ids[1] as string] });
      await bob.groups.get([targetOf(group)]);
      const { policy, invites, listed } = (await ann.groups.get([targetOf(group)]))[0] ?? {};
      return [policy, invites, listed ?? false];
    };
    equal(await found('work'), ['invite', 'members', false], 'work');
    // Listed where there is a list.
    equal(await found('public'), ['apply', 'admins', ann.can('directory') === 'available'], 'public');
    equal(await found('meeting'), ['open', 'members', false], 'meeting');
    equal(await found('discussion'), ['invite', 'members', false], 'discussion');
    await refusal(ann.groups.create({ name: 'x'.repeat(101) }), 'too-large');
  });

  it('groups.dismiss', 'over for all, who keep what was said', async (world, unsupported) => {
    const { group, clients } = await circleOf(world, typeWhere(world, ['dismiss']), 'ann', 'bob');
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('dismiss') === 'unsupported') return unsupported();
    await isSent(ann, await say(ann, group, 'remember me'));
    await hasWords(bob, group, 'remember me');
    await seen(bob, 'his role', () => standingOf(bob, group)?.role === 'member');
    equal(bob.can('dismiss', group), 'unavailable');
    await refusal(bob.groups.dismiss(targetOf(group)), 'forbidden');
    await ann.groups.dismiss(targetOf(group));
    await ann.groups.dismiss(targetOf(group));
    await lockedOut(bob, group, 'dismissed', 'forbidden');
    await hasWords(bob, group, 'remember me');
    await refusal(ann.groups.update(targetOf(group), { name: 'x' }), 'forbidden', 'not-found');
    if (!world.harness.without?.includes('former-groups'))
      await seen(bob, 'the line that says so', () => eventsOf(bob, group).includes('dismissed'));
  });

  it('groups.join', 'freely, by application, by invitation alone; who is in is told so', async (world, unsupported) => {
    const { id, group, clients } = await around(world, { type: 'meeting' }, 'ann', 'bob');
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('edit-policy') === 'unsupported') return unsupported();
    equal(await bob.groups.join(id), 'joined');
    equal(await bob.groups.join(id), 'joined', 'once more');
    bob.conversations.open(group);
    await isSent(bob, await say(bob, group, 'here I am'));
    const type = typeWhere(world, ['edit-policy']);
    const closed = targetOf(await ann.groups.create({ type, policy: 'invite' }));
    await refusal(bob.groups.join(closed), 'forbidden');
    await ann.groups.update(closed, { policy: 'apply' });
    equal(await bob.groups.join(closed, 'please'), 'pending');
  });

  it('groups.quit', 'an owner hands over first, to whom he names; who is alone ends it', async (world, unsupported) => {
    const { group, ids, clients } = await circle(world, 'ann', 'bob', 'cid');
    const [ann, bob, cid] = clients as [Client, Client, Client];
    if (ann.can('leave') === 'unsupported') return unsupported();
    const id = targetOf(group);
    await isSent(ann, await say(ann, group, 'before I go'));
    await refusal(ann.groups.leave(id, world.person('ghost')), 'not-found');
    await ann.groups.leave(id, ids[2]);
    await ann.groups.leave(id);
    await seen(cid, 'the new owner', () => standingOf(cid, group)?.role === 'owner');
    await lockedOut(ann, group, 'left', 'forbidden');
    await isSent(bob, await say(bob, group, 'not for ann'));
    const kept = !world.harness.without?.includes('former-groups');
    const later = kept ? (await sit(world, ids[0] as string)).client : ann;
    await seen(later, 'the locked row on another device', () => standingOf(later, group)?.locked === 'left');
    later.conversations.open(group);
    await hasWords(later, group, 'before I go');
    ok(
      !rows(later, group).some(({ content }) => content.kind === 'text' && content.text === 'not for ann'),
      'new words',
    );
    await bob.groups.leave(id);
    await cid.groups.leave(id);
    await refusal(bob.groups.join(id), 'forbidden', 'not-found');
    await bob.conversations.remove(group);
    await seen(bob, 'the row gone', () => !bob.store.has(`conversation/${group}`));
  });

  it(
    'groups.info',
    'by those who may, told to all, with a line that says what; announcements',
    async (world, unsupported) => {
      const type = typeWhere(world, ['announce'], ['edit-group']);
      const { group, clients } = await circleOf(world, type, 'ann', 'bob');
      const [ann, bob] = clients as [Client, Client];
      if (ann.can('announce') === 'unsupported') return unsupported();
      const id = targetOf(group);
      await ann.groups.update(id, { name: 'Coffee', introduction: 'Beans', fields: { floor: '3' } });
      await seen(bob, 'the new name', () => bob.store.get('conversation', group)?.title === 'Coffee');
      await seen(bob, 'the fields', () => groupOf(bob, group)?.fields?.floor === '3');
      await ann.groups.update(id, { fields: { floor: null, room: '7' } });
      await seen(
        bob,
        'the patch',
        () => groupOf(bob, group)?.fields?.room === '7' && !groupOf(bob, group)?.fields?.floor,
      );
      equal([groupOf(bob, group)?.name, groupOf(bob, group)?.introduction], ['Coffee', 'Beans']);
      await refusal(bob.groups.update(id, { name: 'Mine' }), 'forbidden');
      await refusal(bob.groups.announce(id, 'Mine'), 'forbidden');
      await ann.groups.announce(id, 'Cups are dear', { notify: true });
      await seen(bob, 'the announcement', () => groupOf(bob, group)?.announcement?.text === 'Cups are dear');
      equal((await hasWords(bob, group, 'Cups are dear')).mentions?.all, true, 'names all');
      await ann.groups.announce(id, null);
      await seen(bob, 'none any more', () => !groupOf(bob, group)?.announcement);
      await seen(bob, 'the line', () => eventsOf(bob, group).includes('renamed'));
    },
  );

  it('groups.list', 'one’s own in pages, kept true by what happens', async (world, unsupported) => {
    const { id, group, ids, clients } = await around(
      world,
      { name: 'One', type: typeWhere(world, ['dismiss']) },
      'ann',
      'bob',
    );
    const [ann, bob] = clients as [Client, Client];
    if (ann.can('members') === 'unsupported') return unsupported();
    await bob.groups.more();
    equal(bob.store.list('groups').length, 0);
    await ann.groups.invite(id, [ids[1] as string]);
    await seen(bob, 'it in his list', () => bob.store.list('groups').includes(id));
    await ann.groups.kick(id, [ids[1] as string]);
    await seen(bob, 'it gone', () => !bob.store.list('groups').includes(id));
    for (let n = 0; n < 3; n++) await ann.groups.create({ name: `More ${n}` });
    while (await ann.groups.more());
    equal(ann.store.list('groups').length, 4);
    await ann.groups.dismiss(id);
    await seen(ann, 'the dismissed one gone', () => !ann.store.list('groups').includes(id));
    equal(standingOf(ann, group)?.role, 'owner');
  });

  it('groups.public', 'a directory shows doors, not rooms', async (world, unsupported) => {
    const name = `Chess ${crypto.randomUUID()}`;
    const { id, clients } = await around(world, { name, type: 'public', fields: { secret: 'x' } }, 'ann', 'bob');
    const [ann, bob] = clients as [Client, Client];
    if (bob.can('directory') === 'unsupported') return unsupported();
    await ann.groups.setAttributes(id, { score: '1' });
    const { items } = await bob.groups.directory(name);
    equal([items[0]?.id, items[0]?.memberCount, items[0]?.fields, items[0]?.attributes], [id, 1, undefined, undefined]);
    await ann.groups.update(id, { listed: false });
    equal((await bob.groups.directory(name)).items.length, 0, 'once it is not listed');
    await ann.groups.update(id, { policy: 'invite' });
    equal((await bob.groups.get([id])).length, 0, 'closed');
  });

  it('search.groups', 'by words of the name and by id, letter case ignored, in pages', async (world, unsupported) => {
    const mark = crypto.randomUUID().slice(0, 8);
    const { clients, id } = await around(world, { name: `Zebra ${mark} 中文群`, type: 'public' }, 'ann', 'bob');
    const [, bob] = clients as [Client, Client];
    if (bob.can('search-groups') === 'unsupported') return unsupported();
    for (const words of [`zEBRA ${mark.toUpperCase()}`, `${mark} 中文`, id])
      equal(
        (await bob.groups.directory(words)).items.map((one) => one.id),
        [id],
        words,
      );
    equal((await bob.groups.directory(`nothing ${mark}`)).items, []);
  });
};
