import type { StoredEvent } from '../../../hub/storage/index.js';
import { type Add, equal } from './kit.js';

const row = (key: string): StoredEvent => ({ t: 'conversation', key });

export const eventCases = (add: Add): void => {
  add('a log has what is for the user and what he listened to, while he did', async (storage) => {
    await storage.transaction(async (tx) => {
      const { append, listen, unlisten, after, head } = tx.events;
      await append('group:a', 1, row('before'));
      await listen('ann', 'group:a', await head());
      await append('group:a', 2, row('one'));
      await append('group:b', 3, row('foreign'));
      await append('user:ann', 4, row('own'));
      await append('user:bob', 5, row('of bob'));
      await append('group:a', 6, row('two'));
      await unlisten('ann', 'group:a', await head());
      await append('group:a', 7, row('gap'));
      await listen('ann', 'group:a', await head());
      await append('group:a', 8, row('three'));
      const log = await after('ann', 0, 99);
      equal(
        log.map(({ event }) => (event as { key: string }).key),
        ['one', 'own', 'two', 'three'],
      );
      equal(
        log.map(({ id }) => id),
        [2, 4, 6, 8],
      );
      equal(log[0], { id: 2, audience: 'group:a', at: 2, event: row('one') });
      equal(
        (await after('ann', 4, 99)).map(({ id }) => id),
        [6, 8],
      );
      equal(
        (await after('ann', 2, 2)).map(({ id }) => id),
        [4, 6],
      );
      equal(await tx.events.countAfter('ann', 0, 99), 4);
      equal(await tx.events.countAfter('ann', 0, 3), 3);
      equal(await after('nobody', 0, 9), []);
      equal(await head(), 8);
    });
  });

  add('a newer entry of the same subject takes the place of the older', async (storage) => {
    await storage.transaction(async (tx) => {
      await tx.events.append('user:ann', 1, row('old'), 'row');
      await tx.events.append('user:ann', 1, row('other'), 'other');
      await tx.events.append('user:bob', 1, row('bob'), 'row');
      await tx.events.append('user:ann', 1, row('new'), 'row');
      const keys = (await tx.events.after('ann', 0, 9)).map(({ event }) => (event as { key: string }).key);
      equal(keys, ['other', 'new']);
      equal((await tx.events.after('bob', 0, 9)).length, 1);
    });
  });

  add('what is old is forgotten, and its ids with it', async (storage) => {
    await storage.transaction(async (tx) => {
      for (let at = 1; at <= 5; at++)
        await tx.events.append('user:ann', at * 100, row(`${at}`), at === 2 ? 's' : undefined);
      equal(await tx.events.floor(), 0);
      equal(await tx.events.prune(301), 3);
      equal(await tx.events.floor(), 3);
      equal(
        (await tx.events.after('ann', 0, 9)).map(({ id }) => id),
        [4, 5],
      );
      equal(await tx.events.prune(301), 0);
      equal(await tx.events.prune(9_999), 2);
      equal(await tx.events.head(), 5);
      equal(await tx.events.append('user:ann', 600, row('6'), 's'), 6);
    });
  });

  add('commands of somebody can be forgotten', async (storage) => {
    await storage.transaction(async (tx) => {
      const command = (from: string) =>
        ({ t: 'command', command: { id: 'c', from, name: 'x', at: 1, data: '"command"' } }) as const;
      await tx.events.append('user:ann', 1, command('bob'));
      await tx.events.append('user:ann', 1, command('cid'));
      await tx.events.append('user:ann', 1, { t: 'user', user: 'bob' });
      await tx.events.forgetCommands('bob');
      const left = (await tx.events.after('ann', 0, 9)).map(({ id }) => id);
      equal(left, [2, 3]);
      equal(await tx.events.head(), 3);
    });
  });

  add('far behind or near, the log is the same', async (storage) => {
    await storage.transaction(async (tx) => {
      await tx.events.listen('ann', 'group:a', 10);
      for (let n = 1; n <= 1_500; n++)
        await tx.events.append(n % 3 === 0 ? 'group:a' : n % 7 === 0 ? 'user:ann' : 'group:b', n, row(`${n}`));
      const expected = Array.from({ length: 1_500 }, (_, i) => i + 1).filter((n) =>
        n % 3 === 0 ? n > 10 : n % 7 === 0,
      );
      const ids: number[] = [];
      for (let cursor = 0; ; cursor = ids.at(-1) ?? 0) {
        const page = await tx.events.after('ann', cursor, 100);
        ids.push(...page.map(({ id }) => id));
        if (page.length < 100) break;
      }
      equal(ids, expected);
      equal(await tx.events.countAfter('ann', 0, 9_999), expected.length);
      await tx.events.unlisten('ann', 'group:a', 1_490);
      const left = expected.filter((n) => n % 3 !== 0 || n <= 1_490);
      for (let cursor = 1_430; cursor <= 1_500; cursor += 7)
        equal(
          (await tx.events.after('ann', cursor, 200)).map(({ id }) => id),
          left.filter((n) => n > cursor),
          `after ${cursor}`,
        );
    });
  });
};
