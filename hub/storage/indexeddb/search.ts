import { countsOf, hitsOf, matcher, passes } from '../matching.js';
import type { MessageRow, SearchQuery, SearchTable } from '../port.js';
import { heldIn, sent } from './held.js';
import type { Transaction } from './schema.js';
import { sightOf, startsWith } from './seen.js';

export const searchTable = (t: Transaction): SearchTable => {
  const [store, messages] = [t.objectStore('words'), t.objectStore('messages')];
  const { members } = heldIn(t);

  const found = async (query: Omit<SearchQuery, 'after' | 'limit'>): Promise<MessageRow[]> => {
    const { user, key: only } = query;
    const keys = only === undefined ? (await members.all.index('user').getAll(user)).map(({ key }) => key) : [only];
    const matches = matcher(query);
    const rows: MessageRow[] = [];
    for (const key of keys) {
      const texts = await store.getAll(startsWith(key));
      const hits = texts.filter(({ text }) => matches(text));
      if (hits.length === 0) continue;
      const canSee = await sightOf(t, key, user, 0);
      const candidates = await Promise.all(hits.map(({ seq }) => messages.get([key, seq])));
      rows.push(...candidates.filter((row) => row !== undefined).filter((row) => passes(query, row) && canSee(row)));
    }
    return rows;
  };

  return {
    async put(key, seq, text) {
      sent(t, store.put({ key, seq, text: text.toLowerCase() }));
    },
    remove: (key, seq) => store.delete([key, seq]),
    find: async (query) => hitsOf(await found(query), query),
    async first(query) {
      const rows = await found(query);
      return { hits: hitsOf(rows, query), counts: countsOf(rows) };
    },
  };
};
