import type { GroupRow, UserRow } from '../../../hub/storage/port.js';
import { type Add, equal } from './kit.js';

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

export const peopleCases = (add: Add): void => {
  add('people are found by parts of name and id, folded, in pages; visitors are not', async (storage) => {
    await storage.transaction(async (tx) => {
      const user = (id: string, more: Partial<UserRow> = {}) =>
        tx.users.put({ id, kind: 'user', createdAt: 1, ...more });
      await user('bob', { name: 'Robert ＡＮＮ' });
      await user('ann', { name: 'Straße' });
      await user('joanna');
      await user('zoe', { name: '安娜 Ann_%' });
      await user('guest', { kind: 'visitor', name: 'Ann' });
      await user('before', { kind: 'user', name: 'Ann', mergedInto: 'ann' });
      equal(ids(await tx.users.find('Ann', 9)), ['ann', 'bob', 'joanna', 'zoe']);
      equal(ids(await tx.users.find('ann', 2)), ['ann', 'bob']);
      equal(ids(await tx.users.find('ann', 2, 'bob')), ['joanna', 'zoe']);
      equal(ids(await tx.users.find('ann', 2, 'bobby')), ['joanna', 'zoe']);
      equal(ids(await tx.users.find('STRASSE', 9)), ['ann']);
      equal(ids(await tx.users.find('安', 9)), ['zoe']);
      equal(ids(await tx.users.find('n_%', 9)), ['zoe']);
      equal(ids(await tx.users.find('', 9)), ['ann', 'bob', 'joanna', 'zoe']);
      equal(await tx.users.find('nobody', 9), []);
      await user('zoe', { name: 'Zoe' });
      await user('joanna', { mergedInto: 'ann' });
      equal(await tx.users.find('ann', 9, 'ann'), [{ id: 'bob', kind: 'user', createdAt: 1, name: 'Robert ＡＮＮ' }]);
    });
  });

  add('many people are found however far apart they stand', async (storage) => {
    await storage.transaction(async (tx) => {
      for (let n = 0; n < 1200; n++) {
        await tx.users.put({
          id: `u${n + 1000}`,
          kind: 'user',
          createdAt: 1,
          ...(n % 599 === 0 && { name: 'Needle' }),
        });
      }
      equal(ids(await tx.users.find('needle', 2)), ['u1000', 'u1599']);
      equal(ids(await tx.users.find('needle', 2, 'u1599')), ['u2198']);
    });
  });

  add('a directory has what is listed in it and not over', async (storage) => {
    await storage.transaction(async (tx) => {
      const base = { policy: 'open' as const, owner: 'ann', createdAt: 1, listed: true };
      const group = (id: string, more: Partial<GroupRow> = {}) => tx.groups.put({ id, ...base, ...more });
      await group('c', { name: 'Chess ＣＬＵＢ' });
      await group('a', { name: 'Ａpples', kind: 'group' });
      await group('b', { name: 'club', listed: false });
      await group('d', { name: 'Club', kind: 'room' });
      await group('club-e');
      await group('f', { name: 'Club', dismissed: { at: 1, by: 'ann' } });
      equal(ids(await tx.groups.listed('group', '', 9)), ['a', 'c', 'club-e']);
      equal(ids(await tx.groups.listed('group', 'Club', 9)), ['c', 'club-e']);
      equal(ids(await tx.groups.listed('group', 'club', 1, 'c')), ['club-e']);
      equal(ids(await tx.groups.listed('group', '', 1, 'a')), ['c']);
      equal(ids(await tx.groups.listed('room', '', 9)), ['d']);
      await tx.groups.remove('c');
      await group('a', { dismissed: { at: 1, by: 'ann' } });
      await group('b', { listed: true });
      equal(await tx.groups.get('c'), undefined);
      equal(await tx.groups.listed('group', '', 9), [
        { id: 'b', ...base },
        { id: 'club-e', ...base },
      ]);
    });
  });
};
