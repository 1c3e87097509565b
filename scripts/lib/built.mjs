import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newest, PACKAGE_FOLDERS, ROOT } from './files.mjs';

const BUILT = join(ROOT, 'dist/.built');
const SOURCES = [
  ...PACKAGE_FOLDERS,
  'demo',
  'index.ts',
  'package-lock.json',
  'rollup.config.js',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
  'scripts/lib',
];

/** Whether `dist/` is missing or older than what it is made of. */
export const stale = () => !existsSync(BUILT) || newest(SOURCES) > statSync(BUILT).mtimeMs;

let building;

/** Builds where `dist/` is stale, once in a process. Rejects with the words of the tool that failed. */
export function ensureBuilt() {
  building ??= stale() ? import('../build.mjs').then(({ build }) => build()) : Promise.resolve();
  return building;
}
