import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle } from './support/service.js';

onEveryStorage('people and conversations', (make) => {
  it('lists pinned first, then by activity, in pages, without what was removed', async () => {
    const { enter, clock } = await make();
    const ann = await enter('ann');
    for (const peer of ['bob', 'cid', 'dan', 'eve']) {
      await enter(peer);
      clock.advance(1_000);
      await ann.send(`direct:${peer}`, peer);
    }
    await ann.call('conversations.pin', { conversation: 'direct:bob', pinned: true });
    await ann.call('conversations.remove', { conversation: 'direct:dan' });
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ann.call('conversations.list', { limit: 1, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.deepEqual(ids, ['direct:bob', 'direct:eve', 'direct:cid']);
    await settle();
    assert.deepEqual(ann.of('conversation-removed'), [{ t: 'conversation-removed', id: 'direct:dan' }]);
    await assert.rejects(ann.call('conversations.list', { cursor: 'nonsense' }), refused('invalid', 'cursor'));
  });

  it('a removed conversation keeps its history and comes back with the next message', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.send('direct:ann', 'one');
    await ann.call('conversations.remove', { conversation: 'direct:bob' });
    assert.deepEqual((await ann.call('conversations.list', {})).items, []);
    assert.equal((await ann.call('conversations.unread', {})).count, 0);
    assert.equal((await bob.call('conversations.list', {})).items.length, 1);
    await bob.send('direct:ann', 'two');
    const [row] = (await ann.call('conversations.list', {})).items;
    assert.equal(row?.id, 'direct:bob');
    assert.deepEqual(await ann.texts('direct:bob'), ['one', 'two']);
    await settle();
    assert.equal(ann.of('conversation').at(-1)?.conversation.id, 'direct:bob');
  });

  it('counts unread apart for muted ones; cursors only grow and stop at the last message', async () => {
    const { enter } = await make();
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    for (let n = 0; n < 3; n++) await bob.send('direct:ann', `${n}`);
    await bob.call('messages.send', {
      ...{ clientId: 'u', conversation: 'direct:ann', uncounted: true },
      content: { kind: 'text', text: 'quiet' },
    });
    await cid.send('direct:ann', 'muted');
    await ann.call('conversations.notify', { conversation: 'direct:cid', level: 'none' });
    assert.deepEqual(await ann.call('conversations.unread', {}), {
      count: 3,
      muted: 1,
      kinds: { direct: 3 },
      tags: {},
    });
    const read = (upTo: number) => ann.call('conversations.read', { conversation: 'direct:bob', upTo });
    assert.deepEqual([await read(2), await read(1), await read(99)], [{ unread: 1 }, { unread: 1 }, { unread: 0 }]);
    await settle();
    assert.deepEqual(
      bob.of('cursor').map(({ cursor }) => cursor.read),
      [2, 4],
    );
    assert.deepEqual(bob.of('cursor')[0]?.unread, undefined);
    await bob.call('receipts.delivered', { marks: [] });
    await ann.call('receipts.delivered', { marks: [{ conversation: 'direct:cid', upTo: 1 }] });
    await settle();
    assert.deepEqual(cid.of('cursor').at(-1)?.cursor, {
      conversation: 'direct:ann',
      user: 'ann',
      read: 0,
      delivered: 1,
    });
  });

  it('answers a direct conversation that is still empty, if there is such a person', async () => {
    const { enter } = await make();
    const ann = await enter('ann');
    await enter('bob');
    const { items } = await ann.call('conversations.get', {
      ids: ['direct:bob', 'direct:none', 'group:none', 'direct:ann'],
    });
    assert.deepEqual(
      items.map(({ id, unread, activity }) => [id, unread, activity]),
      [['direct:bob', 0, 0]],
    );
    assert.deepEqual(await ann.texts('direct:bob'), []);
    assert.deepEqual((await ann.call('conversations.list', {})).items, []);
  });

  it('changes what a patch names and clears what it says is null', async () => {
    const { enter, token, hub } = await make();
    const ann = await enter('ann');
    const update = (patch: object) => ann.call('users.update', { patch });
    await update({ name: 'Ann', status: 'here', fields: { a: '1', b: '2' } });
    assert.deepEqual(await update({ status: null, fields: { a: null, c: '3' } }), {
      ...{ id: 'ann', name: 'Ann', fields: { b: '2', c: '3' } },
    });
    await assert.rejects(update({ name: '' }), refused('invalid', 'patch.name'));
    await assert.rejects(update({ name: 7 }), refused('invalid', 'patch.name'));
    const { TestClient } = await import('./support/service.js');
    const again = new TestClient(hub);
    assert.equal((await again.hello(await token('ann', { name: 'From the site' }))).user.name, 'From the site');
    await update({ name: 'My own' });
    const third = new TestClient(hub);
    assert.equal((await third.hello(await token('ann', { name: 'From the site' }))).user.name, 'My own');
  });

  it('a group from its making to its last member', async () => {
    const { enter, clock } = await make();
    const [ann, bob, cid, dan] = [await enter('ann'), await enter('bob'), await enter('cid'), await enter('dan')];
    const group = await ann.call('groups.create', { id: 'g1', name: 'Team', members: ['bob', 'bob'] });
    assert.deepEqual(group, {
      ...{ id: 'g1', name: 'Team', type: 'work', policy: 'invite', invites: 'members', owner: 'ann', memberCount: 2 },
      createdAt: clock.now(),
    });
    assert.deepEqual(await ann.call('groups.create', { id: 'g1', name: 'Other' }), group, 'the same call again');
    await assert.rejects(bob.call('groups.create', { id: 'g1' }), refused('conflict', 'id'));
    await assert.rejects(bob.call('groups.create', { members: ['nobody'] }), refused('not-found', 'members'));
    await assert.rejects(cid.call('groups.join', { group: 'g1' }), refused('forbidden', 'group'));
    await ann.send('group:g1', 'before cid');
    clock.advance(1_000);
    const { outcomes } = await bob.call('groups.invite', { group: 'g1', users: ['cid', 'ann', 'nobody'] });
    assert.deepEqual(
      outcomes.map(({ user, state, error }) => [user, state ?? error?.code]),
      [
        ['cid', 'joined'],
        ['ann', 'joined'],
        ['nobody', 'not-found'],
      ],
    );
    await bob.send('group:g1', 'for all three');
    await settle();
    assert.deepEqual(await cid.texts('group:g1'), ['notice', 'for all three']);
    assert.deepEqual(cid.messages[0]?.content, {
      ...{ kind: 'notice', event: 'invited', actors: ['bob', 'cid'] },
    });
    assert.equal(cid.of('conversation').at(-1)?.conversation.unread, 1, 'notices do not count');
    assert.equal(ann.of('group').at(-1)?.group.memberCount, 3);
    const first = await cid.call('groups.members', { group: 'g1', limit: 2 });
    const rest = await cid.call('groups.members', { group: 'g1', limit: 2, cursor: first.next });
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ user, role }) => [user, role]),
      [
        ['ann', 'owner'],
        ['bob', 'member'],
        ['cid', 'member'],
      ],
    );
    await ann.call('groups.leave', { group: 'g1' });
    await settle();
    assert.deepEqual(ann.of('conversation').at(-1)?.conversation.standing, { locked: 'left' });
    assert.deepEqual(ann.of('conversation-removed'), []);
    assert.deepEqual(bob.of('member-removed').at(-1), { t: 'member-removed', group: 'g1', user: 'ann' });
    assert.deepEqual((await bob.call('groups.get', { ids: ['g1'] })).items[0], {
      ...group,
      owner: 'bob',
      memberCount: 2,
    });
    assert.deepEqual(
      bob.messages.slice(-2).map(({ content }) => content.event),
      ['owner-changed', 'left'],
    );
    await assert.rejects(ann.send('group:g1', 'I am gone'), refused('forbidden', 'conversation'));
    await bob.send('group:g1', 'without ann');
    await settle();
    assert.equal(
      ann.messages.some(({ content }) => content.text === 'without ann'),
      false,
    );
    const { id } = await cid.send('group:g1', 'old words');
    clock.advance(900_000);
    await bob.call('messages.recall', { conversation: 'group:g1', id });
    await settle();
    assert.equal(cid.of('recalled').at(-1)?.by, 'bob');
    for (const client of [bob, cid]) await client.call('groups.leave', { group: 'g1' });
    assert.deepEqual((await dan.call('groups.get', { ids: ['g1'] })).items, []);
  });

  it('a group has no more members than the hub allows', async () => {
    const { enter } = await make({ groupMembers: 2 });
    const [ann, cid] = [await enter('ann'), await enter('cid')];
    await enter('bob');
    await assert.rejects(ann.call('groups.create', { members: ['bob', 'cid'] }), refused('too-large', 'members'));
    const { id } = await ann.call('groups.create', { policy: 'open', members: ['bob'] });
    await assert.rejects(cid.call('groups.join', { group: id }), refused('too-large'));
    const { outcomes } = await ann.call('groups.invite', { group: id, users: ['cid'] });
    assert.equal(outcomes[0]?.error?.code, 'too-large');
  });
});
