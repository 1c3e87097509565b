import type { MessageRow } from '../../../hub/storage/port.js';
import { type Add, equal, fill, member, message, seqs } from './kit.js';

export const changeCases = (add: Add): void => {
  add('all that a message can have comes back as it was', async (storage) => {
    const row: MessageRow = message('group:a', 1, {
      ...{ edited: { at: 1, by: 'ann' }, extensions: { a: 'b' }, reactions: { '👍': ['bob', 'ann'] } },
      ...{ pinned: { at: 2, by: 'bob' }, audience: ['bob'], receipt: true, silent: true, unlisted: true, data: '{}' },
      ...{ expire: { seconds: 5, at: 9 }, altered: { reason: 'x' }, replyTo: { id: 'group:a/0' } },
      ...{ mentions: { all: true, users: ['bob', 'bob'] } },
    });
    const seat = member('group:a', 'ann', { read: 1, shown: 3, clearedSeq: 2, markedUnread: true });
    const group = { id: 'g', policy: 'open' as const, history: 'all' as const, owner: 'ann', createdAt: 1 };
    const settings = { privacy: { receipts: false, typing: true }, push: { detail: true, whileOnline: false } };
    await storage.transaction(async (tx) => {
      await tx.conversations.put({ key: 'group:a', seq: 1, activity: 0 });
      await tx.messages.put(row);
      await tx.members.put(seat);
      await tx.groups.put(group);
      await tx.users.put({ id: 'ann', kind: 'user', settings, createdAt: 1 });
    });
    await storage.transaction(async (tx) => {
      equal(await tx.messages.at('group:a', 1), row);
      equal(await tx.messages.page('group:a', { after: 0, limit: 1, from: 'start' }), [row]);
      equal(await tx.members.get('group:a', 'ann'), seat);
      equal(await tx.groups.get('g'), group);
      equal((await tx.users.get('ann'))?.settings, settings);
      const { markedUnread: _, ...plain } = seat;
      await tx.members.put(plain);
      equal(await tx.members.get('group:a', 'ann'), plain);
    });
  });

  add('pages of some kinds, and of what may stand last', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann'], 9);
      await fill(tx, 'group:b', ['ann'], 3);
      for (const seq of [2, 5, 8]) await tx.messages.put(message('group:a', seq, { content: { kind: 'image' } }));
      for (const seq of [3, 9]) await tx.messages.put(message('group:a', seq, { content: { kind: 'file' } }));
      for (const seq of [8, 9]) {
        const row = await tx.messages.at('group:a', seq);
        if (row) await tx.messages.put({ ...row, unlisted: true });
      }
      const page = async (kinds: readonly string[], from: 'start' | 'end', limit = 9, after = 0, viewer = 'ann') =>
        seqs(await tx.messages.page('group:a', { after, limit, from, kinds, viewer }));
      equal(await page(['image'], 'start'), [2, 5, 8]);
      equal(await page(['image', 'file', 'image'], 'start'), [2, 3, 5, 8, 9]);
      equal(await page(['image', 'file'], 'end', 2), [8, 9]);
      equal(await page(['file', 'image'], 'start', 2), [2, 3]);
      equal(await page(['image', 'file'], 'start', 9, 3), [5, 8, 9]);
      equal(await page(['image'], 'start', 9, 0, 'nobody'), []);
      equal(await page(['voice'], 'end'), []);
      equal(await page([], 'end'), []);
      const last = async (more: { kinds?: readonly string[] }) =>
        seqs(
          await tx.messages.page('group:a', { after: 0, limit: 1, from: 'end', listed: true, viewer: 'ann', ...more }),
        );
      equal(await last({}), [7]);
      equal(await last({ kinds: ['image'] }), [5]);
      await tx.messages.put(message('group:a', 5));
      equal(await page(['image'], 'start'), [2, 8], 'the kind changed');
    });
  });

  add('pins come last pinned first, until they are taken away', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann'], 4);
      await fill(tx, 'group:b', ['ann'], 1);
      for (const [seq, at] of [
        [1, 30],
        [2, 10],
        [4, 20],
      ] as const)
        await tx.messages.put(message('group:a', seq, { pinned: { at, by: 'ann' } }));
      await tx.messages.put(message('group:b', 1, { pinned: { at: 1, by: 'ann' } }));
      equal(seqs(await tx.messages.pinned('group:a', 'ann')), [1, 4, 2]);
      await tx.messages.put(message('group:a', 4));
      await tx.messages.remove('group:a', 1);
      equal(seqs(await tx.messages.pinned('group:a', 'ann')), [2]);
      equal(await tx.messages.pinned('group:x', 'ann'), []);
    });
  });

  add('who asked for a receipt', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 6);
      for (const seq of [2, 3, 5]) await tx.messages.put(message('group:a', seq, { receipt: true }));
      await tx.messages.put(message('group:a', 4, { receipt: true, sender: 'bob' }));
      equal(seqs(await tx.messages.requested('group:a', 0, 99, 'ann')), [2, 3, 5]);
      equal(seqs(await tx.messages.requested('group:a', 2, 4)), [3, 4]);
      equal(seqs(await tx.messages.requested('group:a', 2, 4, 'bob')), [4]);
      equal(seqs(await tx.messages.requested('group:a', 5, 6)), []);
      equal(seqs(await tx.messages.requested('group:a', 5, 5)), []);
    });
  });

  add('mentions: of me or of all, once each, the newest, neither own nor recalled', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 9);
      await tx.messages.put(message('group:a', 2, { mentions: { users: ['bob', 'cid'] } }));
      await tx.messages.put(message('group:a', 3, { mentions: { all: true } }));
      await tx.messages.put(message('group:a', 4, { mentions: { users: ['cid'], all: false } }));
      await tx.messages.put(message('group:a', 5, { mentions: { all: true, users: ['bob'] } }));
      await tx.messages.put(message('group:a', 6, { mentions: { all: true }, sender: 'bob' }));
      await tx.messages.put(message('group:a', 7, { mentions: { all: true }, recalled: { at: 1, by: 'ann' } }));
      await tx.messages.put(message('group:a', 8, { mentions: { users: ['bob'] } }));
      equal(seqs(await tx.messages.mentioning('group:a', 'bob', 0, 9)), [2, 3, 5, 8]);
      equal(seqs(await tx.messages.mentioning('group:a', 'bob', 0, 2)), [5, 8]);
      equal(seqs(await tx.messages.mentioning('group:a', 'bob', 2, 9)), [3, 5, 8]);
      equal(seqs(await tx.messages.mentioning('group:a', 'ann', 0, 9)), [6]);
      await tx.messages.remove('group:a', 8);
      await tx.messages.put(message('group:a', 5));
      equal(seqs(await tx.messages.mentioning('group:a', 'bob', 0, 9)), [2, 3]);
    });
  });

  add('what burns: not yet read, running, over', async (storage) => {
    await storage.transaction(async (tx) => {
      equal(await tx.messages.nextExpiry(), undefined);
      await fill(tx, 'group:a', ['ann', 'bob', 'cid'], 5);
      const expire = { seconds: 10 };
      for (const seq of [1, 2, 4]) await tx.messages.put(message('group:a', seq, { expire }));
      await tx.messages.put(message('group:a', 3, { expire, sender: 'bob' }));
      await tx.messages.put(message('group:a', 5, { expire, audience: ['cid'] }));
      equal(seqs(await tx.messages.burning('group:a', 'bob', 0, 9)), [1, 2, 4], 'not his own, not what is for Cid');
      equal(seqs(await tx.messages.burning('group:a', 'cid', 1, 5)), [2, 3, 4, 5]);
      equal(await tx.messages.nextExpiry(), undefined);
      await tx.messages.put(message('group:a', 1, { expire: { ...expire, at: 500 } }));
      await tx.messages.put(message('group:a', 2, { expire: { ...expire, at: 300 } }));
      equal(seqs(await tx.messages.burning('group:a', 'bob', 0, 9)), [4]);
      equal(await tx.messages.nextExpiry(), 300);
      equal(seqs(await tx.messages.expired(299, 9)), []);
      equal(seqs(await tx.messages.expired(300, 9)), [2]);
      equal(seqs(await tx.messages.expired(999, 9)), [2, 1]);
      equal(seqs(await tx.messages.expired(999, 1)), [2]);
      await tx.messages.remove('group:a', 2);
      equal(await tx.messages.nextExpiry(), 500);
      await tx.messages.put(message('group:a', 1));
      equal(await tx.messages.nextExpiry(), undefined);
    });
  });

  add('all of one sender, until it is recalled', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann'], 3);
      await fill(tx, 'group:b', ['ann'], 1);
      await tx.messages.put(message('group:a', 2, { sender: 'bob' }));
      const left = async () => (await tx.messages.ofSender('ann', 99)).map(({ id }) => id).sort();
      equal(await left(), ['group:a/1', 'group:a/3', 'group:b/1']);
      equal((await tx.messages.ofSender('ann', 2)).length, 2);
      await tx.messages.put(message('group:a', 3, { recalled: { at: 1, by: 'ann' } }));
      equal(await left(), ['group:a/1', 'group:b/1']);
    });
  });

  add('who deleted everything is not behind', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann'], 3);
      await tx.members.put(member('group:a', 'ann', { clearedSeq: 3 }));
      equal(await tx.members.behind('ann'), []);
      await tx.members.put(member('group:a', 'ann', { clearedSeq: 2 }));
      equal((await tx.members.behind('ann')).length, 1);
    });
  });
};
