import type { SearchQuery, Tx } from '../../../hub/storage/port.js';
import { type Add, equal, fill, find, member, message, seqs } from './kit.js';

const TEXTS = ['The quick brown fox', 'A lazy dog, ok', 'quick DOG', '你好,世界', 'Ünïcode ÄB'];

const setTexts = async (tx: Tx): Promise<void> => {
  await fill(tx, 'group:a', ['ann'], TEXTS.length);
  for (const [index, text] of TEXTS.entries()) await tx.search.put('group:a', index + 1, text);
};

export const searchCases = (add: Add): void => {
  add('several words, all or any of them, of any length', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTexts(tx);
      const cases: readonly [readonly string[], 'all' | 'any', readonly number[]][] = [
        [['quick', 'dog'], 'all', [3]],
        [['quick', 'dog'], 'any', [3, 2, 1]],
        [['quick', 'ox'], 'all', [1]],
        [['ok', 'quick'], 'any', [3, 2, 1]],
        [['ok', 'a'], 'all', [2]],
        [['世界', '你'], 'all', [4]],
        [['你好,世'], 'all', [4]],
        [['äb', 'ÜNÏ'], 'all', [5]],
        [['quick', 'qui', 'fox', 'brown', 'the'], 'all', [1]],
        [['quick', 'nowhere'], 'all', []],
        [['" OR "a'], 'all', []],
        [['NOT', '*'], 'any', []],
        [['qui\u0000ck'], 'all', []],
        [[], 'all', []],
      ];
      for (const [words, match, found] of cases)
        equal(seqs(await find(tx, 'ann', words, { match })), found, `${match} of ${words}`);
    });
  });

  add('only of these senders, kinds and times, and in this conversation', async (storage) => {
    await storage.transaction(async (tx) => {
      await setTexts(tx);
      await tx.messages.put(message('group:a', 1, { sender: 'bob' }));
      await tx.messages.put(message('group:a', 3, { sender: 'bob', content: { kind: 'image' } }));
      const cases: readonly [Partial<SearchQuery>, readonly number[]][] = [
        [{ senders: ['bob'] }, [3, 1]],
        [{ senders: ['ann', 'bob'] }, [3, 2, 1]],
        [{ senders: [] }, []],
        [{ kinds: ['image', 'file'] }, [3]],
        [{ kinds: ['text'], senders: ['bob'] }, [1]],
        [{ since: 2000 }, [3, 2]],
        [{ since: 2000, until: 2999 }, [2]],
        [{ until: 1000 }, [1]],
        [{ key: 'group:a' }, [3, 2, 1]],
        [{ key: 'group:b' }, []],
      ];
      for (const [more, found] of cases) {
        const query: Partial<SearchQuery> = { match: 'any', ...more };
        equal(seqs(await find(tx, 'ann', ['quick', 'dog'], query)), found, JSON.stringify(more));
        equal(seqs(await find(tx, 'ann', ['qu', 'do'], query)), found, `short, ${JSON.stringify(more)}`);
        const asked = { user: 'ann', words: ['quick', 'dog'], match: 'any', limit: 2, ...more } as const;
        const { hits, counts } = await tx.search.first(asked);
        equal(seqs(hits), found.slice(0, 2), JSON.stringify(more));
        equal(counts, found.length > 0 ? [{ key: 'group:a', count: found.length }] : [], JSON.stringify(more));
      }
    });
  });

  add('pages go on where they ended, also among hits of one time; counts come most first', async (storage) => {
    await storage.transaction(async (tx) => {
      for (const [key, count] of [
        ['group:a', 2],
        ['group:b', 4],
        ['group:c', 3],
      ] as const) {
        await fill(tx, key, ['ann'], count);
        for (let seq = 1; seq <= count; seq++) {
          await tx.messages.put(message(key, seq, { at: 7 }));
          await tx.search.put(key, seq, 'needle');
        }
      }
      await tx.members.put(member('group:c', 'ann', { joinedSeq: 1, clearedSeq: 1 }));
      const all = await find(tx, 'ann', 'needle', { limit: 99 });
      equal(all.length, 8);
      for (const words of ['needle', 'ne']) {
        const seen: { key: string; seq: number }[] = [];
        for (let after: SearchQuery['after']; ; ) {
          const page = await find(tx, 'ann', words, { limit: 3, ...(after && { after }) });
          seen.push(...page);
          const last = page.at(-1);
          if (!last) break;
          after = { at: 7, ...last };
        }
        equal(seen, all, words);
      }
      for (const words of ['needle', 'ne']) {
        const first = await tx.search.first({ user: 'ann', words: [words], match: 'all', limit: 99 });
        equal(first.hits, await find(tx, 'ann', words, { limit: 99 }), words);
        equal(first.counts, [
          { key: 'group:b', count: 4 },
          { key: 'group:a', count: 2 },
          { key: 'group:c', count: 2 },
        ]);
      }
      await tx.members.remove('group:b', 'ann');
      equal((await find(tx, 'ann', 'needle', { limit: 99 })).length, 4, 'no member now');
    });
  });
};
