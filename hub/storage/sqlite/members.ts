import type { ConversationRow, ConversationTable, MemberRow, MemberTable } from '../port.js';
import type { Db } from './db.js';

const toMember = (row: Readonly<Record<string, unknown>>): MemberRow => ({
  key: row.key as string,
  user: row.user as string,
  role: row.role as MemberRow['role'],
  joined: row.joined as number,
  joinedSeq: row.joined_seq as number,
  read: row.read as number,
  shown: row.shown as number,
  delivered: row.delivered as number,
  pinned: row.pinned === 1,
  hidden: row.hidden === 1,
  notify: row.notify as MemberRow['notify'],
  ...(row.marked_unread === 1 && { markedUnread: true }),
  clearedSeq: row.cleared_seq as number,
});

const toConversation = (row: Readonly<Record<string, unknown>>): ConversationRow => ({
  key: row.key as string,
  seq: row.seq as number,
  activity: row.activity as number,
});

export const conversationTable = (db: Db): ConversationTable => ({
  async get(key) {
    const row = db.get('SELECT * FROM conversations WHERE key = ?', key);
    return row && toConversation(row);
  },
  async put({ key, seq, activity }) {
    const sql = `INSERT INTO conversations (key, seq, activity) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, activity = excluded.activity`;
    db.run(sql, key, seq, activity);
  },
  async remove(key) {
    db.run('DELETE FROM conversations WHERE key = ?', key);
  },
});

const LIST = `SELECT m.*, c.seq, c.activity FROM members m JOIN conversations c ON c.key = m.key
  WHERE m.user = :user AND m.hidden = 0 AND (:pinned IS NULL OR m.pinned < :pinned
    OR (m.pinned = :pinned AND (c.activity < :activity OR (c.activity = :activity AND m.key > :key))))
  ORDER BY m.pinned DESC, c.activity DESC, m.key LIMIT :limit`;

const PUT = `INSERT OR REPLACE INTO members
  (key, user, role, joined, joined_seq, read, shown, delivered, pinned, hidden, notify, marked_unread, cleared_seq)
  VALUES (:key, :user, :role, :joined, :joinedSeq, :read, :shown, :delivered, :pinned, :hidden, :notify, :markedUnread,
    :clearedSeq)`;

export const memberTable = (db: Db): MemberTable => ({
  async get(key, user) {
    const row = db.get('SELECT * FROM members WHERE key = ? AND user = ?', key, user);
    return row && toMember(row);
  },
  async put({ pinned, hidden, markedUnread, ...member }) {
    db.run(PUT, {
      ...member,
      pinned: Number(pinned),
      hidden: Number(hidden),
      markedUnread: Number(markedUnread ?? false),
    });
  },
  async remove(key, user) {
    db.run('DELETE FROM members WHERE key = ? AND user = ?', key, user);
  },
  async page(key, limit, after) {
    const sql = 'SELECT * FROM members WHERE key = ? AND (joined, user) > (?, ?) ORDER BY joined, user LIMIT ?';
    return db.all(sql, key, after?.joined ?? -1, after?.user ?? '', limit).map(toMember);
  },
  count: async (key) => db.get('SELECT count(*) AS n FROM members WHERE key = ?', key)?.n as number,
  users: async (key) => db.all('SELECT user FROM members WHERE key = ?', key).map(({ user }) => user as string),
  hidden: async (key) => db.all('SELECT * FROM members WHERE key = ? AND hidden = 1', key).map(toMember),
  of: async (user) => db.all('SELECT * FROM members WHERE user = ?', user).map(toMember),
  async list(user, limit, after) {
    const pinned = after ? Number(after.pinned) : null;
    return db
      .all(LIST, { user, limit, pinned, activity: after?.activity ?? null, key: after?.key ?? null })
      .map((row) => ({ member: toMember(row), conversation: toConversation(row) }));
  },
  async behind(user) {
    const sql = `SELECT m.* FROM members m JOIN conversations c ON c.key = m.key
      WHERE m.user = ? AND c.seq > m.read AND c.seq > m.cleared_seq`;
    return db.all(sql, user).map(toMember);
  },
  async sharing(user, others) {
    const sql = `SELECT DISTINCT other.user FROM members mine JOIN members other ON other.key = mine.key
      WHERE mine.user = ? AND other.user IN (SELECT value FROM json_each(?))`;
    return db.all(sql, user, JSON.stringify(others)).map((row) => row.user as string);
  },
});
