/** A hub's storage in memory whose rows are then put into a page's database in bulk: call by call, 100,000 messages would take half an hour. */
import { openDB } from 'idb';
import { docTable } from '../../../../hub/storage/indexeddb/docs.js';
import { eventTable } from '../../../../hub/storage/indexeddb/events.js';
import { flush } from '../../../../hub/storage/indexeddb/held.js';
import { indexedDbStorage } from '../../../../hub/storage/indexeddb/index.js';
import { conversationTable, memberTable } from '../../../../hub/storage/indexeddb/members.js';
import { messageTable } from '../../../../hub/storage/indexeddb/messages.js';
import { deviceTable, fileTable, groupTable, userTable } from '../../../../hub/storage/indexeddb/people.js';
import type { HubSchema, StoredEntry, Transaction } from '../../../../hub/storage/indexeddb/schema.js';
import { searchTable } from '../../../../hub/storage/indexeddb/search.js';
import { memoryStorage } from '../../../../hub/storage/memory.js';
import type { Job, Storage, Tx } from '../../../../hub/storage/port.js';

interface Write {
  readonly table: keyof Tx;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
}

const WRITES = new Set('put,remove,clear,carry,drop,forget,hide,listen,unlisten,append'.split(','));
/** Of these only the last row of a key matters. */
const OFTEN = new Set<keyof Tx>(['users', 'devices', 'conversations', 'members', 'groups']);
/** So many go into one transaction. */
const CHUNK = 20_000;

type Method = (...args: readonly unknown[]) => Promise<unknown>;
type Table = Readonly<Record<string, Method>>;

const recorded = (tx: Tx, log: (write: Write) => void): Tx => {
  const tables = Object.entries(tx).map(([name, table]) => {
    const methods = Object.entries(table as Table).map(([method, run]) => {
      const told: Method = async (...args) => {
        const result = await run(...args);
        log({ table: name as keyof Tx, method, args, result });
        return result;
      };
      return [method, WRITES.has(method) ? told : run];
    });
    return [name, Object.fromEntries(methods)];
  });
  return Object.fromEntries(tables);
};

const keyOf = ({ table, method, args: [row] }: Write, place: number): string => {
  if (!OFTEN.has(table) || method !== 'put') return String(place);
  const { id, key, user } = row as Readonly<Record<'id' | 'key' | 'user', string>>;
  return [table, id, key, user].join();
};

const tablesOf = (t: Transaction): Tx => ({
  ...{ users: userTable(t), devices: deviceTable(t), groups: groupTable(t), files: fileTable(t) },
  ...{ conversations: conversationTable(t), members: memberTable(t), messages: messageTable(t) },
  ...{ events: eventTable(t), search: searchTable(t), docs: docTable(t) },
});

/** Events have their numbers already, so that none waits for the one before it. */
const appended = (t: Transaction, { args, result }: Write): Promise<unknown> => {
  const [audience, at, event, subject] = args as [string, number, StoredEntry['event'], string | undefined];
  const id = result as number;
  const entry = { id, audience, at, event, ...(subject !== undefined && { subject }) };
  return Promise.all([t.objectStore('events').put(entry), t.objectStore('numbers').put(id, 'head')]);
};

/** In the database of that name, which nobody has open; `known`: people and files of it that the hub has to know already. */
export async function bulkStorage(
  name: string,
  known: { readonly people: readonly string[]; readonly files: readonly string[] },
): Promise<{ readonly storage: Storage; keep(): Promise<void> }> {
  const kept = indexedDbStorage({ name });
  const memory = memoryStorage();
  const rows = await kept.transaction(async ({ users, files, events }) => {
    const found = await Promise.all(known.files.map((id) => files.get(id)));
    const head = await events.head();
    const heard = await Promise.all(known.people.map((user) => events.after(user, 0, head)));
    return {
      ...{ head, event: heard.flat()[0] },
      users: await users.getMany(known.people),
      files: found.filter((file) => file !== undefined),
    };
  });
  await kept.close();
  await memory.transaction(async ({ users, files, events }) => {
    // It goes on counting where that database is.
    for (let id = 1; rows.event && id <= rows.head; id += 1) await events.append('user:', 0, rows.event.event);
    for (const user of rows.users) await users.put(user);
    for (const file of rows.files) await files.put(file);
  });
  const writes: Write[] = [];
  const told =
    <T>(job: Job<T>): Job<T> =>
    (tx) =>
      job(recorded(tx, (write) => writes.push(write)));
  return {
    storage: {
      transaction: (job) => memory.transaction(told(job)),
      batch: (jobs) => memory.batch(jobs.map(told)),
      close: () => memory.close(),
    },
    async keep() {
      const last = [...new Map(writes.map((write, place) => [keyOf(write, place), write])).values()];
      const db = await openDB<HubSchema>(name);
      for (let from = 0; from < last.length; from += CHUNK) {
        const t = db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'relaxed' });
        const tables = tablesOf(t) as unknown as Record<keyof Tx, Table>;
        const writing = last
          .slice(from, from + CHUNK)
          .map((write) =>
            write.method === 'append' ? appended(t, write) : tables[write.table][write.method]?.(...write.args),
          );
        flush(t);
        await Promise.all([...writing, t.done]);
      }
      db.close();
    },
  };
}
