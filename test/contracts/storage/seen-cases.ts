import type { MessageRow, Tx } from '../../../hub/storage/port.js';
import { type Add, equal, fill, find, member, message, seqs } from './kit.js';

/**
 * Ann wrote 1 to 8 in group:a. 3 is for Bob alone, 4 for Cid, 5 for nobody but herself; Bob deleted 6 and all up to 1;
 * Cid came after 2. Dan is no member.
 */
const setTalk = async (tx: Tx, more: Partial<MessageRow> = {}): Promise<void> => {
  await fill(tx, 'group:a', ['ann', 'bob', 'cid'], 0, { seq: 8, activity: 1 });
  const audiences: Readonly<Record<number, readonly string[]>> = { 3: ['bob'], 4: ['cid', 'ann'], 5: [] };
  for (let seq = 1; seq <= 8; seq++) {
    const audience = audiences[seq];
    await tx.messages.put(message('group:a', seq, { ...more, ...(audience && { audience }) }));
    await tx.search.put('group:a', seq, `words ${seq}`);
  }
  await tx.members.put(member('group:a', 'bob', { clearedSeq: 1 }));
  await tx.members.put(member('group:a', 'cid', { joinedSeq: 2, clearedSeq: 2 }));
  await tx.messages.hide('group:a', 6, 'bob');
  await tx.messages.hide('group:a', 6, 'bob');
};

const SEEN = { ann: [1, 2, 3, 4, 5, 6, 7, 8], bob: [2, 3, 7, 8], cid: [4, 6, 7, 8], dan: [] };
const USERS = Object.entries(SEEN);

