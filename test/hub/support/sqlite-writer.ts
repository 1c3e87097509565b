// Writes batch after batch, says on stdout which are safe, and never ends by itself: for the test that kills it.
import { writeSync } from 'node:fs';
import { sqliteStorage } from '../../../hub/storage/sqlite/index.js';

const storage = sqliteStorage({ file: process.argv[2] ?? '' });
const user = (id: string) => ({ id, kind: 'user' as const, createdAt: 1 });

for (let n = 0; ; n++) {
  await storage.batch([
    async (tx) => {
      await tx.users.put(user(`a${n}`));
      // A transaction is open for most of the time, so that the kill falls into one.
      for (let more = 0; more < 200; more++) await tx.users.put(user(`filler${more}`));
      await tx.users.put(user(`b${n}`));
    },
  ]);
  writeSync(1, `${n}\n`);
}
