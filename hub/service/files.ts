import type { HubLimits, WireFile } from '../protocol/index.js';
import type { FileRow, Tx } from '../storage/port.js';
import { isCarriedTo } from './carried.js';
import { type Check, integer, string } from './check.js';
import type { Core } from './core.js';
import { HubError, notFound } from './errors.js';
import { isFace, seesFace } from './faces.js';
import { cleanName } from './names.js';
import type { HubFiles } from './types.js';

/** Whatever a host or a page calls it. */
const fileName: Check<string> = (value, field) => cleanName(string(4_096, 1)(value, field));
const fileMime = string(255);

const wireFile = ({ id, name, bytes, mime }: FileRow): WireFile => ({ id, name, bytes, mime });

/** `text/html; charset=x` is `text/html`. */
const bare = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase();

/** Desktops drop trailing dots and blanks, and then run `a.exe. `. */
const ending = (name: string): string => name.toLowerCase().replace(/[.\s]+$/, '');

const maxBytesOf = (mime: string, limits: HubLimits): number =>
  bare(mime).startsWith('image/') ? Math.min(limits.imageBytes, limits.fileBytes) : limits.fileBytes;

/** Throws `rejected-content` or `too-large`; gives the most bytes such a file may have. */
const admit = (meta: { readonly name: string; readonly mime: string; readonly bytes?: number }, limits: HubLimits) => {
  const name = ending(fileName(meta.name, 'name'));
  const mime = bare(fileMime(meta.mime, 'mime'));
  const refused = limits.refusedFiles.some((one) => (one.includes('/') ? one === mime : name.endsWith(one)));
  if (refused) throw new HubError('rejected-content', 'this type of file is not taken', { field: 'file' });
  const limit = maxBytesOf(mime, limits);
  if ((meta.bytes ?? 0) > limit) throw new HubError('too-large', `at most ${limit} bytes`, { field: 'file', limit });
  return limit;
};

/** Has the user a right to the file: did he bring it, can he see a message that carries it, or the face that it is? */
export const mayRead = async (core: Core, tx: Tx, user: string, id: string): Promise<FileRow | undefined> => {
  const file = await tx.files.get(id);
  if (!file) return undefined;
  const may = file.owner === user || (await isCarriedTo(tx, user, id)) || (await seesFace(core, tx, user, file));
  return may ? file : undefined;
};

const foreign = (): HubError =>
  new HubError('unauthorized', 'these words were sealed for something else', { field: 'token' });

export const hubFiles = (core: Core): HubFiles => ({
  async begin(ticket, meta) {
    const { use, user } = await core.tokens.open(ticket);
    if (use !== 'upload' || typeof user !== 'string') throw foreign();
    return { id: core.random(), userId: user, maxBytes: admit(meta, core.settings.limits) };
  },
  async finish({ id, userId, name, mime, bytes }) {
    admit({ name, mime, bytes: integer(0)(bytes, 'bytes') }, core.settings.limits);
    return core.write(async (work) => {
      if (await work.tx.files.get(id)) throw new HubError('conflict', 'id: already used', { field: 'id' });
      const row: FileRow = {
        id,
        owner: userId,
        name: fileName(name, 'name'),
        bytes,
        mime: bare(mime),
        createdAt: work.now,
      };
      await work.tx.files.put(row);
      return wireFile(row);
    });
  },
  async open(signed) {
    const { use, user, file, download } = await core.tokens.open(signed);
    if (use !== 'file' || typeof user !== 'string' || typeof file !== 'string') throw foreign();
    // A right may have gone since the address was signed.
    const row = await core.read((tx) => mayRead(core, tx, user, file));
    if (!row) throw notFound('file');
    return { ...wireFile(row), download: download === 1 };
  },
  orphans: (ids, before) =>
    core.write(async ({ tx }) => {
      const gone: string[] = [];
      for (const id of ids) {
        const file = await tx.files.get(id);
        if (file && (file.createdAt >= before || (await isFace(tx, file)))) continue;
        if (!file || (await tx.files.forget(id))) gone.push(id);
      }
      return gone;
    }),
});
