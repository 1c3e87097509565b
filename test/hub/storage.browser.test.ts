import { deleteDB } from 'idb';
import { indexedDbStorage } from '../../hub/storage/indexeddb/index.js';
import { memoryStorage } from '../../hub/storage/memory.js';
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
