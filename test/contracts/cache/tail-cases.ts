import { persistCommits, readTail } from '../../../core/cache/index.js';
import type { Cache } from '../../../core/cache/types.js';
import { Store } from '../../../core/store/index.js';
import { insertPlaced, pageList, pagesOf } from '../../../core/timeline/index.js';
import { equal } from '../storage/kit.js';
import { type Add, GROUP, message } from './kit.js';

/** A visit that leaves `runs` of messages behind, a gap between each two. */
const visit = async (cache: Cache, ...runs: readonly (readonly number[])[]): Promise<void> => {
  const store = new Store();
  const persistence = persistCommits(store, cache, (error) => {
    throw error;
  });
  for (const seqs of runs)
    store.commit('remote', (writer) => {
      const messages = seqs.map((seq) => message(`m${seq}`, seq));
      const page = { hasOlder: true, hasNewer: false };
      insertPlaced(store, writer, GROUP, messages, { ordering: 'seq', page });
    });
  await persistence.stop();
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

export const tailCases = (add: Add): void => {
  add('the next visit finds the newest run without a hole', async (cache) => {
    equal(await readTail(cache, GROUP, 50), undefined);
    await visit(cache, range(1, 30), range(100, 350));
    const tail = await readTail(cache, GROUP, 1000);
    equal([tail?.messages.length, tail?.messages[0]?.id, tail?.messages.at(-1)?.id], [251, 'm100', 'm350']);
    equal(tail?.hasOlder, true);
    const short = await readTail(cache, GROUP, 40);
    equal([short?.messages.length, short?.messages[0]?.id], [40, 'm311']);

    const store = new Store();
    store.commit('cache', (writer) =>
      insertPlaced(store, writer, GROUP, short?.messages ?? [], {
        ordering: 'seq',
        page: { hasOlder: true, hasNewer: false },
      }),
    );
    equal(pagesOf(store, GROUP).flatMap((page) => store.list(pageList(page.id))).length, 40);
  });

  add('messages that trim took end the run', async (cache) => {
    await visit(cache, range(1, 250));
    await cache.trim({ messagesPerConversation: 30, conversations: 9 });
    const tail = await readTail(cache, GROUP, 1000);
    equal([tail?.messages.length, tail?.messages[0]?.id, tail?.hasOlder], [30, 'm221', true]);
  });
};
