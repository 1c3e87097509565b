import { deleteDB, openDB } from 'idb';
import { indexedDbStorage } from '../../hub/storage/indexeddb/index.js';
import { type HubSchema, MIGRATIONS } from '../../hub/storage/indexeddb/schema.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import { equal, find, member, message, rejects } from '../contracts/storage/kit.js';
import { runStorageContract, type StorageFactory } from '../contracts/storage.js';

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
  it('comes up from version 1 with everything in it, found by search too', async () => {
    const name = 'hub-storage-old';
    const old = await openDB<HubSchema>(name, 1, { upgrade: (db, _old, _new, tx) => MIGRATIONS[0]?.(db, tx) });
    await old.put('conversations', { key: 'group:a', seq: 2, activity: 1 });
    await old.put('members', member('group:a', 'ann'));
    await old.put('messages', message('group:a', 1, { content: { kind: 'text', text: 'Words of old' } }));
    await old.put('messages', message('group:a', 2, { recalled: { at: 1, by: 'ann' } }));
    old.close();
    const storage = indexedDbStorage({ name });
    await storage.transaction(async (tx) => {
      equal(await find(tx, 'ann', 'words'), [{ key: 'group:a', seq: 1 }]);
      equal((await tx.messages.page('group:a', { after: 0, limit: 9, from: 'start' })).length, 2);
    });
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
