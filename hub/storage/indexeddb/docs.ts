import type { DocKind, DocRow, Docs, DocTable } from '../port.js';
import type { StoredDoc, Transaction } from './schema.js';
import { startsWith } from './seen.js';

// A kind says what its documents are.
const toDoc = <K extends DocKind>({ id, rank, doc }: StoredDoc): DocRow<K> => ({ id, rank, doc: doc as Docs[K] });

const beyond = (kind: DocKind, owner: string, { after, descending }: Parameters<DocTable['page']>[2]): IDBKeyRange => {
  const all = startsWith(kind, owner);
  if (!after) return all;
  const place = [kind, owner, after.rank, after.id];
  return descending
    ? IDBKeyRange.bound(all.lower, place, false, true)
    : IDBKeyRange.bound(place, all.upper, true, false);
};

export const docTable = (t: Transaction): DocTable => {
  const store = t.objectStore('docs');
  return {
    get: async <K extends DocKind>(kind: K, owner: string, id: string) => {
      const row = await store.get([kind, owner, id]);
      return row && toDoc<K>(row).doc;
    },
    async getMany<K extends DocKind>(kind: K, owner: string, ids: readonly string[]) {
      const rows = await Promise.all(ids.map((id) => store.get([kind, owner, id])));
      return rows.filter((row) => row !== undefined).map(toDoc<K>);
    },
    async put(kind, owner, id, doc, rank = 0) {
      await store.put({ kind, owner, id, rank, doc });
    },
    remove: (kind, owner, id) => store.delete([kind, owner, id]),
    clear: (kind, owner) => store.delete(startsWith(kind, owner)),
    async page<K extends DocKind>(kind: K, owner: string, options: Parameters<DocTable['page']>[2]) {
      const range = beyond(kind, owner, options);
      if (!options.descending) return (await store.index('rank').getAll(range, options.limit)).map(toDoc<K>);
      const found: DocRow<K>[] = [];
      let at = await store.index('rank').openCursor(range, 'prev');
      for (; at && found.length < options.limit; at = await at.continue()) found.push(toDoc<K>(at.value));
      return found;
    },
    count: (kind, owner) => store.count(startsWith(kind, owner)),
    owners: async (kind, id, limit) =>
      (await store.index('id').getAll(startsWith(kind, id), limit)).map(({ owner }) => owner),
  };
};
