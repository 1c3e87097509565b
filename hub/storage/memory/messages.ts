import { byPin, isFor, names } from '../order.js';
import type { MessageRow, MessageTable } from '../port.js';
import { type Data, pair, withItem, withoutItem } from './data.js';
import type { Journal } from './journal.js';
import { canSee } from './seen.js';

type Test = (message: MessageRow) => boolean;
interface Range {
  readonly after: number;
  readonly upTo?: number;
  readonly from?: 'start' | 'end';
  readonly limit?: number;
}

const END = Number.POSITIVE_INFINITY;

export const messageTable = (data: Data, journal: Journal): MessageTable => {
  const at = (key: string, seq: number): MessageRow | undefined => data.messages.get(pair(key, seq));
  const drop = ({ key, seq, id, sender, clientId, pinned }: MessageRow): void => {
    const place = pair(key, seq);
    for (const map of [data.messages, data.expiring]) journal.delete<string, unknown>(map, place);
    journal.delete(data.places, id);
    if (pinned) journal.set(data.pinned, key, withoutItem(data.pinned.get(key), seq));
    if (clientId !== undefined) journal.delete(data.sendings, pair(sender, clientId));
  };
  /** Starts at the end that `limit` counts from; the end is the first then. */
  const scan = (key: string, { after, upTo = END, from = 'start', limit = END }: Range, test: Test): MessageRow[] => {
    const found: MessageRow[] = [];
    const top = Math.min(data.conversations.get(key)?.seq ?? 0, upTo);
    for (let n = 0; n < top - after && found.length < limit; n++) {
      const message = at(key, from === 'start' ? after + 1 + n : top - n);
      if (message && test(message)) found.push(message);
    }
    return found;
  };

  return {
    async put(message) {
      const place = pair(message.key, message.seq);
      const before = data.messages.get(place);
      if (before) drop(before);
      journal.set(data.messages, place, message);
      journal.set(data.places, message.id, place);
      if (message.clientId !== undefined) journal.set(data.sendings, pair(message.sender, message.clientId), place);
      if (message.pinned) journal.set(data.pinned, message.key, withItem(data.pinned.get(message.key), message.seq));
      if (message.expire?.at !== undefined) journal.set(data.expiring, place, message.expire.at);
    },
    async get(key, id) {
      const message = data.messages.get(data.places.get(id) ?? '');
      return message?.key === key ? message : undefined;
    },
    at: async (key, seq) => at(key, seq),
    bySending: async (sender, clientId) => data.messages.get(data.sendings.get(pair(sender, clientId)) ?? ''),
    async page(key, { after, before = END, limit, from, viewer, kinds, listed }) {
      const test: Test = (message) =>
        (viewer === undefined || canSee(data, message, viewer)) &&
        (!kinds || kinds.includes(message.content.kind)) &&
        !(listed && message.unlisted);
      const rows = scan(key, { after, upTo: before - 1, from, limit }, test);
      return from === 'start' ? rows : rows.reverse();
    },
    async pinned(key, viewer) {
      const rows = [...(data.pinned.get(key) ?? [])].flatMap((seq) => at(key, seq) ?? []);
      return rows.filter((message) => viewer === undefined || canSee(data, message, viewer)).sort(byPin);
    },
    requested: async (key, after, upTo, sender) =>
      scan(
        key,
        { after, upTo },
        (message) => message.receipt === true && (sender ?? message.sender) === message.sender,
      ),
    async mentioning(key, user, after, limit) {
      const test: Test = (message) => names(message, user) && message.sender !== user && canSee(data, message, user);
      return scan(key, { after, from: 'end', limit }, test).reverse();
    },
    expired: async (now, limit) =>
      [...data.expiring]
        .filter(([, end]) => end <= now)
        .sort(([, a], [, b]) => a - b)
        .slice(0, limit)
        .flatMap(([place]) => data.messages.get(place) ?? []),
    burning: async (key, reader, after, upTo) =>
      scan(key, { after, upTo }, (message) => {
        const unread = message.expire !== undefined && message.expire.at === undefined;
        return unread && message.sender !== reader && isFor(message, reader);
      }),
    async nextExpiry() {
      const first = [...data.expiring.values()].reduce((least, end) => Math.min(least, end), END);
      return Number.isFinite(first) ? first : undefined;
    },
    ofSender: async (sender, limit) =>
      [...data.messages.values()].filter((message) => message.sender === sender && !message.recalled).slice(0, limit),
    async hide(key, seq, user) {
      const place = pair(key, seq);
      journal.set(data.hidden, place, withItem(data.hidden.get(place), user));
    },
    hiders: async (key, seq) => [...(data.hidden.get(pair(key, seq)) ?? [])],
    async unread(key, user, after, cap) {
      const test: Test = (message) =>
        message.counts && !message.recalled && message.sender !== user && canSee(data, message, user);
      return scan(key, { after, from: 'end', limit: cap }, test).length;
    },
    counted: async (key, after, limit) =>
      scan(key, { after, limit }, ({ counts, recalled }) => counts && !recalled).map(({ seq, sender, audience }) => ({
        ...{ seq, sender, some: audience !== undefined || (data.hidden.get(pair(key, seq))?.size ?? 0) > 0 },
      })),
    async remove(key, seq) {
      const message = at(key, seq);
      if (message) drop(message);
      const place = pair(key, seq);
      for (const map of [data.search, data.hidden]) journal.delete<string, unknown>(map, place);
    },
    count: async () => data.messages.size,
  };
};
