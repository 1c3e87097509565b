// npm start: from a fresh clone to a running hub with the demo. PORT (8080), HOST (127.0.0.1) and DATA (./.data) are honoured.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

function serve() {
  const env = {
    ...process.env,
    PORT: process.env.PORT || '8080',
    HOST: process.env.HOST || '127.0.0.1',
    DATA: process.env.DATA || './.data',
  };
  const child = spawn(process.execPath, [SERVER], { cwd: ROOT, env, stdio: 'inherit' });
  // The server shuts down by itself on a signal; this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

try {
  await prepare();
  serve();
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
}
