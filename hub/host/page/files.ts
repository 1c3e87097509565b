import { openDB } from 'idb';

/** Bytes of uploads, by file id. */
export interface FileStore {
  put(id: string, blob: Blob): Promise<void>;
  get(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
  close(): void;
}

interface Bytes {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

export const memoryFiles = (): FileStore => {
  const blobs = new Map<string, Blob>();
  return {
    put: async (id, blob) => void blobs.set(id, blob),
    get: async (id) => blobs.get(id),
    remove: async (id) => void blobs.delete(id),
    close: () => blobs.clear(),
  };
};

/** Rejects where the browser keeps nothing (private windows, blocked storage). */
export const indexedDbFiles = async (name: string): Promise<FileStore> => {
  const database = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('files') });
  return {
    put: async (id, blob) => {
      try {
        await database.put('files', blob, id);
      } catch {
        // WebKit's private windows take no Blobs, but bytes.
        await database.put('files', { type: blob.type, bytes: await blob.arrayBuffer() } satisfies Bytes, id);
      }
    },
    get: async (id) => {
      const kept = (await database.get('files', id)) as Blob | Bytes | undefined;
      return !kept || kept instanceof Blob ? kept : new Blob([kept.bytes], { type: kept.type });
    },
    remove: (id) => database.delete('files', id),
    close: () => database.close(),
  };
};
