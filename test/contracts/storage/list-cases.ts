import type { ListFilter, ListPlace, MemberMore, MemberRow, Tx } from '../../../hub/storage/port.js';
import { type Add, equal, member } from './kit.js';

const put = async (
  tx: Tx,
  key: string,
  activity: number,
  more: Partial<MemberRow> & { readonly seq?: number } = {},
): Promise<void> => {
  const { seq = 0, ...row } = more;
  await tx.conversations.put({ key, seq, activity });
  await tx.members.put(member(key, 'ann', row));
};

/** Page by page. */
const keysOf = async (tx: Tx, filter?: ListFilter, size = 2): Promise<string[]> => {
  const keys: string[] = [];
  for (let after: ListPlace | undefined; keys.length < 200; ) {
    const page = await tx.members.list('ann', size, after, filter);
    keys.push(...page.map((row) => row.member.key));
    const last = page.at(-1);
    if (!last) return keys;
    after = { pinned: last.member.pinned, activity: last.conversation.activity, key: last.member.key };
  }
  return keys;
};

export const listCases = (add: Add): void => {
  add('what few members have is kept whole', async (storage) => {
    await storage.transaction(async (tx) => {
      const more: MemberMore = {
        ...{ card: '"Ann" 安', mutedUntil: 5, exempt: true, fields: { a: '1' }, joinedAt: 9, shielded: false },
        ...{ marks: ['star'], tags: ['t', 'u'], pinnedIn: ['t'], data: { deep: [null, 1] } },
      };
      await put(tx, 'group:a', 1, { more });
      equal((await tx.members.get('group:a', 'ann'))?.more, more);
      equal((await tx.members.list('ann', 1))[0]?.member, member('group:a', 'ann', { more }));
      equal((await tx.members.page('group:a', 1))[0]?.more, more);
      await tx.members.put(member('group:a', 'ann'));
      equal(await tx.members.get('group:a', 'ann'), member('group:a', 'ann'));
    });
  });

  add('a list has only what its filter asks for, all of which must hold', async (storage) => {
    await storage.transaction(async (tx) => {
      await put(tx, 'direct:ann:bob', 90, { more: { tags: ['t'] }, notify: 'none' });
      await put(tx, 'direct:ann:cid', 80, { seq: 3, read: 3 });
      await put(tx, 'group:a', 70, { seq: 3, read: 2, more: { marks: ['star', 'folded'], tags: ['tt'] } });
      await put(tx, 'group:b', 60, { pinned: true, more: { tags: ['u', 't'], marks: ['star'] } });
      await put(tx, 'room:c', 50, { markedUnread: true });
      await put(tx, 'room:d', 40, { seq: 9, read: 1, clearedSeq: 9 });
      await put(tx, 'group:e', 99, { seq: 9, more: { marks: ['hidden'], tags: ['t'] } });
      await put(tx, 'group:f', 99, { seq: 9, more: { marks: ['hidden', 'star'], tags: ['t'] }, hidden: true });
      await tx.members.put(member('group:a', 'bob', { more: { tags: ['t'] } }));
      const [bob, cid, a, b, c, d, e] = 'direct:ann:bob direct:ann:cid group:a group:b room:c room:d group:e'.split(
        ' ',
      );
      const asked: readonly [ListFilter | undefined, (string | undefined)[]][] = [
        [undefined, [b, bob, cid, a, c, d]],
        [{}, [b, bob, cid, a, c, d]],
        [{ kinds: ['group:'] }, [b, a]],
        [{ kinds: ['direct:', 'room:'] }, [bob, cid, c, d]],
        [{ kinds: [] }, []],
        [{ kinds: ['%', "'", 'group_'] }, []],
        [{ tag: 't' }, [b, bob]],
        [{ tag: 'nothing' }, []],
        [{ mark: 'star' }, [b, a]],
        [{ mark: 'hidden' }, [e]],
        [{ mark: 'hidden', tag: 't' }, [e]],
        [{ muted: true }, [bob]],
        [{ muted: false }, [b, cid, a, c, d]],
        [{ unread: true }, [a, c]],
        [{ unread: false }, [b, bob, cid, a, d]],
        [{ tag: 't', muted: false, kinds: ['group:'] }, [b]],
        [{ mark: 'star', unread: true }, [a]],
      ];
      for (const [filter, keys] of asked) {
        for (const size of [1, 2, 9]) equal(await keysOf(tx, filter, size), keys, JSON.stringify(filter));
      }
    });
  });

  add('small and large conversations stand in one order, whatever moves, grows or is pinned', async (storage) => {
    await storage.transaction(async (tx) => {
      const sizes = [0, 40, 1, 15, 16, 17, 30, 2];
      const keys = sizes.map((_, n) => `group:${n}`);
      for (const [n, size] of sizes.entries()) {
        await put(tx, `group:${n}`, 100 + (n % 2));
        for (let k = 0; k < size; k++) await tx.members.put(member(`group:${n}`, `u${k}`));
      }
      const odd = keys.filter((_, n) => n % 2 === 1);
      const even = keys.filter((_, n) => n % 2 === 0);
      equal(await keysOf(tx), [...odd, ...even]);
      for (const key of keys) await tx.conversations.put({ key, seq: 1, activity: 200 });
      equal(await keysOf(tx, undefined, 3), keys);
      for (const n of [6, 2, 1]) await tx.conversations.put({ key: `group:${n}`, seq: 2, activity: 300 - n });
      equal((await keysOf(tx)).slice(0, 4), ['group:1', 'group:2', 'group:6', 'group:0']);
      for (let k = 0; k < 20; k++) await tx.members.put(member('group:2', `v${k}`));
      for (let k = 0; k < 39; k++) await tx.members.remove('group:1', `u${k}`);
      await tx.conversations.put({ key: 'group:2', seq: 3, activity: 400 });
      await tx.conversations.put({ key: 'group:1', seq: 3, activity: 300 });
      for (const key of ['group:5', 'group:0']) await tx.members.put(member(key, 'ann', { pinned: true }));
      await tx.members.put(member('group:6', 'ann', { hidden: true }));
      const expected = ['group:0', 'group:5', 'group:2', 'group:1', 'group:3', 'group:4', 'group:7'];
      for (const size of [1, 2, 3, 9]) equal(await keysOf(tx, undefined, size), expected);
      const activities = (await tx.members.list('ann', 9)).map(({ conversation }) => conversation.activity);
      equal(activities, [200, 200, 400, 300, 200, 200, 200]);
    });
  });
};
