import { countsOf, hitsOf, matcher, passes } from '../matching.js';
import type { MessageRow, SearchQuery, SearchTable } from '../port.js';
import { type Data, pair } from './data.js';
import type { Journal } from './journal.js';
import { canSee } from './seen.js';

export const searchTable = (data: Data, journal: Journal): SearchTable => {
  const found = (query: Omit<SearchQuery, 'after' | 'limit'>): MessageRow[] => {
    const matches = matcher(query);
    return [...data.search.values()].flatMap(({ key, seq, text }) => {
      if ((query.key ?? key) !== key || !matches(text)) return [];
      const message = data.messages.get(pair(key, seq));
      return message && passes(query, message) && canSee(data, message, query.user) ? [message] : [];
    });
  };

  return {
    put: async (key, seq, text) => journal.set(data.search, pair(key, seq), { key, seq, text: text.toLowerCase() }),
    remove: async (key, seq) => journal.delete(data.search, pair(key, seq)),
    find: async (query) => hitsOf(found(query), query),
    async first(query) {
      const rows = found(query);
      return { hits: hitsOf(rows, query), counts: countsOf(rows) };
    },
  };
};
