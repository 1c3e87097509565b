import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readSecretFile, secretBytes } from '../host/node/secret.js';
import { SetupError } from '../host/node/setup-error.js';

/** `node:util`'s parseArgs, its complaints as SetupErrors of one sentence. */
export function flags<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [first] = (error as Error).message.split(/\.\s|\n/);
    throw new SetupError(first ?? 'the flags are not good');
  }
}

/** A flag, else its variable, else a default. Empty counts as given, so that a slip is told. */
export function setting(flag: string | undefined, name: string, otherwise: string): { name: string; value: string } {
  if (flag !== undefined) return { name: `--${name}`, value: flag };
  const variable = name.toUpperCase();
  return { name: variable, value: process.env[variable] ?? otherwise };
}

/** The secret from `--secret-file` or IM_ELEMENTS_SECRET. */
export function secretOf(file: string | undefined): Uint8Array {
  if (file !== undefined) return readSecretFile(file);
  const secret = process.env.IM_ELEMENTS_SECRET;
  if (secret !== undefined) return secretBytes(secret, 'IM_ELEMENTS_SECRET');
  throw new SetupError(
    'a secret is missing: --secret-file FILE or IM_ELEMENTS_SECRET (openssl rand -hex 32 makes one)',
  );
}
