import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { MessageTable, SearchTable } from '../../hub/storage/port.js';
import { Db, migrate } from '../../hub/storage/sqlite/db.js';
import { docTable } from '../../hub/storage/sqlite/docs.js';
import { memberTable } from '../../hub/storage/sqlite/members.js';
import { messageTable } from '../../hub/storage/sqlite/messages.js';
import { fileTable, groupTable, userTable } from '../../hub/storage/sqlite/people.js';
import { searchTable } from '../../hub/storage/sqlite/search.js';

/** Keeps how each statement would be answered. */
class Explained extends Db {
  readonly plans: string[][] = [];

  override get(sql: string, ...values: Parameters<Db['get']> extends [string, ...infer V] ? V : never) {
    this.#explain(sql, values);
    return super.get(sql, ...values);
  }

  override all(sql: string, ...values: Parameters<Db['all']> extends [string, ...infer V] ? V : never) {
    this.#explain(sql, values);
    return super.all(sql, ...values);
  }

  #explain(sql: string, values: readonly unknown[]): void {
    const steps = this.raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    this.plans.push(steps.map(({ detail }) => detail));
  }
}

describe('every question to the database', () => {
  const raw = new Database(':memory:');
  migrate(raw);
  after(() => raw.close());

  const key = 'group:a';
  const viewer = 'bob';
  const range = { after: 0, limit: 50, viewer };
  const query = { user: viewer, match: 'all', limit: 20 } as const;
  const asks: readonly [string, RegExp, (messages: MessageTable, search: SearchTable, db: Db) => Promise<unknown>][] = [
    ['last page', /key=\? AND seq>\? AND seq<\?/, (m) => m.page(key, { ...range, from: 'end' })],
    ['next page', /key=\? AND seq>\? AND seq<\?/, (m) => m.page(key, { ...range, from: 'start' })],
    ['last of a row', /key=\? AND seq>\?/, (m) => m.page(key, { ...range, limit: 1, from: 'end', listed: true })],
    [
      'by kind',
      /messages_by_kind \(key=\? AND kind=\?/,
      (m) => m.page(key, { ...range, from: 'end', kinds: ['a', 'b'] }),
    ],
    ['unread', /messages_unread \(key=\? AND seq>\?/, (m) => m.unread(key, viewer, 0, 99)],
    ['counted', /messages_unread \(key=\? AND seq>\?/, (m) => m.counted(key, 0, 99)],
    ['readers', /key=\?/, (_m, _s, db) => memberTable(db).readers(key, { seq: 3, sender: 'ann' })],
    ['pinned', /messages_pinned \(key=\?/, (m) => m.pinned(key, viewer)],
    ['requested', /messages_receipt \(key=\? AND seq>\?/, (m) => m.requested(key, 0, 9)],
    ['mentioning', /named_by_user \(key=\? AND user=\? AND seq>\?/, (m) => m.mentioning(key, viewer, 0, 20)],
    ['expired', /messages_expiring \(expires_at/, (m) => m.expired(9, 9)],
    ['first to expire', /messages_expiring/, (m) => m.nextExpiry()],
    ['burning', /messages_burning \(key=\? AND seq>\?/, (m) => m.burning(key, viewer, 0, 9)],
    ['of a sender', /messages_by_sender \(sender=\?/, (m) => m.ofSender('ann', 9)],
    ['found by words', /w VIRTUAL TABLE INDEX/, (_m, s) => s.find({ ...query, words: ['needle', 'in'] })],
    ['found by a short word', /places.* \(key=\? AND seq>\?/, (_m, s) => s.find({ ...query, words: ['in'] })],
    ['found in one conversation', /f .*\(key=\? AND user=\?/, (_m, s) => s.find({ ...query, key, words: ['in'] })],
    ['found by name', /n USING COVERING INDEX users_found/, (_m, _s, db) => userTable(db).find('ann', 9, 'a')],
    [
      'listed groups',
      /n USING COVERING INDEX groups_listed \(listed=\? AND id>\?/,
      (_m, _s, db) => groupTable(db).listed('room', 'a', 9),
    ],
    ['docs in order', /docs_by_rank \(kind=\?/, (_m, _s, db) => docTable(db).page('tag', viewer, { limit: 9 })],
    ['owners of a doc', /docs_by_id \(kind=\? AND id=\?/, (_m, _s, db) => docTable(db).owners('block', 'ann', 9)],
    ['right to a file', /c USING PRIMARY KEY \(file=\?/, (_m, _s, db) => fileTable(db).carriedTo('f', viewer)],
  ];
  for (const [what, index, ask] of asks) {
    it(`goes by an index: ${what}`, async () => {
      const db = new Explained(raw);
      await ask(messageTable(db), searchTable(db), db);
      assert.notEqual(db.plans.length, 0);
      for (const plan of db.plans) {
        assert.match(plan.join('\n'), index);
        const through = plan.filter(
          (step) =>
            /^SCAN/.test(step) && !/VIRTUAL TABLE INDEX \d+:\S|json_each|CONSTANT|\(subquery|expiring/.test(step),
        );
        assert.deepEqual(through, [], 'no table is read from end to end');
      }
    });
  }

  it('sorts nothing that an index has in order', async () => {
    const db = new Explained(raw);
    const messages = messageTable(db);
    for (const from of ['start', 'end'] as const) await messages.page(key, { ...range, from, kinds: ['a'] });
    await messages.page(key, { ...range, from: 'end' });
    await messages.mentioning(key, viewer, 0, 9);
    await messages.expired(9, 9);
    await docTable(db).page('tag', viewer, { limit: 9, after: { rank: 1, id: 'a' }, descending: true });
    await docTable(db).page('tag', viewer, { limit: 9, after: { rank: 1, id: 'a' } });
    assert.doesNotMatch(db.plans.flat().join('\n'), /TEMP B-TREE/);
  });

  it('reads a list of conversations in order, but for large groups', async () => {
    const db = new Explained(raw);
    for (const filter of [{}, { kinds: ['group:'] }, { muted: false }, { unread: true }]) {
      await memberTable(db).list(viewer, 50, { pinned: false, activity: 5, key }, filter);
    }
    const plans = db.plans.map((plan) => plan.join('\n'));
    assert.equal(plans.length, 8);
    for (const plan of plans.filter((one) => !one.includes('members_wide'))) {
      assert.match(
        plan,
        /n USING COVERING INDEX members_by_activity \(user=\? AND pinned=\? AND activity>\? AND activity<\?/,
      );
      assert.doesNotMatch(plan, /TEMP B-TREE/);
    }
  });
});