export const seenCases = (add: Add): void => {
  add('a page for a viewer has what he can see, from either end', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx);
      const page = tx.messages.page;
      equal(seqs(await page('group:a', { after: 0, limit: 9, from: 'start' })), SEEN.ann, 'without a viewer');
      for (const [viewer, seen] of USERS) {
        for (const from of ['start', 'end'] as const) {
          equal(seqs(await page('group:a', { after: 0, limit: 9, from, viewer })), seen, `${viewer} ${from}`);
        }
        equal(seqs(await page('group:a', { after: 0, limit: 2, from: 'start', viewer })), seen.slice(0, 2));
        equal(seqs(await page('group:a', { after: 0, limit: 2, from: 'end', viewer })), seen.slice(-2));
        const some = seen.filter((seq) => seq > 3 && seq < 8);
        equal(seqs(await page('group:a', { after: 3, before: 8, limit: 9, from: 'end', viewer })), some);
      }
    });
  });

  add('what is unread can be seen', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx);
      await tx.messages.put(message('group:a', 7, { sender: 'bob', audience: ['cid'] }));
      const counts = { ann: 0, bob: 3, cid: 4, dan: 0 };
      for (const [user, count] of Object.entries(counts)) {
        equal(await tx.messages.unread('group:a', user, 0, 99), count, user);
        equal(await tx.messages.unread('group:a', user, 0, 2), Math.min(count, 2), `${user} to the cap`);
      }
      equal(await tx.messages.unread('group:a', 'cid', 4, 99), 3);
      await tx.messages.put(
        message('group:a', 7, { sender: 'bob', audience: ['cid'], recalled: { at: 1, by: 'bob' } }),
      );
      await tx.messages.put(message('group:a', 4, { counts: false, audience: ['cid'] }));
      equal(await tx.messages.unread('group:a', 'cid', 0, 99), 2);
      await tx.messages.hide('group:a', 8, 'cid');
      equal(await tx.messages.unread('group:a', 'cid', 0, 99), 1);
    });
  });

  add('what is counted, whoever looks, says where the answer is not the same for all', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 6);
      await tx.messages.put(message('group:a', 2, { sender: 'bob' }));
      await tx.messages.put(message('group:a', 3, { counts: false }));
      await tx.messages.put(message('group:a', 4, { recalled: { at: 1, by: 'ann' } }));
      await tx.messages.put(message('group:a', 5, { audience: ['bob'] }));
      await tx.messages.hide('group:a', 6, 'bob');
      const all = [
        { seq: 1, sender: 'ann', some: false },
        { seq: 2, sender: 'bob', some: false },
        { seq: 5, sender: 'ann', some: true },
        { seq: 6, sender: 'ann', some: true },
      ];
      equal(await tx.messages.counted('group:a', 0, 9), all);
      equal(await tx.messages.counted('group:a', 0, 2), all.slice(0, 2));
      equal(await tx.messages.counted('group:a', 1, 2), all.slice(1, 3));
      equal(await tx.messages.counted('group:a', 6, 9), []);
      equal(await tx.messages.counted('group:none', 0, 9), []);
    });
  });

  add('pinned messages and mentions can be seen', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx, { pinned: { at: 5, by: 'ann' }, mentions: { all: true } });
      for (const [user, seen] of USERS) {
        equal(seqs(await tx.messages.pinned('group:a', user)), [...seen].reverse(), user);
        const named = user === 'ann' ? [] : seen;
        equal(seqs(await tx.messages.mentioning('group:a', user, 0, 9)), named, user);
      }
      const all = new Set(USERS.flatMap(([, seen]) => seen));
      const pinned = seqs(await tx.messages.pinned('group:a'));
      equal(
        pinned,
        [...pinned].sort((a, b) => b - a),
      );
      equal(
        [...all].filter((seq) => !pinned.includes(seq)),
        [],
      );
    });
  });

  add('search finds and counts what can be seen', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx);
      for (const [user, seen] of USERS) {
        for (const words of ['words', 'wo']) {
          equal(seqs(await find(tx, user, words)), [...seen].reverse(), `${user} ${words}`);
          const { hits, counts } = await tx.search.first({ user, words: [words], match: 'all', limit: 99 });
          equal(seqs(hits), [...seen].reverse(), `${user} ${words}`);
          equal(counts, seen.length > 0 ? [{ key: 'group:a', count: seen.length }] : [], `${user} ${words}`);
        }
      }
    });
  });

  add('a file is for those who can see a message that carries it', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx);
      await tx.files.put({ id: 'f', owner: 'ann', name: 'a', bytes: 1, mime: 'a/b', createdAt: 1 });
      const carriedTo = async () => {
        const users = [];
        for (const [user] of USERS) if (await tx.files.carriedTo('f', user)) users.push(user);
        return users;
      };
      await tx.files.carry('f', 'group:a', 3);
      equal(await carriedTo(), ['ann', 'bob']);
      await tx.files.carry('f', 'group:a', 6);
      equal(await carriedTo(), ['ann', 'bob', 'cid']);
      await tx.files.drop('f', 'group:a', 3);
      equal(await carriedTo(), ['ann', 'cid'], 'Bob deleted it');
    });
  });

  add('whom a message is gone for is known at once, also to who has asked before', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 2);
      equal(await tx.messages.hiders('group:a', 1), []);
      await tx.messages.hide('group:a', 2, 'bob');
      equal(await tx.messages.hiders('group:a', 2), ['bob']);
      equal(await tx.messages.hiders('group:a', 1), []);
    });
  });

  add('an audience that changes, a message that goes: nothing stays behind', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTalk(tx);
      await tx.messages.put(message('group:a', 3, { audience: ['cid'] }));
      await tx.messages.put(message('group:a', 4));
      const page = (viewer: string) => tx.messages.page('group:a', { after: 0, limit: 9, from: 'start', viewer });
      equal(seqs(await page('bob')), [2, 4, 7, 8]);
      equal(seqs(await page('cid')), [3, 4, 6, 7, 8]);
      equal(await tx.messages.hiders('group:a', 6), ['bob']);
      await tx.messages.remove('group:a', 6);
      equal(await tx.messages.hiders('group:a', 6), []);
      await tx.messages.put(message('group:a', 6));
      equal(seqs(await page('bob')), [2, 4, 6, 7, 8]);
      equal(seqs(await find(tx, 'bob', 'words')), [8, 7, 4, 2]);
    });
  });
};
