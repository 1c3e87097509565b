// npm start: from a fresh clone to a running hub with the demo. PORT (8080), HOST (127.0.0.1) and DATA (./.data) are honoured.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newest, PACKAGE_FOLDERS, ROOT } from './lib/files.mjs';
import { installPackages } from './setup.mjs';

const SERVER = join(ROOT, 'dist/demo/server.js');
const BUILT = join(ROOT, 'dist/.built');
const SOURCES = [
  ...PACKAGE_FOLDERS,
  'demo',
  'index.ts',
  'package-lock.json',
  'rollup.config.js',
  'tsconfig.json',
  'scripts/lib',
];

const stale = () => !existsSync(BUILT) || newest(SOURCES) > statSync(BUILT).mtimeMs;

async function prepare() {
  installPackages();
  if (!stale()) return;
  console.log('building ...');
  const { build } = await import('./build.mjs');
  await build();
  if (!existsSync(SERVER)) throw new Error('demo/server.ts does not exist');
}

// In this very process, so that signals need no forwarding and its exit code is ours.
async function serve() {
  process.chdir(ROOT);
  process.env.PORT ||= '8080';
  process.env.HOST ||= '127.0.0.1';
  process.env.DATA ||= './.data';
  process.argv[1] = SERVER;
  await import(pathToFileURL(SERVER).href);
}

try {
  await prepare();
  await serve();
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
}
