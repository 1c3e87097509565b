import { fold, listingOf, userNames } from '../matching.js';
import type { DeviceRow, DeviceTable, FileRow, FileTable, GroupRow, GroupTable, UserRow, UserTable } from '../port.js';
import { type Db, parse } from './db.js';
import { SEEN } from './seen.js';

const present = <T>(row: T | undefined): T[] => (row === undefined ? [] : [row]);

/** Names are looked through in the index; rows are read of those that are found. */
const FIND = `SELECT u.doc FROM users n INDEXED BY users_found CROSS JOIN users u ON u.id = n.id
  WHERE n.names IS NOT NULL AND n.id > :after AND instr(n.names, :words) > 0 ORDER BY n.id LIMIT :limit`;
const LISTED = `SELECT g.doc FROM groups n INDEXED BY groups_listed CROSS JOIN groups g ON g.id = n.id
  WHERE n.listed = :kind AND n.id > :after AND instr(n.names, :words) > 0 ORDER BY n.id LIMIT :limit`;

export const userTable = (db: Db): UserTable => {
  const get = (id: string) => parse<UserRow>(db.get('SELECT doc FROM users WHERE id = ?', id));
  return {
    get: async (id) => get(id),
    getMany: async (ids) => ids.flatMap((id) => present(get(id))),
    async put(user) {
      const sql = 'INSERT OR REPLACE INTO users (id, doc, names) VALUES (?, ?, ?)';
      db.run(sql, user.id, JSON.stringify(user), userNames(user) ?? null);
    },
    find: async (words, limit, after) =>
      db.all(FIND, { words: fold(words), limit, after: after ?? '' }).flatMap((row) => present(parse<UserRow>(row))),
  };
};

export const deviceTable = (db: Db): DeviceTable => ({
  get: async (user, id) => parse<DeviceRow>(db.get('SELECT doc FROM devices WHERE user = ? AND id = ?', user, id)),
  async put(device) {
    const { user, id, seenAt } = device;
    const sql = 'INSERT OR REPLACE INTO devices (user, id, seen_at, doc) VALUES (?, ?, ?, ?)';
    db.run(sql, user, id, seenAt, JSON.stringify(device));
  },
  async remove(user, id) {
    db.run('DELETE FROM devices WHERE user = ? AND id = ?', user, id);
  },
  list: async (user) =>
    db
      .all('SELECT doc FROM devices WHERE user = ? ORDER BY seen_at DESC', user)
      .flatMap((row) => present(parse<DeviceRow>(row))),
});

export const groupTable = (db: Db): GroupTable => ({
  get: async (id) => parse<GroupRow>(db.get('SELECT doc FROM groups WHERE id = ?', id)),
  async put(group) {
    const { kind = null, names = null } = listingOf(group) ?? {};
    const sql = 'INSERT OR REPLACE INTO groups (id, doc, listed, names) VALUES (?, ?, ?, ?)';
    db.run(sql, group.id, JSON.stringify(group), kind, names);
  },
  async remove(id) {
    db.run('DELETE FROM groups WHERE id = ?', id);
  },
  listed: async (kind, words, limit, after) =>
    db
      .all(LISTED, { kind, words: fold(words), limit, after: after ?? '' })
      .flatMap((row) => present(parse<GroupRow>(row))),
});

const CARRIED_TO = `SELECT 1 FROM carried c
  JOIN members f ON f.key = c.key AND f.user = :viewer AND c.seq > f.cleared_seq
  JOIN messages m ON m.key = c.key AND m.seq = c.seq
  WHERE c.file = :file AND ${SEEN} LIMIT 1`;

export const fileTable = (db: Db): FileTable => ({
  get: async (id) => parse<FileRow>(db.get('SELECT doc FROM files WHERE id = ?', id)),
  async put(file) {
    const sql = `INSERT INTO files (id, owner, doc) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, doc = excluded.doc`;
    db.run(sql, file.id, file.owner, JSON.stringify(file));
  },
  ownedBy: async (user) =>
    db.all('SELECT doc FROM files WHERE owner = ?', user).flatMap((row) => present(parse<FileRow>(row))),
  async forget(id) {
    if (db.get('SELECT 1 FROM carried WHERE file = ? LIMIT 1', id) !== undefined) return false;
    db.run('DELETE FROM files WHERE id = ?', id);
    return true;
  },
  async carry(file, key, seq) {
    db.run('INSERT OR IGNORE INTO carried (file, key, seq) VALUES (?, ?, ?)', file, key, seq);
  },
  async drop(file, key, seq) {
    db.run('DELETE FROM carried WHERE file = ? AND key = ? AND seq = ?', file, key, seq);
  },
  carriedIn: async (file, key, limit) =>
    db
      .all('SELECT seq FROM carried WHERE file = ? AND key = ? ORDER BY seq LIMIT ?', file, key, limit)
      .map(({ seq }) => seq as number),
  carriedTo: async (file, viewer) => db.get(CARRIED_TO, { file, viewer }) !== undefined,
});
