import { deleteDB, openDB } from 'idb';
import { indexedDbStorage } from '../../hub/storage/indexeddb/index.js';
import { type HubSchema, MIGRATIONS } from '../../hub/storage/indexeddb/schema.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import type { MemberRow, StoredEvent, Tx } from '../../hub/storage/port.js';
import { equal, member, message, rejects } from '../contracts/storage/kit.js';
import { BEFORE, cameUp } from '../contracts/storage/upgrade.js';
import { runStorageContract, type StorageFactory } from '../contracts/storage.js';

const GONE: StoredEvent = { t: 'conversation', key: 'group:a' };
let count = 0;

const indexedDb = (): StorageFactory => {
  const name = `hub-storage-${count++}`;
  const open = async () => indexedDbStorage({ name });
  return { create: open, reopen: open, cleanup: () => deleteDB(name) };
};

const memory = (): StorageFactory => ({ create: async () => memoryStorage(), cleanup: async () => {} });

runStorageContract('memory', memory, { describe, it });
runStorageContract('indexeddb', indexedDb, { describe, it });

describe('a database in a page', () => {
  for (const version of [1, 2, 3]) {
    it(`comes up from version ${version} with everything in it, found by search too`, async () => {
      const name = `hub-storage-old-${version}`;
      const old = await openDB<HubSchema>(name, 1, { upgrade: (db, _old, _new, tx) => MIGRATIONS[0]?.(db, tx) });
      // As the hub before wrote them.
      const { shown: _shown, clearedSeq: _cleared, ...seat } = member('group:a', 'bob', { joinedSeq: 1, read: 3 });
      const named = { mentions: { all: true }, replyTo: { id: 'group:a/1', preview: 'secret' }, clientId: 'c' };
      const rows = [
        message('group:a', 1, { content: { kind: 'text', text: 'Words before Bob' } }),
        message('group:a', 2, { content: { kind: 'text', text: 'Words of old' }, ...named }),
        message('group:a', 3, { recalled: { at: 1, by: 'ann' }, mentions: { all: true } }),
        message('group:a', 4, { content: { kind: 'image' }, counts: false }),
        message('group:a', 5, { sender: 'bob' }),
        message('group:a', 6),
      ];
      await old.put('conversations', { key: 'group:a', seq: 6, activity: 1 });
      await old.put('members', member('group:a', 'ann'));
      await old.put('members', seat as MemberRow);
      for (const row of rows) {
        await old.put('messages', { ...row, ...(row.counts && !row.recalled && { unread: row.key }) });
      }
      await old.put('conversations', BEFORE.big);
      for (const user of BEFORE.seats) await old.put('members', member(BEFORE.big.key, user));
      for (const user of BEFORE.users) await old.put('users', user);
      await old.put('groups', BEFORE.group);
      old.close();
      const then = await openDB<HubSchema>(name, version, {
        async upgrade(db, from, _new, tx) {
          for (const migration of MIGRATIONS.slice(from, version)) await migration(db, tx);
        },
      });
      then.close();
      const storage = indexedDbStorage({ name });
      await storage.transaction((tx) => cameUp(tx, rows));
      await storage.close();
      await deleteDB(name);
    });
  }

  it('waits for the disk once for all jobs of a batch', async () => {
    const name = 'hub-storage-batch';
    const storage = indexedDbStorage({ name });
    await storage.transaction((tx) => tx.events.head());
    const opened = IDBDatabase.prototype.transaction;
    let count = 0;
    IDBDatabase.prototype.transaction = function (...args) {
      count += 1;
      return opened.apply(this, args);
    };
    try {
      const jobs = Array.from({ length: 20 }, (_, n) => (tx: Tx) => tx.events.append('group:a', n, GONE));
      const outcomes = await storage.batch(jobs);
      equal(
        outcomes.map((outcome) => outcome.ok && outcome.value),
        jobs.map((_, n) => n + 1),
      );
      equal(count, 1, 'transactions');
    } finally {
      IDBDatabase.prototype.transaction = opened;
      await storage.close();
      await deleteDB(name);
    }
  });

  for (const name of ['QuotaExceededError', 'UnknownError', 'NotReadableError'])
    it(`does what the others of a batch ask where one meets ${name}`, async () => {
      const storage = indexedDbStorage({ name: `hub-storage-${count++}` });
      const outcomes = await storage.batch([
        async ({ users }: Tx) => users.put({ id: 'ann', kind: 'user', createdAt: 1 }),
        async () => {
          throw new DOMException('this one alone', name);
        },
        async ({ users }: Tx) => void (await users.get('ann')),
      ]);
      equal(
        outcomes.map(({ ok }) => ok),
        [true, false, true],
      );
      equal((await storage.transaction(({ users }) => users.get('ann')))?.id, 'ann');
      await storage.close();
    });

  it('keeps all of a batch but the row that it does not take', async () => {
    const name = 'hub-storage-twins';
    const storage = indexedDbStorage({ name });
    const put = (seq: number, id: string) => async (tx: Tx) => {
      await tx.messages.put(message('group:a', seq, { id }));
      return seq;
    };
    const outcomes = await storage.batch([put(1, 'a'), put(2, 'a'), put(3, 'b')]);
    equal(
      outcomes.map((outcome) => (outcome.ok ? outcome.value : (outcome.error as Error).name)),
      [1, 'ConstraintError', 3],
    );
    await storage.transaction(async (tx) => equal(await tx.messages.count(), 2));
    await storage.close();
    await deleteDB(name);
  });

  it('of a newer hub is refused and left as it is', async () => {
    const name = 'hub-storage-newer';
    (await openDB(name, 99)).close();
    const storage = indexedDbStorage({ name });
    await rejects(
      storage.transaction(async (tx) => tx.users.get('ann')),
      /version/,
    );
    await storage.close();
    await deleteDB(name);
  });
});
