import { type Add, equal, fill, find, member, message, seqs } from './kit.js';

export const messageCases = (add: Add): void => {
  add('pages of messages from either end', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann'], 6);
      await fill(tx, 'group:ab', ['ann'], 2);
      const page = tx.messages.page;
      equal(seqs(await page('group:a', { after: 0, limit: 2, from: 'end' })), [5, 6]);
      equal(seqs(await page('group:a', { after: 0, before: 5, limit: 2, from: 'end' })), [3, 4]);
      equal(seqs(await page('group:a', { after: 3, before: 5, limit: 9, from: 'end' })), [4]);
      equal(seqs(await page('group:a', { after: 4, limit: 9, from: 'start' })), [5, 6]);
      equal(seqs(await page('group:a', { after: 1, limit: 2, from: 'start' })), [2, 3]);
      equal(seqs(await page('group:a', { after: 6, limit: 2, from: 'start' })), []);
      equal(seqs(await page('group:x', { after: 0, limit: 2, from: 'start' })), []);
      equal(await tx.messages.count(), 8);
      equal(await tx.messages.get('group:ab', 'group:a/1'), undefined, 'not in that conversation');
      equal((await tx.messages.get('group:a', 'group:a/1'))?.seq, 1);
      equal((await tx.messages.at('group:a', 3))?.id, 'group:a/3');
    });
  });

  add('text of any kind comes back as it was', async (storage) => {
    const text = '<img src=x onerror=alert(1)> \u0000 \ud83d\udc69\u200d\ud83d\udcbb "\'`${x} \u202e \ud800';
    const row = message('group:a', 1, { content: { kind: 'text', text, deep: [{ a: null }] }, clientId: 'c' });
    await storage.transaction(async (tx) => {
      await tx.conversations.put({ key: 'group:a', seq: 1, activity: 0 });
      await tx.messages.put(row);
    });
    equal(await storage.transaction((tx) => tx.messages.at('group:a', 1)), row);
  });

  add('a sending is found by its name, and only one has it', async (storage) => {
    await storage.transaction(async (tx) => {
      await tx.conversations.put({ key: 'group:a', seq: 2, activity: 0 });
      await tx.messages.put(message('group:a', 1, { clientId: 'c1' }));
      await tx.messages.put(message('group:a', 2, { clientId: 'c1', sender: 'bob' }));
      equal((await tx.messages.bySending('ann', 'c1'))?.seq, 1);
      equal((await tx.messages.bySending('bob', 'c1'))?.seq, 2);
      equal(await tx.messages.bySending('bob', 'c2'), undefined);
      await tx.messages.remove('group:a', 1);
      equal(await tx.messages.bySending('ann', 'c1'), undefined);
    });
  });

  add('unread counts leave out own, uncounted and recalled messages, and stop at the cap', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 10);
      await tx.messages.put(message('group:a', 3, { sender: 'bob' }));
      await tx.messages.put(message('group:a', 4, { counts: false }));
      await tx.messages.put(message('group:a', 5, { recalled: { at: 1, by: 'ann' } }));
      equal(await tx.messages.unread('group:a', 'bob', 0, 99), 7);
      equal(await tx.messages.unread('group:a', 'bob', 4, 99), 5);
      equal(await tx.messages.unread('group:a', 'bob', 0, 3), 3);
      equal(await tx.messages.unread('group:a', 'ann', 0, 99), 1);
      equal(await tx.messages.unread('group:a', 'bob', 10, 99), 0);
    });
  });

  add('search finds in one’s own conversations, whatever the case, newest first', async (storage) => {
    await storage.transaction(async (tx) => {
      await fill(tx, 'group:a', ['ann', 'bob'], 3);
      await fill(tx, 'group:b', ['ann'], 1);
      await tx.members.put(member('group:a', 'bob', { clearedSeq: 1 }));
      await tx.search.put('group:a', 1, 'Hello WORLD');
      await tx.search.put('group:a', 2, '100% "quoted" 你好世界');
      await tx.search.put('group:a', 3, 'hello again');
      await tx.search.put('group:b', 1, 'hello from b');
      equal(await find(tx, 'ann', 'hello', { key: 'group:a' }), [
        { key: 'group:a', seq: 3 },
        { key: 'group:a', seq: 1 },
      ]);
      equal((await find(tx, 'ann', 'HELLO')).length, 3);
      equal((await find(tx, 'ann', 'hello', { limit: 1 })).length, 1);
      equal(await find(tx, 'bob', 'hello'), [{ key: 'group:a', seq: 3 }]);
      equal(await find(tx, 'nobody', 'hello'), []);
      for (const words of ['"quoted"', '0%', '世界', '好', '% "']) {
        equal(await find(tx, 'ann', words), [{ key: 'group:a', seq: 2 }], words);
      }
      equal(await find(tx, 'ann', '_'), []);
      await tx.search.remove('group:a', 3);
      await tx.messages.remove('group:a', 1);
      equal(await find(tx, 'ann', 'hello', { key: 'group:a' }), []);
    });
  });

  add('a file belongs to its owner and to who can see what carries it', async (storage) => {
    await storage.transaction(async (tx) => {
      const file = { id: 'f', owner: 'ann', name: 'a.png', bytes: 1, mime: 'image/png', createdAt: 1 };
      await fill(tx, 'group:a', ['ann', 'bob', 'cid'], 2);
      await tx.members.put(member('group:a', 'cid', { clearedSeq: 2 }));
      await tx.files.put(file);
      equal(await tx.files.carriedTo('f', 'bob'), false);
      await tx.files.carry('f', 'group:a', 2);
      await tx.files.carry('f', 'group:a', 2);
      equal(await tx.files.carriedTo('f', 'bob'), true);
      equal(await tx.files.carriedIn('f', 'group:a', 9), [2]);
      equal(await tx.files.carriedIn('f', 'group:b', 9), []);
      equal(await tx.files.carriedTo('f', 'cid'), false, 'joined later');
      equal(await tx.files.carriedTo('f', 'dan'), false);
      await tx.files.put({ ...file, owner: 'bob' });
      equal(await tx.files.ownedBy('ann'), []);
      equal((await tx.files.ownedBy('bob')).length, 1);
      equal(await tx.files.forget('f'), false, 'a message carries it');
      await tx.files.drop('f', 'group:a', 2);
      equal(await tx.files.carriedTo('f', 'cid'), false);
      equal(await tx.files.carriedTo('f', 'bob'), false);
      equal(await tx.files.forget('f'), true);
      equal(await tx.files.get('f'), undefined);
    });
  });

  add('ten thousand unread messages are counted to the cap only', async (storage) => {
    await storage.transaction((tx) => fill(tx, 'group:big', ['ann', 'bob'], 10_000));
    equal(await storage.transaction((tx) => tx.messages.unread('group:big', 'bob', 0, 1000)), 1000);
    equal(await storage.transaction((tx) => tx.messages.unread('group:big', 'ann', 0, 1000)), 0);
  });
};
