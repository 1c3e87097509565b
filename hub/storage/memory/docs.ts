import { byRank } from '../order.js';
import type { DocKind, DocRow, DocTable } from '../port.js';
import type { Data } from './data.js';
import type { Journal } from './journal.js';

export const docTable = (data: Data, journal: Journal): DocTable => {
  /** The rows of an owner. Maps that stand empty after a change was taken back do no harm. */
  const of = (kind: DocKind, owner: string): Map<string, DocRow> => {
    const owners = data.docs.get(kind) ?? new Map<string, Map<string, DocRow>>();
    if (!data.docs.has(kind)) data.docs.set(kind, owners);
    const rows = owners.get(owner) ?? new Map<string, DocRow>();
    if (!owners.has(owner)) owners.set(owner, rows);
    return rows;
  };
  // A kind says what its documents are.
  const typed = <K extends DocKind>(rows: readonly DocRow[]): DocRow<K>[] => rows as DocRow<K>[];

  return {
    get: async <K extends DocKind>(kind: K, owner: string, id: string) =>
      typed<K>([data.docs.get(kind)?.get(owner)?.get(id) ?? []].flat())[0]?.doc,
    getMany: async <K extends DocKind>(kind: K, owner: string, ids: readonly string[]) =>
      typed<K>(ids.flatMap((id) => data.docs.get(kind)?.get(owner)?.get(id) ?? [])),
    put: async (kind, owner, id, doc, rank = 0) => journal.set(of(kind, owner), id, { id, rank, doc }),
    remove: async (kind, owner, id) => journal.delete(of(kind, owner), id),
    async clear(kind, owner) {
      const rows = of(kind, owner);
      for (const id of [...rows.keys()]) journal.delete(rows, id);
    },
    async page<K extends DocKind>(
      kind: K,
      owner: string,
      { limit, after, descending }: Parameters<DocTable['page']>[2],
    ) {
      const sign = descending ? -1 : 1;
      const rows = [...(data.docs.get(kind)?.get(owner)?.values() ?? [])]
        .filter((row) => !after || sign * byRank(row, after) > 0)
        .sort((a, b) => sign * byRank(a, b));
      return typed<K>(rows.slice(0, limit));
    },
    count: async (kind, owner) => data.docs.get(kind)?.get(owner)?.size ?? 0,
    owners: async (kind, id, limit) =>
      [...(data.docs.get(kind) ?? [])]
        .flatMap(([owner, rows]) => (rows.has(id) ? [owner] : []))
        .sort()
        .slice(0, limit),
  };
};
