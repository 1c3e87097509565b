import type { MessageRow, MessageTable, SearchTable } from '../port.js';
import { type Db, parse } from './db.js';

const one = (row: Readonly<Record<string, unknown>> | undefined) => parse<MessageRow>(row);

const PUT = `INSERT INTO messages (key, seq, id, sender, client_id, at, counts, recalled, doc)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key, seq) DO UPDATE SET id = excluded.id, sender = excluded.sender, client_id = excluded.client_id,
    at = excluded.at, counts = excluded.counts, recalled = excluded.recalled, doc = excluded.doc`;

const UNREAD = `SELECT count(*) AS n FROM (SELECT 1 FROM messages
  WHERE key = ? AND seq > ? AND counts = 1 AND recalled = 0 AND sender <> ? LIMIT ?)`;

const page = (end: boolean): string =>
  `SELECT doc FROM messages WHERE key = ? AND seq > ? AND seq < ? ORDER BY seq ${end ? 'DESC' : 'ASC'} LIMIT ?`;

export const messageTable = (db: Db): MessageTable => ({
  async put(row) {
    const { key, seq, id, sender, clientId, at, counts, recalled } = row;
    db.run(PUT, key, seq, id, sender, clientId ?? null, at, Number(counts), recalled ? 1 : 0, JSON.stringify(row));
  },
  get: async (key, id) => one(db.get('SELECT doc FROM messages WHERE id = ? AND key = ?', id, key)),
  at: async (key, seq) => one(db.get('SELECT doc FROM messages WHERE key = ? AND seq = ?', key, seq)),
  bySending: async (sender, clientId) =>
    one(db.get('SELECT doc FROM messages WHERE sender = ? AND client_id = ?', sender, clientId)),
  async page(key, { after, before = Number.MAX_SAFE_INTEGER, limit, from }) {
    const end = from === 'end';
    const rows = db.all(page(end), key, after, before, limit).map((row) => one(row) as MessageRow);
    return end ? rows.reverse() : rows;
  },
  unread: async (key, user, after, cap) => db.get(UNREAD, key, after, user, cap)?.n as number,
  async remove(key, seq) {
    db.run('DELETE FROM messages WHERE key = ? AND seq = ?', key, seq);
    unindex(db, key, seq);
  },
  count: async () => db.get('SELECT count(*) AS n FROM messages')?.n as number,
});

const unindex = (db: Db, key: string, seq: number): void => {
  const place = db.get('SELECT n FROM places WHERE key = ? AND seq = ?', key, seq);
  if (!place) return;
  db.run('DELETE FROM words WHERE rowid = ?', place.n as number);
  db.run('DELETE FROM places WHERE n = ?', place.n as number);
};

/** Trigrams find three characters or more; shorter words are looked for in every text. */
const find = (words: string): string => `SELECT p.key, p.seq FROM words w
  JOIN places p ON p.n = w.rowid
  JOIN members m ON m.key = p.key AND m.user = :user AND p.seq > m.joined_seq
  LEFT JOIN messages t ON t.key = p.key AND t.seq = p.seq
  WHERE ${words} AND (:key IS NULL OR p.key = :key) ORDER BY t.at DESC, p.seq DESC LIMIT :limit`;
const BY_TRIGRAMS = find('w.text MATCH :wanted');
const BY_SCAN = find("w.text LIKE :wanted ESCAPE '\\'");

export const searchTable = (db: Db): SearchTable => ({
  async put(key, seq, text) {
    unindex(db, key, seq);
    const { lastInsertRowid } = db.run('INSERT INTO places (key, seq) VALUES (?, ?)', key, seq);
    db.run('INSERT INTO words (rowid, text) VALUES (?, ?)', Number(lastInsertRowid), text);
  },
  async remove(key, seq) {
    unindex(db, key, seq);
  },
  async find(user, words, limit, key) {
    const long = [...words].length >= 3;
    const wanted = long ? `"${words.replaceAll('"', '""')}"` : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    return db
      .all(long ? BY_TRIGRAMS : BY_SCAN, { user, wanted, key: key ?? null, limit })
      .map((row) => ({ key: row.key as string, seq: row.seq as number }));
  },
});
