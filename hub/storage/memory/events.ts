import type { EventRow, EventTable } from '../port.js';
import { type Data, pair } from './data.js';
import type { Journal } from './journal.js';

export const eventTable = (data: Data, journal: Journal): EventTable => {
  const number = (name: 'head' | 'floor'): number => data.numbers.get(name) ?? 0;
  const hears = (user: string, { audience, id }: EventRow): boolean =>
    audience === `user:${user}` ||
    (data.windows.get(user) ?? []).some(
      (window) => window.audience === audience && window.from < id && id <= (window.to ?? id),
    );
  const after = (user: string, cursor: number, limit: number): EventRow[] => {
    const found: EventRow[] = [];
    for (let id = Math.max(cursor, number('floor')) + 1; id <= number('head') && found.length < limit; id++) {
      const row = data.events.get(id);
      if (row && hears(user, row)) found.push(row);
    }
    return found;
  };

  return {
    head: async () => number('head'),
    floor: async () => number('floor'),
    async append(audience, at, event, subject) {
      const id = number('head') + 1;
      journal.set(data.numbers, 'head', id);
      if (subject !== undefined) {
        const name = pair(audience, subject);
        journal.delete(data.events, data.subjects.get(name) ?? 0);
        journal.set(data.subjects, name, id);
      }
      journal.set(data.events, id, { id, audience, at, event });
      return id;
    },
    async listen(user, audience, from) {
      journal.set(data.windows, user, [...(data.windows.get(user) ?? []), { audience, from }]);
    },
    async unlisten(user, audience, to) {
      const windows = data.windows.get(user) ?? [];
      const end = (one: (typeof windows)[number]) =>
        one.audience === audience && one.to === undefined ? { ...one, to } : one;
      journal.set(data.windows, user, windows.map(end));
    },
    after: async (user, cursor, limit) => after(user, cursor, limit),
    countAfter: async (user, cursor, cap) => after(user, cursor, cap).length,
    async forgetCommands(from) {
      for (const { id, event } of [...data.events.values()])
        if (event.t === 'command' && event.command.from === from) journal.delete(data.events, id);
    },
    async prune(at) {
      const old = [...data.events.values()].filter((row) => row.at < at);
      for (const { id } of old) journal.delete(data.events, id);
      const floor = old.reduce((most, { id }) => Math.max(most, id), number('floor'));
      journal.set(data.numbers, 'floor', floor);
      return old.length;
    },
  };
};
