import type { MessagePage, MessageRow, MessageTable } from '../port.js';
import { type Db, parse, type Value } from './db.js';
import { unindex } from './search.js';
import { DIRECTED, FLOOR, SEEN } from './seen.js';

type Found = Readonly<Record<string, unknown>>;

const one = (row: Found | undefined) => parse<MessageRow>(row);
const each = (rows: readonly Found[]) => rows.map((row) => one(row) as MessageRow);

/** In the table of mentions: everybody. No id is empty. */
const ALL = '';

const COLUMNS = [
  ...['key', 'seq', 'id', 'sender', 'client_id', 'at', 'kind', 'counts', 'recalled', 'directed', 'unlisted'],
  ...['receipt', 'pinned_at', 'expires_at', 'burning', 'doc'],
];
const PUT = `INSERT INTO messages (${COLUMNS}) VALUES (${COLUMNS.map((name) => `:${name}`)})
  ON CONFLICT (key, seq) DO UPDATE SET ${COLUMNS.slice(2).map((name) => `${name} = excluded.${name}`)}`;

/** Indexes are named where the planner, which knows no figures of the data, would rather walk through a conversation. */
const UNREAD = `SELECT count(*) AS n FROM (SELECT 1 FROM messages m INDEXED BY messages_unread
  WHERE m.key = :key AND m.seq > max(:after, ${FLOOR}) AND m.counts = 1 AND m.recalled = 0
  AND m.sender <> :viewer AND ${SEEN} LIMIT :cap)`;

const COUNTED = `SELECT m.seq, m.sender, m.directed = 1 OR EXISTS
    (SELECT 1 FROM hidden h WHERE h.key = m.key AND h.seq = m.seq) AS some
  FROM messages m INDEXED BY messages_unread
  WHERE m.key = :key AND m.seq > :after AND m.counts = 1 AND m.recalled = 0 ORDER BY m.seq LIMIT :limit`;

const pinnedSql = (seen: string): string => `SELECT m.doc FROM messages m INDEXED BY messages_pinned
  WHERE m.key = :key AND m.pinned_at IS NOT NULL ${seen} ORDER BY m.pinned_at DESC, m.seq DESC`;
const PINNED = pinnedSql(`AND m.seq > ${FLOOR} AND ${SEEN}`);
const PINNED_ALL = pinnedSql('');

const REQUESTED = `SELECT doc FROM messages INDEXED BY messages_receipt
  WHERE key = :key AND seq > :after AND seq <= :upTo AND receipt = 1 AND (:sender IS NULL OR sender = :sender) ORDER BY seq`;

const BURNING = `SELECT m.doc FROM messages m INDEXED BY messages_burning
  WHERE m.key = :key AND m.seq > :after AND m.seq <= :upTo AND m.burning = 1 AND m.sender <> :viewer AND ${DIRECTED} ORDER BY m.seq`;

const MENTIONING = `SELECT m.doc FROM named n CROSS JOIN messages m ON m.key = n.key AND m.seq = n.seq
  WHERE n.key = :key AND n.user = :named AND n.seq > max(:after, ${FLOOR}) AND m.sender <> :viewer AND ${SEEN}
  ORDER BY n.seq DESC LIMIT :limit`;

/** Asked first: most are named nowhere, and this is answered in a thirtieth of the time. */
const NAMED = 'SELECT 1 FROM named WHERE key = ? AND user = ? AND seq > ? LIMIT 1';

const EXPIRED = 'SELECT doc FROM messages WHERE expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?';

/** `:kind`, where one is asked for, so that an index has them in order. */
const pageSql = ({ from, viewer, kinds, listed }: MessagePage): string =>
  [
    `SELECT m.doc FROM messages m ${kinds ? 'INDEXED BY messages_by_kind' : ''}`,
    'WHERE m.key = :key AND m.seq < :before',
    `AND m.seq > ${viewer === undefined ? ':after' : `max(:after, ${FLOOR}) AND ${SEEN}`}`,
    kinds ? 'AND m.kind = :kind' : '',
    listed ? 'AND m.unlisted = 0' : '',
    `ORDER BY m.seq ${from === 'end' ? 'DESC' : 'ASC'} LIMIT :limit`,
  ].join(' ');

/** Rows of several queries, each of which gave as many as are wanted, as if they were one. Ascending. */
const merged = (rows: readonly MessageRow[], limit: number, from: 'start' | 'end'): MessageRow[] => {
  const bySeq = [...new Map(rows.map((row) => [row.seq, row])).values()].sort((a, b) => a.seq - b.seq);
  return from === 'start' ? bySeq.slice(0, limit) : bySeq.slice(Math.max(bySeq.length - limit, 0));
};

