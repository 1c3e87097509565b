import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { refuse } from './refusal.js';

/** How much is written before the room on the disk is looked at again, bytes. */
const LOOK_EVERY = 4 * 1024 * 1024;

const ID = /^[A-Za-z0-9_-]{1,128}$/;

/** A file on its way in: nobody sees it before `keep`, and `drop` leaves nothing behind. */
export interface IncomingFile {
  /** Throws a HubError `storage` when the disk is nearly full. */
  write(chunk: Uint8Array): Promise<void>;
  keep(id: string): Promise<void>;
  drop(): Promise<void>;
}

/** `files/ab/cd/<id>` below the data directory; `files/tmp` holds what is still coming. */
export interface Disk {
  readonly root: string;
  /** Path below `root`, or null for what cannot be an id. */
  pathOf(id: string): string | null;
  incoming(): Promise<IncomingFile>;
  remove(id: string): Promise<void>;
  /** Every file at least `ageMs` old, as ids. */
  olderThan(ageMs: number): AsyncGenerator<string>;
}

/** The hash spreads ids that grow with time over the directories. */
function pathOf(id: string): string | null {
  if (!ID.test(id)) return null;
  const hash = createHash('sha256').update(id).digest('hex');
  return join(hash.slice(0, 2), hash.slice(2, 4), id);
}

/** A rename is only on the disk once its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The files' share of the disk ends before the messages' does. */
async function haveRoom(root: string, spareBytes: number): Promise<void> {
  const { blocks, bavail, bsize } = await statfs(root);
  // Some file systems do not say.
  if (blocks > 0 && bavail * bsize < spareBytes) throw refuse('storage', 'the disk is nearly full: no files are taken');
}

async function take(root: string, spareBytes: number): Promise<IncomingFile> {
  await haveRoom(root, spareBytes);
  const temporary = join(root, 'tmp', randomUUID());
  const handle = await open(temporary, 'wx', 0o600);
  let unlooked = 0;
  const write = async (chunk: Uint8Array): Promise<void> => {
    unlooked += chunk.byteLength;
    if (unlooked >= LOOK_EVERY) {
      unlooked = 0;
      await haveRoom(root, spareBytes);
    }
    await handle.writeFile(chunk);
  };
  const drop = async (): Promise<void> => {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
  };
  const keep = async (id: string): Promise<void> => {
    const place = pathOf(id);
    if (!place) throw new Error('file id is not one');
    const target = join(root, place);
    await handle.sync();
    await handle.close();
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(temporary, target);
    await syncDirectory(dirname(target));
  };
  return { write, keep, drop };
}

async function* walk(root: string, ageMs: number): AsyncGenerator<string> {
  const limit = Date.now() - ageMs;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (relative(root, path).startsWith(`tmp${sep}`)) continue;
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs <= limit) yield entry.name;
  }
}

/** Opens the place for files, and clears away what a crash left half-written. */
export async function openDisk(data: string, spareBytes: number): Promise<Disk> {
  const root = join(data, 'files');
  await rm(join(root, 'tmp'), { recursive: true, force: true });
  await mkdir(join(root, 'tmp'), { recursive: true, mode: 0o700 });
  return {
    root,
    pathOf,
    incoming: () => take(root, spareBytes),
    remove: async (id) => {
      const place = pathOf(id);
      if (place) await rm(join(root, place), { force: true });
    },
    olderThan: (ageMs) => walk(root, ageMs),
  };
}
