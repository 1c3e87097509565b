import type { Tx } from '../../../hub/storage/port.js';
import { type Add, equal, fill, find, member, message, rejects } from './kit.js';

const user = (id: string) => ({ id, kind: 'user' as const, createdAt: 1 });

export const transactionCases = (add: Add): void => {
  add('a job that throws leaves nothing behind', async (storage) => {
    await storage.transaction((tx) => fill(tx, 'group:a', ['ann'], 2));
    const broken = storage.transaction(async (tx) => {
      await tx.users.put(user('bob'));
      await fill(tx, 'group:b', ['ann', 'bob'], 3);
      await tx.events.append('group:a', 1, { t: 'conversation', key: 'group:a' }, 'row');
      await tx.events.listen('ann', 'group:b', 0);
      await tx.search.put('group:a', 1, 'needle in a haystack');
      await tx.messages.put(message('group:a', 1, { content: { kind: 'recalled' } }));
      await tx.messages.remove('group:a', 2);
      await tx.members.remove('group:a', 'ann');
      throw new Error('changed my mind');
    });
    await rejects(broken, /changed my mind/);
    await storage.transaction(async (tx) => {
      equal(await tx.users.get('bob'), undefined);
      equal(await tx.conversations.get('group:b'), undefined);
      equal(await tx.members.users('group:b'), []);
      equal(await tx.members.users('group:a'), ['ann']);
      equal(await tx.messages.page('group:a', { after: 0, limit: 9, from: 'start' }), [
        message('group:a', 1),
        message('group:a', 2),
      ]);
      equal(await tx.events.head(), 0);
      equal(await find(tx, 'ann', 'needle'), []);
      equal(await tx.events.append('user:ann', 1, { t: 'user', user: 'ann' }), 1, 'the id of an event undone is free');
    });
  });

  add('jobs of a batch stand or fall alone, in their order', async (storage) => {
    const outcomes = await storage.batch([
      async (tx) => {
        await tx.users.put(user('a'));
        return 'first';
      },
      async (tx) => {
        await tx.users.put(user('b'));
        throw new Error('second');
      },
      async (tx) => ((await tx.users.get('a')) && !(await tx.users.get('b')) ? 'third' : 'wrong'),
    ]);
    equal(
      outcomes.map((outcome) => (outcome.ok ? outcome.value : (outcome.error as Error).message)),
      ['first', 'second', 'third'],
    );
  });

  add('what the others of a batch write is there once, and in order, when one of them throws', async (storage) => {
    const say =
      (seq: number, fails = false) =>
      async (tx: Tx) => {
        const before = await tx.conversations.get('group:a');
        await tx.conversations.put({ key: 'group:a', seq, activity: (before?.activity ?? 0) + 1 });
        await tx.members.put(member('group:a', `person-${seq}`));
        await tx.messages.put(message('group:a', seq));
        await tx.search.put('group:a', seq, `word ${seq}`);
        const event = await tx.events.append('group:a', seq, { t: 'message', key: 'group:a', id: `group:a/${seq}` });
        if (fails) throw new Error(`not ${seq}`);
        return { event, members: await tx.members.users('group:a') };
      };
    await storage.transaction((tx) => tx.events.listen('person-1', 'group:a', 0));
    const outcomes = await storage.batch([say(1), say(2, true), say(3), say(4, true), say(5)]);
    equal(
      outcomes.map((outcome) => (outcome.ok ? outcome.value : (outcome.error as Error).message)),
      [
        { event: 1, members: ['person-1'] },
        'not 2',
        { event: 2, members: ['person-1', 'person-3'] },
        'not 4',
        { event: 3, members: ['person-1', 'person-3', 'person-5'] },
      ],
    );
    await storage.transaction(async (tx) => {
      equal((await tx.conversations.get('group:a'))?.activity, 3);
      const rows = await tx.messages.page('group:a', { after: 0, limit: 9, from: 'start' });
      equal(
        rows.map(({ seq }) => seq),
        [1, 3, 5],
      );
      const told = await tx.events.after('person-1', 0, 9);
      equal(
        told.map(({ id, at }) => [id, at]),
        [
          [1, 1],
          [2, 3],
          [3, 5],
        ],
      );
      equal(await find(tx, 'person-1', 'word 2'), []);
      equal((await tx.members.page('group:a', 9)).length, 3);
    });
  });

  add('a job sees what it and those before it in its batch have changed, however it asks', async (storage) => {
    const outcomes = await storage.batch<unknown>([
      async (tx) => {
        await tx.conversations.put({ key: 'group:a', seq: 0, activity: 1 });
        await tx.members.put(member('group:a', 'ann'));
        return tx.members.hidden('group:a');
      },
      async (tx) => {
        await tx.members.put(member('group:a', 'ann', { hidden: true }));
        await tx.members.put(member('group:a', 'bob'));
        const hidden = (await tx.members.hidden('group:a')).map(({ user: id }) => id);
        return [hidden, await tx.members.count('group:a'), (await tx.members.of('ann'))[0]?.hidden];
      },
      async (tx) => {
        await tx.members.remove('group:a', 'ann');
        await tx.users.put({ ...user('cid'), name: 'Cid' });
        await tx.users.put({ ...user('cid'), name: 'Cyd' });
        const seats = [await tx.members.get('group:a', 'ann'), await tx.members.users('group:a')];
        return [...seats, (await tx.users.find('cyd', 9)).length, (await tx.members.list('bob', 9)).length];
      },
    ]);
    equal(
      outcomes.map((outcome) => outcome.ok && outcome.value),
      [[], [['ann'], 2, true], [undefined, ['bob'], 1, 1]],
    );
  });

  add('transactions asked for at once run one after the other', async (storage) => {
    const add10 = () =>
      storage.transaction(async (tx) => {
        const seq = (await tx.conversations.get('group:n'))?.seq ?? 0;
        await tx.users.get('nobody');
        await tx.conversations.put({ key: 'group:n', seq: seq + 1, activity: 0 });
      });
    await Promise.all(Array.from({ length: 10 }, add10));
    equal((await storage.transaction((tx) => tx.conversations.get('group:n')))?.seq, 10);
  });

  add('a reopened storage has everything', async (storage, { reopen }) => {
    if (!reopen) return;
    await storage.transaction(async (tx) => {
      await tx.users.put(user('ann'));
      await fill(tx, 'group:a', ['ann'], 3);
      await tx.search.put('group:a', 1, 'a text with words');
      await tx.events.listen('ann', 'group:a', 0);
      await tx.events.append('group:a', 5, { t: 'message', key: 'group:a', id: 'group:a/1' });
    });
    await storage.close();
    const again = await reopen();
    await again.transaction(async (tx) => {
      equal(await tx.users.get('ann'), user('ann'));
      equal((await tx.messages.page('group:a', { after: 0, limit: 9, from: 'start' })).length, 3);
      equal(await find(tx, 'ann', 'words'), [{ key: 'group:a', seq: 1 }]);
      equal((await tx.events.after('ann', 0, 9)).length, 1);
      equal(await tx.events.head(), 1);
    });
    await again.close();
  });

  add('after close, transactions are refused', async (storage) => {
    await storage.close();
    const late = storage.transaction(async (tx) => tx.users.get('ann'));
    await rejects(late, /./);
  });
};
