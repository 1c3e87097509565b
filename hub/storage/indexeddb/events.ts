import type { EventRow, EventTable } from '../port.js';
import { heldIn, sent } from './held.js';
import type { Listening, StoredEntry, Transaction } from './schema.js';
import { startsWith } from './seen.js';

const CHUNK = 500;

const toEvent = ({ id, audience, at, event }: StoredEntry): EventRow => ({ id, audience, at, event });

const hears = (user: string, windows: readonly Listening[], { audience, id }: EventRow): boolean =>
  audience === `user:${user}` ||
  windows.some((window) => window.audience === audience && window.from < id && id <= (window.to ?? id));

export const eventTable = (t: Transaction): EventTable => {
  const [events, listening] = [t.objectStore('events'), t.objectStore('listening')];
  const { numbers } = heldIn(t);
  const number = async (name: 'head' | 'floor'): Promise<number> => (await numbers.get(name)) ?? 0;

  const after = async (user: string, cursor: number, limit: number): Promise<EventRow[]> => {
    const windows = await listening.getAll(startsWith(user));
    const found: EventRow[] = [];
    for (let from = Math.max(cursor, await number('floor')); found.length < limit; ) {
      const chunk = await events.getAll(IDBKeyRange.lowerBound(from, true), CHUNK);
      found.push(...chunk.filter((row) => hears(user, windows, row)).map(toEvent));
      from = chunk.at(-1)?.id ?? from;
      if (chunk.length < CHUNK) break;
    }
    return found.slice(0, limit);
  };

  return {
    head: () => number('head'),
    floor: () => number('floor'),
    async append(audience, at, event, subject) {
      const id = (await number('head')) + 1;
      numbers.put('head', id);
      const old = subject === undefined ? undefined : await events.index('subject').getKey([audience, subject]);
      if (old !== undefined) sent(t, events.delete(old));
      sent(t, events.put({ id, audience, at, event, ...(subject !== undefined && { subject }) }));
      return id;
    },
    async listen(user, audience, from) {
      await listening.put({ user, audience, from });
    },
    async unlisten(user, audience, to) {
      for (const window of await listening.getAll(startsWith(user, audience))) {
        if (window.to === undefined) await listening.put({ ...window, to });
      }
    },
    after,
    countAfter: async (user, cursor, cap) => (await after(user, cursor, cap)).length,
    async forgetCommands(from) {
      for (let at = await events.openCursor(); at; at = await at.continue()) {
        const { event } = at.value;
        if (event.t === 'command' && event.command.from === from) await at.delete();
      }
    },
    async prune(at) {
      const old = await events.index('at').getAllKeys(IDBKeyRange.upperBound(at, true));
      if (old.length === 0) return 0;
      for (const id of old) await events.delete(id);
      const newest = old.reduce((most, id) => Math.max(most, id), await number('floor'));
      numbers.put('floor', newest);
      return old.length;
    },
  };
};
