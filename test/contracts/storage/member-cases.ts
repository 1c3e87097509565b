import { type Add, equal, fill, member } from './kit.js';

export const memberCases = (add: Add): void => {
  add('members come longest first, in pages', async (storage) => {
    await storage.transaction(async (tx) => {
      await tx.conversations.put({ key: 'group:a', seq: 0, activity: 0 });
      const joined = { cid: 5, ann: 9, bob: 5, dan: 1 };
      for (const [user, at] of Object.entries(joined)) await tx.members.put(member('group:a', user, { joined: at }));
      const first = await tx.members.page('group:a', 2);
      equal(
        first.map(({ user }) => user),
        ['dan', 'bob'],
      );
      const rest = await tx.members.page('group:a', 9, first[1]);
      equal(
        rest.map(({ user }) => user),
        ['cid', 'ann'],
      );
      equal(await tx.members.count('group:a'), 4);
      equal((await tx.members.users('group:a')).sort(), ['ann', 'bob', 'cid', 'dan']);
      await tx.members.remove('group:a', 'bob');
      equal(await tx.members.get('group:a', 'bob'), undefined);
      equal(await tx.members.count('group:a'), 3);
    });
  });

  add('readers are those who were there, as far as they show it', async (storage) => {
    await storage.transaction(async (tx) => {
      await tx.conversations.put({ key: 'group:a', seq: 5, activity: 0 });
      const marks = { ann: [0, 5], bob: [0, 3], cid: [2, 3], dan: [3, 5], eve: [0, 0] } as const;
      for (const [user, [joinedSeq, shown]] of Object.entries(marks))
        await tx.members.put(member('group:a', user, { joinedSeq, shown, read: 5 }));
      equal(await tx.members.readers('group:a', { seq: 3, sender: 'ann' }), { all: 3, read: 2 });
      equal(await tx.members.readers('group:a', { seq: 4, sender: 'dan' }), { all: 4, read: 1 });
      equal(await tx.members.readers('group:b', { seq: 3, sender: 'ann' }), { all: 0, read: 0 });
    });
  });

  add('a list is sorted by pin, activity and key, and pages go on where they ended', async (storage) => {
    await storage.transaction(async (tx) => {
      const rows = [
        { key: 'group:a', activity: 10 },
        { key: 'group:b', activity: 30, pinned: true },
        { key: 'group:c', activity: 30 },
        { key: 'group:d', activity: 30 },
        { key: 'group:e', activity: 5, pinned: true },
        { key: 'group:f', activity: 99, hidden: true },
      ];
      for (const { key, activity, ...more } of rows) {
        await tx.conversations.put({ key, seq: 0, activity });
        await tx.members.put(member(key, 'ann', more));
        await tx.members.put(member(key, 'bob'));
      }
      const seen: string[] = [];
      for (let after: Parameters<typeof tx.members.list>[2]; seen.length < 9; ) {
        const page = await tx.members.list('ann', 2, after);
        seen.push(...page.map((row) => row.member.key));
        const last = page.at(-1);
        if (!last) break;
        after = { pinned: last.member.pinned, activity: last.conversation.activity, key: last.member.key };
      }
      equal(seen, ['group:b', 'group:e', 'group:c', 'group:d', 'group:a']);
      equal(
        (await tx.members.hidden('group:f')).map(({ user }) => user),
        ['ann'],
      );
      equal((await tx.members.of('ann')).length, 6);
      equal(await tx.members.list('nobody', 9), []);
    });
  });

  add('who is behind, and who shares a conversation', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 3);
      await fill(tx, 'group:b', ['bob', 'cid'], 3);
      await tx.members.put(member('group:a', 'bob', { read: 3 }));
      await tx.members.put(member('group:b', 'bob', { read: 1 }));
      await tx.members.put(member('group:b', 'cid', { joinedSeq: 3, clearedSeq: 3 }));
      equal(
        (await tx.members.behind('bob')).map(({ key }) => key),
        ['group:b'],
      );
      equal(await tx.members.behind('cid'), []);
      equal((await tx.members.sharing('ann', ['bob', 'cid', 'nobody'])).sort(), ['bob']);
      equal((await tx.members.sharing('bob', ['ann', 'cid'])).sort(), ['ann', 'cid']);
    });
  });

  add('devices, groups, users', async (storage) => {
    await storage.transaction(async (tx) => {
      const device = { user: 'ann', id: 'd1', class: 'web' as const, seenAt: 1 };
      await tx.devices.put(device);
      await tx.devices.put({ ...device, id: 'd2', seenAt: 9, name: 'phone' });
      await tx.devices.put({ ...device, user: 'bob' });
      equal(
        (await tx.devices.list('ann')).map(({ id }) => id),
        ['d2', 'd1'],
      );
      await tx.devices.remove('ann', 'd2');
      equal(await tx.devices.get('ann', 'd2'), undefined);
      equal(await tx.devices.get('ann', 'd1'), device);
      const users = ['ann', 'bob'].map((id) => ({ id, kind: 'user' as const, createdAt: 1, fields: { a: '<b>' } }));
      for (const user of users) await tx.users.put(user);
      equal(await tx.users.getMany(['bob', 'nobody', 'ann']), [users[1], users[0]]);
      const group = { id: 'g', policy: 'open' as const, owner: 'ann', createdAt: 1 };
      await tx.groups.put(group);
      await tx.groups.put({ ...group, owner: 'bob' });
      equal(await tx.groups.get('g'), { ...group, owner: 'bob' });
    });
  });
};
