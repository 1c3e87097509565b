import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from './directory.js';
import { reasonOf, SetupError } from './setup-error.js';

/** Shortest secret taken, bytes: HS256 wants as many as its hash has. */
export const SECRET_MIN_BYTES = 32;

/** The secret as bytes. Throws a SetupError that names `what` when it is too short. */
export function secretBytes(secret: Uint8Array | string, what = 'secret'): Uint8Array {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  if (bytes.byteLength < SECRET_MIN_BYTES) {
    throw new SetupError(
      `${what} has ${bytes.byteLength} bytes, ${SECRET_MIN_BYTES} are the least; make one with: openssl rand -hex 32`,
    );
  }
  return bytes;
}

/** Reads a secret from a text file; white space around it does not count. */
export function readSecretFile(file: string): Uint8Array {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(`secret file ${file} cannot be read: ${reasonOf(error)}`);
  }
  return secretBytes(content.trim(), `secret file ${file}`);
}

/** Reads the secret, or makes one that only the owner may read when there is none yet. */
export function ensureSecretFile(file: string): Uint8Array {
  if (!existsSync(file)) {
    try {
      makeDirectory(dirname(file));
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new SetupError(`secret file ${file} cannot be written: ${reasonOf(error)}`);
      }
    }
  }
  return readSecretFile(file);
}
