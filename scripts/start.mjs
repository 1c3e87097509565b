// npm start: from a fresh clone to a running hub with the demo. PORT (8080), HOST (127.0.0.1) and DATA (./.data) are honoured.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, stale } from './lib/built.mjs';
import { ROOT } from './lib/files.mjs';
import { installPackages } from './setup.mjs';

const SERVER = join(ROOT, 'dist/demo/server.js');

async function prepare() {
  installPackages();
  if (stale()) console.log('building ...');
  await ensureBuilt();
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
