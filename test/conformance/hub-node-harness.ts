import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket as NodeSocket } from 'ws';
import { hubAccount, hubEngine, visitorCredentials } from '../../engines/hub/index.js';
import { createTokens, type RunningHub, startHub } from '../../hub/host/node/index.js';
import type { HubOptions } from '../../hub/service/index.js';
import type { EngineHarness, TokenKind } from '../contracts/engine.js';
import { tryLauncher } from './launcher.js';
import { siteOf } from './site.js';

const SECRET = new TextEncoder().encode('a secret of the test that is long enough');
const HOUR = 3_600_000;
const DESK = 'desk';

type SocketClass = new (url: string) => WebSocket;

/** Real sockets that the test can cut, and keep from opening again. */
const cuttable = () => {
  const open = new Set<NodeSocket>();
  let down = false;
  class Socket extends NodeSocket {
    constructor(url: string) {
      // Port 1 refuses connections, as a dead network does in the end.
      super(down ? 'ws://127.0.0.1:1/ws' : url);
      open.add(this);
      this.once('close', () => open.delete(this));
    }
  }
  return {
    Socket: Socket as unknown as SocketClass,
    drop: () => {
      down = true;
      for (const socket of open) socket.terminate();
    },
    restore: () => {
      down = false;
    },
  };
};

const start = (data: string, options: HubOptions): Promise<RunningHub> =>
  startHub({ data, host: '127.0.0.1', port: 0, secret: SECRET, options, log: false });

/** The hub as it runs in production, on SQLite, over real sockets. */
export const nodeHarness = (name: string): EngineHarness => {
  const network = cuttable();
  const tokens = createTokens(SECRET);
  const forger = createTokens(new TextEncoder().encode('another secret that is just as long as it'));
  const folders: string[] = [];
  let hub: RunningHub | undefined;
  let strict: RunningHub | undefined;
  let watched: RunningHub | undefined;
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'im-contract-'));
    folders.push(path);
    return path;
  };
  const engineOf = (running: RunningHub | undefined) => hubEngine({ url: running?.url, webSocket: network.Socket });
  const { site, hooks } = siteOf(() => engineOf(watched));
  const token = (userId: string, kind: TokenKind, lifeMs: number): Promise<string> => {
    const claims = { userId, kind: 'user' } as const;
    if (kind === 'forged') return forger.issue(claims, lifeMs);
    return tokens.issue(claims, kind === 'expired' ? -HOUR : lifeMs);
  };
  return {
    desk: DESK,
    site,
    async start() {
      hub = await start(folder(), { desks: [DESK], accounts: true });
      strict = await start(folder(), { devices: 'one-per-class', limits: { recallSeconds: 1, editSeconds: 1 } });
      watched = await start(folder(), { hooks });
    },
    engine: () => engineOf(hub),
    strictEngine: () => engineOf(strict),
    credentials(userId, kinds = 'good', lifeMs = HOUR) {
      const left = typeof kinds === 'string' ? [kinds] : [...kinds];
      return { userId, token: () => token(userId, (left.length > 1 ? left.shift() : left[0]) ?? 'good', lifeMs) };
    },
    visitor: (kept) =>
      visitorCredentials({
        url: hub?.url,
        webSocket: network.Socket,
        storage: { get: () => kept.get('visitor'), set: (value) => void kept.set('visitor', value) },
      }),
    accounts: () => hubAccount({ url: hub?.url, webSocket: network.Socket }),
    drop: async () => network.drop(),
    restore: async () => network.restore(),
    async read(url) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`reading a file: status ${response.status}`);
      return response.blob();
    },
    launcher: tryLauncher,
    async report(results) {
      mkdirSync('.conformance', { recursive: true });
      writeFileSync(`.conformance/${name}.json`, JSON.stringify({ engine: name, results }));
    },
    async stop() {
      await Promise.all([hub?.close(), strict?.close(), watched?.close()]);
      for (const path of folders) rmSync(path, { recursive: true, force: true });
    },
  };
};
