import type { EventRow, EventTable, StoredEvent } from '../port.js';
import type { Db } from './db.js';

const toEvent = (row: Readonly<Record<string, unknown>>): EventRow => ({
  id: row.id as number,
  audience: row.audience as string,
  at: row.at as number,
  event: JSON.parse(row.doc as string) as StoredEvent,
});

/** Near the head, few entries are new to anybody: each is asked whether it is for the user. */
const BY_ENTRY = `SELECT e.* FROM events e WHERE e.id > :cursor AND (e.audience = 'user:' || :user OR EXISTS (
    SELECT 1 FROM listening l WHERE l.user = :user AND l.audience = e.audience
      AND l.from_id < e.id AND (l.to_id IS NULL OR l.to_id >= e.id)))
  ORDER BY e.id LIMIT :limit`;

/** Far from it, each audience of the user is asked for what it has. */
const BY_AUDIENCE = `SELECT * FROM (
    SELECT e.* FROM events e WHERE e.audience = 'user:' || :user AND e.id > :cursor
    UNION ALL
    SELECT e.* FROM listening l CROSS JOIN events e ON e.audience = l.audience
      AND e.id > max(l.from_id, :cursor) AND e.id <= coalesce(l.to_id, 9007199254740991)
    WHERE l.user = :user
  ) ORDER BY id LIMIT :limit`;
const NEAR = 1_000;

/** At the head, where nearly everybody is, all there are are looked through, and each audience is asked for once. */
const AT_HEAD = 'SELECT * FROM events WHERE id > ? ORDER BY id';
const LISTENS = 'SELECT from_id, to_id FROM listening WHERE user = ? AND audience = ?';
const FEW = 50;

const atHead = (db: Db, user: string, cursor: number): EventRow[] => {
  const ranges = new Map<string, Readonly<Record<string, unknown>>[]>();
  const hears = (audience: string, id: number): boolean => {
    if (audience === `user:${user}`) return true;
    if (audience.startsWith('user:')) return false;
    const known = ranges.get(audience) ?? db.all(LISTENS, user, audience);
    ranges.set(audience, known);
    return known.some(({ from_id: from, to_id: to }) => (from as number) < id && (to === null || (to as number) >= id));
  };
  const rows = db.all(AT_HEAD, cursor);
  return rows.filter(({ audience, id }) => hears(audience as string, id as number)).map(toEvent);
};

export const eventTable = (db: Db): EventTable => {
  // Ids are never used again: the sequence outlives its entries.
  const head = () => (db.get("SELECT seq FROM sqlite_sequence WHERE name = 'events'")?.seq as number | undefined) ?? 0;
  const floor = () => db.get("SELECT value FROM numbers WHERE name = 'floor'")?.value as number;
  const plan = (cursor: number) => (head() - cursor <= NEAR ? BY_ENTRY : BY_AUDIENCE);

  return {
    head: async () => head(),
    floor: async () => floor(),
    async append(audience, at, event, subject) {
      if (subject !== undefined) db.run('DELETE FROM events WHERE audience = ? AND subject = ?', audience, subject);
      const sql = 'INSERT INTO events (audience, at, subject, doc) VALUES (?, ?, ?, ?)';
      return Number(db.run(sql, audience, at, subject ?? null, JSON.stringify(event)).lastInsertRowid);
    },
    async listen(user, audience, from) {
      db.run('INSERT OR REPLACE INTO listening (user, audience, from_id) VALUES (?, ?, ?)', user, audience, from);
    },
    async unlisten(user, audience, to) {
      const sql = 'UPDATE listening SET to_id = ? WHERE user = ? AND audience = ? AND to_id IS NULL';
      db.run(sql, to, user, audience);
    },
    async after(user, cursor, limit) {
      const from = Math.max(cursor, floor());
      if (head() - from <= Math.min(FEW, limit)) return atHead(db, user, from);
      return db.all(plan(from), { user, cursor: from, limit }).map(toEvent);
    },
    async countAfter(user, cursor, cap) {
      const from = Math.max(cursor, floor());
      return db.get(`SELECT count(*) AS n FROM (${plan(from)})`, { user, cursor: from, limit: cap })?.n as number;
    },
    async forgetCommands(from) {
      const sql = `DELETE FROM events WHERE instr(doc, '"command"') > 0
        AND json_extract(doc, '$.t') = 'command' AND json_extract(doc, '$.command.from') = ?`;
      db.run(sql, from);
    },
    async prune(at) {
      const newest = db.get('SELECT max(id) AS id FROM events WHERE at < ?', at)?.id as number | null;
      if (newest === null) return 0;
      db.run("UPDATE numbers SET value = max(value, ?) WHERE name = 'floor'", newest);
      db.run('DELETE FROM listening WHERE to_id <= ?', newest);
      return db.run('DELETE FROM events WHERE at < ?', at).changes;
    },
  };
};
