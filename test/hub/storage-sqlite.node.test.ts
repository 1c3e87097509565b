import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { migrate } from '../../hub/storage/sqlite/db.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { MIGRATIONS } from '../../hub/storage/sqlite/schema.js';
import { message } from '../contracts/storage/kit.js';
import { BEFORE, cameUp } from '../contracts/storage/upgrade.js';

describe('a database file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-sqlite-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const version of [1, 2, 3]) {
    it(`comes up from version ${version} with everything in it, found by search too`, async () => {
      const file = join(folder, `old-${version}.db`);
      const old = new Database(file);
      migrate(old, MIGRATIONS.slice(0, 1));
      const named = { mentions: { all: true }, replyTo: { id: 'group:a/1', preview: 'secret' }, clientId: 'c' };
      const rows = [
        message('group:a', 1, { content: { kind: 'text', text: 'Words before Bob' } }),
        message('group:a', 2, { content: { kind: 'text', text: 'Words of OLD' }, ...named }),
        message('group:a', 3, { recalled: { at: 1, by: 'ann' }, mentions: { all: true } }),
        message('group:a', 4, { content: { kind: 'image' }, counts: false }),
        message('group:a', 5, { sender: 'bob' }),
        message('group:a', 6),
      ];
      old.exec("INSERT INTO conversations VALUES ('group:a', 6, 3000)");
      old.exec("INSERT INTO members VALUES ('group:a', 'ann', 'member', 0, 0, 0, 0, 0, 0, 'all')");
      old.exec("INSERT INTO members VALUES ('group:a', 'bob', 'member', 0, 1, 3, 0, 0, 0, 'all')");
      const seat = old.prepare("INSERT INTO members VALUES (?, ?, 'member', 0, 0, 0, 0, 0, 0, 'all')");
      old.prepare('INSERT INTO conversations VALUES (:key, :seq, :activity)').run(BEFORE.big);
      for (const user of BEFORE.seats) seat.run(BEFORE.big.key, user);
      const user = old.prepare('INSERT INTO users VALUES (?, ?)');
      for (const one of BEFORE.users) user.run(one.id, JSON.stringify(one));
      old.prepare('INSERT INTO groups VALUES (?, ?)').run('a', JSON.stringify(BEFORE.group));
      const insert = old.prepare(`INSERT INTO messages (key, seq, id, sender, client_id, at, counts, recalled, doc)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
      for (const row of rows) {
        const { key, seq, id, sender, clientId = null, at, counts, recalled } = row;
        insert.run(key, seq, id, sender, clientId, at, Number(counts), recalled ? 1 : 0, JSON.stringify(row));
      }
      migrate(old, MIGRATIONS.slice(0, version));
      old.close();
      const storage = sqliteStorage({ file });
      await storage.transaction((tx) => cameUp(tx, rows));
      await storage.close();
      const now = new Database(file);
      assert.equal(now.pragma('user_version', { simple: true }), MIGRATIONS.length);
      assert.equal(now.pragma('journal_mode', { simple: true }), 'wal');
      assert.deepEqual(now.pragma('foreign_key_check'), []);
      assert.equal(now.pragma('integrity_check', { simple: true }), 'ok');
      now.close();
    });
  }

  it('of a newer hub, or no database at all, is refused and left as it is', () => {
    const file = join(folder, 'newer.db');
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    assert.throws(() => sqliteStorage({ file }), /version 99/);
    const noise = join(folder, 'noise.db');
    writeFileSync(noise, 'this is no database'.repeat(100));
    assert.throws(() => sqliteStorage({ file: noise }), /not a database/);
    assert.throws(() => sqliteStorage({ file: join(folder, 'nowhere', 'hub.db') }), /./);
  });

  it('killed in the middle of a transaction has all that was safe and nothing by halves', async () => {
    const file = join(folder, 'killed.db');
    const writer = fileURLToPath(new URL('./support/sqlite-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let safe = -1;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      safe = Number(text.trim().split('\n').at(-1));
      if (safe >= 20) child.kill('SIGKILL');
    });
    await once(child, 'close');
    assert.ok(safe >= 20);
    const storage = sqliteStorage({ file });
    await storage.transaction(async (tx) => {
      const has = async (id: string) => (await tx.users.get(id)) !== undefined;
      for (let n = 0; n <= safe + 2; n++) {
        assert.equal(await has(`a${n}`), await has(`b${n}`), `half of ${n}`);
        if (n <= safe) assert.ok(await has(`a${n}`), `${n} was safe`);
      }
      await tx.users.put({ id: 'later', kind: 'user', createdAt: 1 });
    });
    await storage.close();
  });

  it('takes a job that breaks a reference for that job’s failure alone', async () => {
    const storage = sqliteStorage({ file: join(folder, 'batch.db') });
    const user = { id: 'ann', kind: 'user' as const, createdAt: 1 };
    const ending = storage.batch([
      (tx) => tx.users.put(user),
      // A conversation that is still referred to cannot go: this job alone fails.
      async (tx) => {
        await tx.conversations.put({ key: 'group:g', seq: 1, activity: 1 });
        await tx.messages.put(message('group:g', 1));
        await tx.conversations.remove('group:g');
      },
      (tx) => tx.users.put({ ...user, id: 'bob' }),
    ]);
    assert.deepEqual(
      (await ending).map(({ ok }) => ok),
      [true, false, true],
    );
    await storage.transaction(async (tx) => {
      assert.equal((await tx.users.getMany(['ann', 'bob'])).length, 2);
      assert.equal(await tx.conversations.get('group:g'), undefined);
    });
    await storage.close();
  });
});
