import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { memoryStorage } from '../../hub/storage/memory.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { runStorageContract, type StorageFactory } from '../contracts/storage.js';

const sqlite = (): StorageFactory => {
  let folder = '';
  const open = async () => sqliteStorage({ file: join(folder, 'hub.db'), synchronous: 'normal' });
  return {
    async create() {
      folder = await mkdtemp(join(tmpdir(), 'hub-'));
      return open();
    },
    reopen: open,
    cleanup: () => rm(folder, { recursive: true, force: true }),
  };
};

const memory = (): StorageFactory => ({ create: async () => memoryStorage(), cleanup: async () => {} });

runStorageContract('memory', memory, { describe, it });
runStorageContract('sqlite', sqlite, { describe, it });
