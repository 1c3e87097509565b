import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryStorage, refused, settle } from './support/service.js';

onEveryStorage('people and groups under attack', (make) => {
  it('who is erased is let into nothing he had asked for, and finds nothing of it if he comes again', async () => {
    const world = await make();
    const [ann, bob, cem] = [await world.enter('ann'), await world.enter('bob'), await world.enter('cem')];
    await ann.call('groups.create', { id: 'club', policy: 'apply' });
    await ann.call('groups.create', { id: 'left', policy: 'open' });
    await ann.call('groups.create', { id: 'asked', invites: 'consent' });
    await bob.call('groups.join', { group: 'left' });
    await ann.send('group:left', 'hello');
    await bob.call('groups.leave', { group: 'left' });
    await bob.call('groups.join', { group: 'club', words: 'my name is Bob' });
    await ann.call('groups.invite', { group: 'asked', users: ['bob'] });
    const { items } = await ann.call('groups.applications', {});
    await bob.call('users.erase', {});
    await settle();
    await assert.rejects(ann.call('groups.answer', { application: items[0]?.id ?? '', accept: true }));
    assert.equal((await ann.call('groups.members', { group: 'club' })).items.length, 1);
    assert.ok(!JSON.stringify(await ann.call('groups.applications', {})).includes('my name is Bob'));
    const again = await world.enter('bob', 'd2');
    assert.deepEqual((await again.call('conversations.list', {})).items, []);
    assert.deepEqual((await again.call('groups.applications', {})).items, []);
    await assert.rejects(again.texts('group:left'), refused('not-found'));
    await cem.call('groups.join', { group: 'left' });
  });

  it('a mute lasts, however often one leaves and comes again', async () => {
    const world = await make();
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await ann.call('groups.create', { id: 'open', policy: 'open', members: ['bob'] });
    const until = world.clock.now() + 60_000;
    await ann.call('groups.mute', { group: 'open', users: ['bob'], until });
    for (let round = 0; round < 2; round++) {
      await bob.call('groups.leave', { group: 'open' });
      await bob.call('groups.join', { group: 'open' });
      await assert.rejects(bob.send('group:open', 'hey'), refused('muted'));
    }
    assert.equal((await ann.call('groups.members', { group: 'open', muted: true })).items[0]?.mutedUntil, until);
    await ann.call('groups.mute', { group: 'open', users: ['bob'], until: 0 });
    await bob.call('groups.leave', { group: 'open' });
    await bob.call('groups.join', { group: 'open' });
    await bob.send('group:open', 'thanks');
    world.clock.advance(61_000);
  });

  it('a group without a word on who may come in is closed, and nobody sees its door', async () => {
    const world = await make();
    const [ann, eve] = [await world.enter('ann'), await world.enter('eve')];
    await ann.call('groups.create', { id: 'old', name: 'Old' });
    await world.storage.transaction(async (tx) => {
      const row = await tx.groups.get('old');
      assert.ok(row);
      const { policy: _, ...rest } = row;
      await tx.groups.put(rest as typeof row);
    });
    assert.deepEqual((await eve.call('groups.get', { ids: ['old'] })).items, []);
  });

  it('what is told to thousands is not changed all the time', async () => {
    const world = await make();
    const ann = await world.enter('ann');
    const refusals = async (call: (n: number) => Promise<unknown>): Promise<number> => {
      let count = 0;
      for (let n = 0; n < 80; n++) {
        await call(n).catch((error) => {
          assert.ok(refused('too-many')(error));
          count++;
        });
        // Within what a connection may call.
        world.clock.advance(20);
      }
      return count;
    };
    assert.ok((await refusals((n) => ann.call('users.update', { patch: { name: `Ann ${n}` } }))) > 10);
    await ann.call('contacts.group', { name: 'g' });
    let name = 'g';
    const rename = async (n: number) => {
      await ann.call('contacts.regroup', { name, to: `g${n}` });
      name = `g${n}`;
    };
    assert.ok((await refusals(rename)) > 10);
  });

  it('a new group is told to each of its members once, however many they are', async () => {
    const world = await make();
    const [ann, last] = [await world.enter('ann'), await world.enter('u199')];
    const members = Array.from({ length: 200 }, (_, n) => `u${n}`);
    await world.storage.transaction(async ({ users }) => {
      for (const id of members.slice(0, -1)) await users.put({ id, kind: 'user', createdAt: 1 });
    });
    await ann.call('groups.create', { id: 'big', members });
    await settle();
    for (const client of [ann, last]) {
      assert.ok(client.events.length < 10, `${client.events.length} events`);
      assert.equal(client.of('member').length, 1);
      assert.equal(client.of('conversation').at(-1)?.conversation.memberCount, 201);
    }
    assert.equal(ann.of('member')[0]?.member.role, 'owner');
  });
});
