import type { DocKind, DocRow, Docs, DocTable } from '../port.js';
import { type Db, parse } from './db.js';

const PUT = `INSERT INTO docs (kind, owner, id, rank, doc) VALUES (:kind, :owner, :id, :rank, :doc)
  ON CONFLICT (kind, owner, id) DO UPDATE SET rank = excluded.rank, doc = excluded.doc`;
const GET = 'SELECT id, rank, doc FROM docs WHERE kind = ? AND owner = ? AND id = ?';

const pageSql = (beyond: boolean, descending: boolean): string =>
  [
    'SELECT id, rank, doc FROM docs WHERE kind = :kind AND owner = :owner',
    beyond ? `AND (rank, id) ${descending ? '<' : '>'} (:rank, :id)` : '',
    descending ? 'ORDER BY rank DESC, id DESC' : 'ORDER BY rank, id',
    'LIMIT :limit',
  ].join(' ');

const toDoc = <K extends DocKind>(row: Readonly<Record<string, unknown>>): DocRow<K> => ({
  id: row.id as string,
  rank: row.rank as number,
  doc: parse<Docs[K]>(row) as Docs[K],
});

export const docTable = (db: Db): DocTable => ({
  get: async (kind, owner, id) => parse(db.get(GET, kind, owner, id)),
  getMany: async (kind, owner, ids) =>
    ids.flatMap((id) => {
      const row = db.get(GET, kind, owner, id);
      return row ? [toDoc<typeof kind>(row)] : [];
    }),
  async put(kind, owner, id, doc, rank = 0) {
    db.run(PUT, { kind, owner, id, rank, doc: JSON.stringify(doc) });
  },
  async remove(kind, owner, id) {
    db.run('DELETE FROM docs WHERE kind = ? AND owner = ? AND id = ?', kind, owner, id);
  },
  async clear(kind, owner) {
    db.run('DELETE FROM docs WHERE kind = ? AND owner = ?', kind, owner);
  },
  async page<K extends DocKind>(kind: K, owner: string, options: Parameters<DocTable['page']>[2]) {
    const { limit, after, descending = false } = options;
    const place = after && { rank: after.rank, id: after.id };
    return db.all(pageSql(after !== undefined, descending), { kind, owner, limit, ...place }).map(toDoc<K>);
  },
  count: async (kind, owner) =>
    db.get('SELECT count(*) AS n FROM docs WHERE kind = ? AND owner = ?', kind, owner)?.n as number,
  owners: async (kind, id, limit) =>
    db
      .all('SELECT owner FROM docs WHERE kind = ? AND id = ? ORDER BY owner LIMIT ?', kind, id, limit)
      .map(({ owner }) => owner as string),
});
