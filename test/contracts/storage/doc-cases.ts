import type { DocRow, Tx } from '../../../hub/storage/port.js';
import { type Add, equal, rejects } from './kit.js';

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

const fillTags = async (tx: Tx): Promise<void> => {
  const ranks = { e: 2, a: 2, d: -5, b: 0, c: 1_700_000_000_000 };
  for (const [id, rank] of Object.entries(ranks)) await tx.docs.put('tag', 'ann', id, { name: id }, rank);
  await tx.docs.put('tag', 'ann b', 'z', { name: 'z' });
  await tx.docs.put('tag', 'an', 'z', { name: 'z' }, 1);
  await tx.docs.put('block', 'ann', 'z', { at: 1 }, 1);
};

export const docCases = (add: Add): void => {
  add('a small record is put, replaced and taken away by kind, owner and id', async (storage) => {
    await storage.transaction(async (tx) => {
      const contact = { remark: '"安"', groups: ['work', ''], since: 5 };
      await tx.docs.put('contact', 'ann', 'bob', contact, 7);
      await tx.docs.put('block', 'ann', 'bob', { at: 1 });
      equal(await tx.docs.get('contact', 'ann', 'bob'), contact);
      equal(await tx.docs.get('contact', 'bob', 'ann'), undefined);
      equal(await tx.docs.get('tag', 'ann', 'bob'), undefined);
      await tx.docs.put('contact', 'ann', 'bob', { ...contact, since: 6 });
      equal(await tx.docs.getMany('contact', 'ann', ['nobody', 'bob', 'cid']), [
        { id: 'bob', rank: 0, doc: { ...contact, since: 6 } },
      ]);
      equal(await tx.docs.count('contact', 'ann'), 1);
      await tx.docs.remove('contact', 'ann', 'bob');
      await tx.docs.remove('contact', 'ann', 'bob');
      equal(await tx.docs.get('contact', 'ann', 'bob'), undefined);
      equal(await tx.docs.get('block', 'ann', 'bob'), { at: 1 });
      equal(await tx.docs.count('contact', 'ann'), 0);
    });
  });

  add('small records of an owner come by rank and id, both ways, in pages', async (storage) => {
    await storage.transaction(async (tx) => {
      await fillTags(tx);
      const pages = async (limit: number, descending: boolean) => {
        const found: string[] = [];
        for (let after: DocRow | undefined; found.length < 20; ) {
          const page = await tx.docs.page('tag', 'ann', { limit, descending, ...(after && { after }) });
          found.push(...ids(page));
          after = page.at(-1);
          if (!after) break;
        }
        return found;
      };
      for (const limit of [1, 2, 9]) {
        equal(await pages(limit, false), ['d', 'b', 'a', 'e', 'c']);
        equal(await pages(limit, true), ['c', 'e', 'a', 'b', 'd']);
      }
      equal(ids(await tx.docs.page('tag', 'ann', { limit: 9, after: { rank: 2, id: 'b' } })), ['e', 'c']);
      equal(ids(await tx.docs.getMany('tag', 'ann', ['c', 'x', 'a'])), ['c', 'a']);
      equal(await tx.docs.page('tag', 'an', { limit: 9 }), [{ id: 'z', rank: 1, doc: { name: 'z' } }]);
      await tx.docs.put('tag', 'ann', 'c', { name: 'c' }, -9);
      equal(ids(await tx.docs.page('tag', 'ann', { limit: 2 })), ['c', 'd']);
      equal(await tx.docs.count('tag', 'ann'), 5);
    });
  });

  add('all of an owner go, and nothing else; who has an id is told in order', async (storage) => {
    await storage.transaction(async (tx) => {
      await fillTags(tx);
      await tx.docs.put('tag', 'ann', 'z', { name: 'z' });
      equal(await tx.docs.owners('tag', 'z', 9), ['an', 'ann', 'ann b']);
      equal(await tx.docs.owners('tag', 'z', 2), ['an', 'ann']);
      equal(await tx.docs.owners('contact', 'z', 9), []);
      await tx.docs.clear('tag', 'ann');
      equal(await tx.docs.count('tag', 'ann'), 0);
      equal(await tx.docs.page('tag', 'ann', { limit: 9 }), []);
      equal(await tx.docs.owners('tag', 'z', 9), ['an', 'ann b']);
      equal(await tx.docs.count('block', 'ann'), 1);
    });
  });

  add('small records and listings of a job that throws are as before', async (storage, factory) => {
    const check = async (tx: Tx) => {
      equal(await tx.docs.page('tag', 'ann', { limit: 9 }), [{ id: 'a', rank: 1, doc: { name: 'a' } }]);
      equal(await tx.docs.owners('tag', 'b', 9), []);
      equal(await tx.docs.count('block', 'bob'), 0);
    };
    await storage.transaction((tx) => tx.docs.put('tag', 'ann', 'a', { name: 'a' }, 1));
    const ending = storage.transaction(async (tx) => {
      await tx.docs.put('tag', 'ann', 'a', { name: 'other' }, 5);
      await tx.docs.put('tag', 'ann', 'b', { name: 'b' });
      await tx.docs.put('block', 'bob', 'b', { at: 1 });
      await tx.docs.clear('tag', 'ann');
      throw new Error('no further');
    });
    await rejects(ending, /no further/);
    await storage.transaction(check);
    if (!factory.reopen) return;
    await storage.close();
    const again = await factory.reopen();
    await again.transaction(check);
    await again.close();
  });
};
