import { emptyData } from './memory/data.js';
import { docTable } from './memory/docs.js';
import { eventTable } from './memory/events.js';
import { Journal } from './memory/journal.js';
import { conversationTable, memberTable } from './memory/members.js';
import { messageTable } from './memory/messages.js';
import { deviceTable, fileTable, groupTable, userTable } from './memory/people.js';
import { searchTable } from './memory/search.js';
import type { Job, Outcome, Storage, Tx } from './port.js';
import { Turns } from './turns.js';

/** For tests and for hubs that may forget: all is gone with the process. */
export const memoryStorage = (): Storage => {
  const data = emptyData();
  const journal = new Journal();
  const turns = new Turns();
  let closed = false;
  const tx: Tx = {
    users: userTable(data, journal),
    devices: deviceTable(data, journal),
    conversations: conversationTable(data, journal),
    members: memberTable(data, journal),
    messages: messageTable(data, journal),
    groups: groupTable(data, journal),
    files: fileTable(data, journal),
    events: eventTable(data, journal),
    search: searchTable(data, journal),
    docs: docTable(data, journal),
  };

  const run = async <T>(job: Job<T>): Promise<Outcome<T>> => {
    try {
      if (closed) throw new Error('the storage is closed');
      const value = await job(tx);
      journal.commit();
      return { ok: true, value };
    } catch (error) {
      journal.rollback();
      return { ok: false, error };
    }
  };

  return {
    async transaction(job) {
      const outcome = await turns.run(() => run(job));
      if (!outcome.ok) throw outcome.error;
      return outcome.value;
    },
    batch: (jobs) =>
      turns.run(async () => {
        const outcomes = [];
        for (const job of jobs) outcomes.push(await run(job));
        return outcomes;
      }),
    close: () =>
      turns.run(async () => {
        closed = true;
      }),
  };
};
