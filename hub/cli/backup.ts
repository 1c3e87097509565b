import { existsSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { makeDirectory } from '../host/node/directory.js';
import { DATABASE, reasonOf, SetupError } from '../host/node/index.js';
import { flags } from './flags.js';

async function isEmpty(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw new SetupError(`--to ${directory} cannot be used: ${reasonOf(error)}`);
  }
}

/** The database first: files only ever come before the record that names them, so the later copy has them all. */
async function copy(from: string, to: string): Promise<void> {
  const database = new Database(join(from, DATABASE), { readonly: true, fileMustExist: true });
  try {
    await database.backup(join(to, DATABASE));
  } finally {
    database.close();
  }
  const files = join(from, 'files');
  const temporary = join(files, 'tmp');
  if (existsSync(files)) {
    await cp(files, join(to, 'files'), { recursive: true, filter: (source) => source !== temporary });
  }
}

/** `im-elements backup`: a copy that a hub can be started on, taken while the hub runs. Half a copy never bears the name. */
export async function backup(args: readonly string[]): Promise<void> {
  const { values } = flags({ args: [...args], options: { data: { type: 'string' }, to: { type: 'string' } } });
  const { data = process.env.DATA, to } = values;
  if (!data) throw new SetupError('backup: --data DIR is missing');
  if (!to) throw new SetupError('backup: --to DIR is missing');
  const [from, target] = [resolve(data), resolve(to)];
  if (!existsSync(join(from, DATABASE))) throw new SetupError(`--data ${from} holds no hub (no ${DATABASE} there)`);
  if (!(await isEmpty(target))) throw new SetupError(`--to ${target} is not empty`);
  const half = `${target}.part-${process.pid}`;
  try {
    makeDirectory(half);
  } catch (error) {
    throw new SetupError(`--to ${target} cannot be written: ${reasonOf(error)}`);
  }
  try {
    await copy(from, half);
    await rm(target, { recursive: true, force: true });
    await rename(half, target);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
  console.log(`copied ${from} to ${target}; the secret is not in it`);
}
