import type { SearchQuery, SearchTable } from '../port.js';
import type { Db, Value } from './db.js';
import { SEEN } from './seen.js';

export const unindex = (db: Db, key: string, seq: number): void => {
  const place = db.get('SELECT n FROM places WHERE key = ? AND seq = ?', key, seq);
  if (!place) return;
  db.run('DELETE FROM words WHERE rowid = ?', place.n as number);
  db.run('DELETE FROM places WHERE n = ?', place.n as number);
};

type Asked = Omit<SearchQuery, 'after' | 'limit'>;

/** Trigrams find three characters or more. A NUL would end what is matched. */
const isLong = (word: string): boolean => [...word].length >= 3 && !word.includes('\0');
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** From the words to the messages: few texts have them. */
const BY_WORDS = `words w CROSS JOIN places p ON p.n = w.rowid
  CROSS JOIN members f ON f.key = p.key AND f.user = :viewer AND p.seq > f.cleared_seq`;
/**
 * Where an index has nothing of a word: through all that the person can see. The texts are read where FTS5 keeps them, in
 * `words_content`: it takes four times as long to give them out one by one.
 */
const BY_PLACES = `members f CROSS JOIN places p ON p.key = f.key AND p.seq > f.cleared_seq
  CROSS JOIN (SELECT id AS rowid, c0 AS text FROM words_content) w ON w.rowid = p.n`;

const FILTERS = `(:senders IS NULL OR m.sender IN (SELECT value FROM json_each(:senders)))
  AND (:kinds IS NULL OR m.kind IN (SELECT value FROM json_each(:kinds)))
  AND (:since IS NULL OR m.at >= :since) AND (:until IS NULL OR m.at <= :until)`;

/** Everything behind SELECT, and its values. Words too short for the index are looked for in what the others leave. */
const hits = (asked: Asked): { readonly sql: string; readonly values: Record<string, Value> } => {
  const words = asked.words.map((word) => word.toLowerCase());
  const long = words.filter(isLong);
  const indexed = asked.match === 'all' ? long.length > 0 : long.length === words.length;
  const scanned = indexed ? words.filter((word) => !isLong(word)) : words;
  const [and, or] = [' AND ', ' OR '];
  const between = asked.match === 'all' ? and : or;
  const list = (values: readonly string[] | undefined) => (values ? JSON.stringify(values) : null);
  const tests = [
    indexed ? 'w.text MATCH :wanted' : 'f.user = :viewer',
    ...(asked.key === undefined ? [] : ['f.key = :key']),
    ...(scanned.length > 0 ? [`(${scanned.map((_, n) => `instr(w.text, :w${n}) > 0`).join(between)})`] : []),
    FILTERS,
    SEEN,
  ];
  return {
    sql: `FROM ${indexed ? BY_WORDS : BY_PLACES} CROSS JOIN messages m ON m.key = p.key AND m.seq = p.seq
      WHERE ${tests.join(and)}`,
    values: {
      ...(indexed && { wanted: long.map(quoted).join(between) }),
      ...Object.fromEntries(scanned.map((word, n) => [`w${n}`, word])),
      ...{
        viewer: asked.user,
        ...(asked.key !== undefined && { key: asked.key }),
        senders: list(asked.senders),
        kinds: list(asked.kinds),
      },
      ...{ since: asked.since ?? null, until: asked.until ?? null },
    },
  };
};

/** Hits, and behind them (without `seq`) the sums of all, from one walk: a word that many say costs most in it. */
const firstSql = (sql: string): string => `WITH all_hits AS MATERIALIZED (SELECT p.key, p.seq, m.at ${sql})
  SELECT * FROM (
    SELECT * FROM (SELECT key, seq, at, 0 AS n FROM all_hits ORDER BY at DESC, key DESC, seq DESC LIMIT :limit)
    UNION ALL
    SELECT * FROM (SELECT key, NULL, NULL, count(*) AS n FROM all_hits GROUP BY key ORDER BY n DESC, key LIMIT 100)
  ) ORDER BY at DESC NULLS LAST, n DESC, CASE WHEN seq IS NULL THEN key END, key DESC, seq DESC`;

export const searchTable = (db: Db): SearchTable => ({
  async put(key, seq, text) {
    unindex(db, key, seq);
    const { lastInsertRowid } = db.run('INSERT INTO places (key, seq) VALUES (?, ?)', key, seq);
    db.run('INSERT INTO words (rowid, text) VALUES (?, ?)', Number(lastInsertRowid), text.toLowerCase());
  },
  async remove(key, seq) {
    unindex(db, key, seq);
  },
  async find({ after, limit, ...asked }) {
    if (asked.words.length === 0) return [];
    const { sql, values } = hits(asked);
    const beyond = after ? 'AND (m.at, m.key, m.seq) < (:afterAt, :afterKey, :afterSeq)' : '';
    const place = after && { afterAt: after.at, afterKey: after.key, afterSeq: after.seq };
    return db
      .all(`SELECT p.key, p.seq ${sql} ${beyond} ORDER BY m.at DESC, m.key DESC, m.seq DESC LIMIT :limit`, {
        ...{ ...values, ...place },
        limit,
      })
      .map((row) => ({ key: row.key as string, seq: row.seq as number }));
  },
  async first({ limit, ...asked }) {
    if (asked.words.length === 0) return { hits: [], counts: [] };
    const { sql, values } = hits(asked);
    const rows = db.all(firstSql(sql), { ...values, limit }) as { key: string; seq: number | null; n: number }[];
    return {
      hits: rows.flatMap(({ key, seq }) => (seq === null ? [] : { key, seq })),
      counts: rows.flatMap(({ key, seq, n }) => (seq === null ? { key, count: n } : [])),
    };
  },
});
