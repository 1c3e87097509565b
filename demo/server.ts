import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  closeOnSignals,
  createTokens,
  ensureSecretFile,
  exitWith,
  hostOf,
  isLoopback,
  portOf,
  type StaticFolder,
  startHub,
} from '../hub/host/node/index.js';
import { demoApi } from './server/api.js';
import { DESK } from './server/people.js';
import { seed } from './server/seed.js';
import { userSigApi } from './server/user-sig.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
// This file runs built (dist/demo/server.js) and from source (demo/server.ts).
const DIST = resolve(HERE, import.meta.url.endsWith('.ts') ? '../dist' : '..');
const ROOT = join(DIST, '..');

/** Where files of Tencent's apps lie, and, for a test server, of this machine: pages take `?engine=tencent`. */
const FILES = 'https://*.my-imcloud.com https://*.myqcloud.com https://*.tencentcos.cn http://127.0.0.1:*';

/** What a site with a strict policy would send; `lit-html` is the one Trusted Types policy the elements need. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' blob: data: ${FILES}`,
  `connect-src 'self' ws: wss: ${FILES}`,
  "font-src 'self'",
  `media-src 'self' blob: ${FILES}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const folders: readonly StaticFolder[] = [
  { prefix: '/dist/', dir: DIST, allow: (path) => !path.startsWith('/demo/server') },
  {
    prefix: '/demo/',
    dir: [...new Set([HERE, join(DIST, 'demo')])].filter(existsSync),
    headers: PAGE_HEADERS,
    allow: (path) => !path.startsWith('/server') && !path.endsWith('.ts'),
  },
  // Of other vendors, for `?engine=`; they are not part of the package, and a demo without them does without.
  { prefix: '/demo/vendor/chat/', dir: join(ROOT, 'node_modules/@tencentcloud/chat') },
  { prefix: '/demo/vendor/upload/', dir: join(ROOT, 'node_modules/tim-upload-plugin') },
];

async function start(): Promise<void> {
  const { PORT = '8080', HOST = '127.0.0.1', DATA = './.data', DEMO } = process.env;
  const port = portOf('PORT', PORT);
  const host = hostOf('HOST', HOST);
  const secret = ensureSecretFile(resolve(DATA, 'secret'));
  const tokens = createTokens(secret);
  const running = await startHub({
    data: DATA,
    port,
    host,
    secret,
    options: { desks: [DESK] },
    log: 'warn',
    static: folders.filter(({ dir }) => typeof dir !== 'string' || existsSync(dir)),
    extend: async (app, hub) => {
      app.get('/', async (_request, reply) => reply.redirect('/demo/index.html'));
      const open = isLoopback(host) || DEMO === 'open';
      demoApi(app, tokens, open);
      userSigApi(app, pathToFileURL(join(ROOT, 'docs/engines/tencent-user-sig.mjs')), open);
      await seed(hub, tokens);
    },
  });
  closeOnSignals(running);
  for (const page of ['index', 'shop', 'agent', 'messenger', 'places']) console.log(`${running.url}/demo/${page}.html`);
  console.log(`${running.url.replace('http', 'ws')}/ws`);
}

try {
  await start();
} catch (error) {
  exitWith(error, 'im-elements demo');
}