const valuesOf = (row: MessageRow): Record<string, Value> => ({
  ...{ key: row.key, seq: row.seq, id: row.id, sender: row.sender, client_id: row.clientId ?? null, at: row.at },
  kind: row.content.kind,
  counts: Number(row.counts),
  recalled: row.recalled ? 1 : 0,
  directed: row.audience ? 1 : 0,
  unlisted: row.unlisted ? 1 : 0,
  receipt: row.receipt ? 1 : 0,
  pinned_at: row.pinned?.at ?? null,
  expires_at: row.expire?.at ?? null,
  burning: row.expire && row.expire.at === undefined ? 1 : 0,
  doc: JSON.stringify(row),
});

/** Rows beside the message that are made of its fields. */
const note = (db: Db, { key, seq, sender, audience, mentions, recalled }: MessageRow): void => {
  forget(db, key, seq, ['audiences', 'named']);
  for (const user of audience ? new Set([sender, ...audience]) : [])
    db.run('INSERT INTO audiences (key, seq, user) VALUES (?, ?, ?)', key, seq, user);
  if (recalled) return;
  for (const user of new Set([...(mentions?.users ?? []), ...(mentions?.all ? [ALL] : [])]))
    db.run('INSERT INTO named (key, seq, user) VALUES (?, ?, ?)', key, seq, user);
};

const forget = (db: Db, key: string, seq: number, tables: readonly ('audiences' | 'named' | 'hidden')[]): void => {
  for (const table of tables) db.run(`DELETE FROM ${table} WHERE key = ? AND seq = ?`, key, seq);
};

export const messageTable = (db: Db): MessageTable => ({
  async put(row) {
    db.run(PUT, valuesOf(row));
    note(db, row);
  },
  get: async (key, id) => one(db.get('SELECT doc FROM messages WHERE id = ? AND key = ?', id, key)),
  at: async (key, seq) => one(db.get('SELECT doc FROM messages WHERE key = ? AND seq = ?', key, seq)),
  bySending: async (sender, clientId) =>
    one(db.get('SELECT doc FROM messages WHERE sender = ? AND client_id = ?', sender, clientId)),
  async page(key, page) {
    const { after, before = Number.MAX_SAFE_INTEGER, limit, from, viewer, kinds } = page;
    const asked = { key, after, before, limit, ...(viewer !== undefined && { viewer }) };
    const pieces = kinds ? [...new Set(kinds)].map((kind) => ({ ...asked, kind })) : [asked];
    return merged(
      pieces.flatMap((piece) => each(db.all(pageSql(page), piece))),
      limit,
      from,
    );
  },
  pinned: async (key, viewer) =>
    each(viewer === undefined ? db.all(PINNED_ALL, { key }) : db.all(PINNED, { key, viewer })),
  requested: async (key, after, upTo, sender) => each(db.all(REQUESTED, { key, after, upTo, sender: sender ?? null })),
  async mentioning(key, viewer, after, limit) {
    const there = [viewer, ALL].filter((named) => db.get(NAMED, key, named, after) !== undefined);
    const found = there.flatMap((named) => each(db.all(MENTIONING, { key, viewer, after, limit, named })));
    return merged(found, limit, 'end');
  },
  expired: async (at, limit) => each(db.all(EXPIRED, at, limit)),
  burning: async (key, viewer, after, upTo) => each(db.all(BURNING, { key, viewer, after, upTo })),
  async nextExpiry() {
    const sql = 'SELECT min(expires_at) AS at FROM messages WHERE expires_at IS NOT NULL';
    return (db.get(sql)?.at as number | null) ?? undefined;
  },
  ofSender: async (sender, limit) =>
    each(db.all('SELECT doc FROM messages WHERE sender = ? AND recalled = 0 LIMIT ?', sender, limit)),
  async hide(key, seq, user) {
    db.run('INSERT OR IGNORE INTO hidden (key, seq, user) VALUES (?, ?, ?)', key, seq, user);
  },
  hiders: async (key, seq) =>
    db.all('SELECT user FROM hidden WHERE key = ? AND seq = ?', key, seq).map(({ user }) => user as string),
  unread: async (key, viewer, after, cap) => db.get(UNREAD, { key, viewer, after, cap })?.n as number,
  counted: async (key, after, limit) =>
    db.all(COUNTED, { key, after, limit }).map(({ seq, sender, some }) => ({
      ...{ seq: seq as number, sender: sender as string, some: some === 1 },
    })),
  async remove(key, seq) {
    db.run('DELETE FROM messages WHERE key = ? AND seq = ?', key, seq);
    forget(db, key, seq, ['audiences', 'named', 'hidden']);
    unindex(db, key, seq);
  },
  count: async () => db.get('SELECT count(*) AS n FROM messages')?.n as number,
});
