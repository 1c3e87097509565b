import type { ConversationRow, ConversationTable, MemberMore, MemberRow, MemberTable } from '../port.js';
import type { Db } from './db.js';
import { listOf } from './lists.js';

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
  ...(row.more !== null && { more: JSON.parse(row.more as string) as MemberMore }),
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
      ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, activity = excluded.activity RETURNING wide`;
    if (db.get(sql, key, seq, activity)?.wide === 1) return;
    db.run('UPDATE members SET activity = ? WHERE key = ? AND activity <> ?', activity, key, activity);
  },
  async remove(key) {
    db.run('DELETE FROM conversations WHERE key = ?', key);
  },
});

const COLUMNS = [
  ...['key', 'user', 'role', 'joined', 'joined_seq', 'read', 'shown', 'delivered', 'pinned', 'hidden', 'notify'],
  ...['marked_unread', 'cleared_seq', 'more'],
];
/** Only what has changed is written to the indexes. */
const PUT = `INSERT INTO members (${COLUMNS}, activity) VALUES (${COLUMNS.map((name) => `:${name}`)},
    (SELECT activity FROM conversations WHERE key = :key AND wide = 0))
  ON CONFLICT (key, user) DO UPDATE SET ${COLUMNS.slice(2).map((name) => `${name} = excluded.${name}`)}`;

/** Members with whom the activity of their conversation is kept. More of them, and a message would cost too much. */
const FEW = 16;

/** Stays so where some leave again. */
const widen = (db: Db, key: string): void => {
  const sql = `UPDATE conversations SET wide = 1 WHERE key = ? AND wide = 0
    AND (SELECT count(*) FROM (SELECT 1 FROM members WHERE key = ? LIMIT ?)) > ?`;
  if (db.run(sql, key, key, FEW + 1, FEW).changes === 0) return;
  db.run('UPDATE members SET activity = NULL WHERE key = ?', key);
};

export const memberTable = (db: Db): MemberTable => ({
  async get(key, user) {
    const row = db.get('SELECT * FROM members WHERE key = ? AND user = ?', key, user);
    return row && toMember(row);
  },
  async put({ key, user, joinedSeq, pinned, hidden, markedUnread = false, clearedSeq, more, ...member }) {
    db.run(PUT, {
      ...{ key, user, ...member, joined_seq: joinedSeq, cleared_seq: clearedSeq },
      ...{ pinned: Number(pinned), hidden: Number(hidden), marked_unread: Number(markedUnread) },
      more: more ? JSON.stringify(more) : null,
    });
    widen(db, key);
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
  list: async (user, limit, after, filter) =>
    listOf(db, user, { limit, ...(after && { after }), ...(filter && { filter }) }).map((row) => ({
      member: toMember(row),
      conversation: toConversation({ ...row, activity: row.shown_activity }),
    })),
  async behind(user) {
    const sql = `SELECT m.* FROM members m JOIN conversations c ON c.key = m.key
      WHERE m.user = ? AND c.seq > m.read AND c.seq > m.cleared_seq`;
    return db.all(sql, user).map(toMember);
  },
  async readers(key, { seq, sender }) {
    const sql = `SELECT count(*) AS n, coalesce(sum(shown >= :seq), 0) AS shown FROM members
      WHERE key = :key AND joined_seq < :seq AND user <> :sender`;
    const found = db.get(sql, { key, seq, sender });
    return { all: found?.n as number, read: found?.shown as number };
  },
  async sharing(user, others) {
    const sql = `SELECT DISTINCT other.user FROM members mine JOIN members other ON other.key = mine.key
      WHERE mine.user = ? AND other.user IN (SELECT value FROM json_each(?))`;
    return db.all(sql, user, JSON.stringify(others)).map((row) => row.user as string);
  },
});
