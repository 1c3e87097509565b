import type { MessageRow, MessageTable, SearchTable } from '../port.js';
import { type Data, pair } from './data.js';
import type { Journal } from './journal.js';

export const messageTable = (data: Data, journal: Journal): MessageTable => {
  const at = (key: string, seq: number): MessageRow | undefined => data.messages.get(pair(key, seq));
  const drop = ({ key, seq, id, sender, clientId }: MessageRow): void => {
    journal.delete(data.messages, pair(key, seq));
    journal.delete(data.places, id);
    if (clientId !== undefined) journal.delete(data.sendings, pair(sender, clientId));
  };

  return {
    async put(message) {
      const place = pair(message.key, message.seq);
      const before = data.messages.get(place);
      if (before) drop(before);
      journal.set(data.messages, place, message);
      journal.set(data.places, message.id, place);
      if (message.clientId !== undefined) journal.set(data.sendings, pair(message.sender, message.clientId), place);
    },
    async get(key, id) {
      const message = data.messages.get(data.places.get(id) ?? '');
      return message?.key === key ? message : undefined;
    },
    at: async (key, seq) => at(key, seq),
    bySending: async (sender, clientId) => data.messages.get(data.sendings.get(pair(sender, clientId)) ?? ''),
    async page(key, { after, before, limit, from }) {
      const top = Math.min(data.conversations.get(key)?.seq ?? 0, (before ?? Number.POSITIVE_INFINITY) - 1);
      const found: MessageRow[] = [];
      const take = (seq: number) => found.push(...(at(key, seq) ? [at(key, seq) as MessageRow] : []));
      if (from === 'start') for (let seq = after + 1; seq <= top && found.length < limit; seq++) take(seq);
      else for (let seq = top; seq > after && found.length < limit; seq--) take(seq);
      return from === 'start' ? found : found.reverse();
    },
    async unread(key, user, after, cap) {
      const top = data.conversations.get(key)?.seq ?? 0;
      let count = 0;
      for (let seq = top; seq > after && count < cap; seq--) {
        const message = at(key, seq);
        if (message?.counts && !message.recalled && message.sender !== user) count++;
      }
      return count;
    },
    async remove(key, seq) {
      const message = at(key, seq);
      if (message) drop(message);
      journal.delete(data.search, pair(key, seq));
    },
    count: async () => data.messages.size,
  };
};

export const searchTable = (data: Data, journal: Journal): SearchTable => ({
  put: async (key, seq, text) => journal.set(data.search, pair(key, seq), { key, seq, text: text.toLowerCase() }),
  remove: async (key, seq) => journal.delete(data.search, pair(key, seq)),
  async find(user, words, limit, only) {
    const wanted = words.toLowerCase();
    const hits = [...data.search.values()].filter(({ key, seq, text }) => {
      const member = data.members.get(pair(key, user));
      return member && seq > member.joinedSeq && (only ?? key) === key && text.includes(wanted);
    });
    const time = (hit: { key: string; seq: number }) => data.messages.get(pair(hit.key, hit.seq))?.at ?? 0;
    return hits
      .sort((a, b) => time(b) - time(a) || b.seq - a.seq)
      .slice(0, limit)
      .map(({ key, seq }) => ({ key, seq }));
  },
});
