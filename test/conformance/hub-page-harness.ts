import { hubAccount, hubEngine, visitorCredentials } from '../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../hub/host/page/index.js';
import type { HubPort, OpenPort } from '../../hub/protocol/index.js';
import type { EngineHarness, Results, TokenKind } from '../contracts/engine.js';
import { siteOf } from './site.js';

const DESK = 'desk';

/** Connections that the test can cut, and keep from opening again. */
const cuttable = () => {
  const open = new Set<HubPort>();
  let down = false;
  const wrap =
    (inner: OpenPort): OpenPort =>
    async (options) => {
      if (down) throw new Error('the network is down');
      const port = await inner(options);
      open.add(port);
      return port;
    };
  return {
    wrap,
    drop: () => {
      down = true;
      for (const port of open) port.close();
      open.clear();
    },
    restore: () => {
      down = false;
    },
  };
};

const token = (userId: string, kind: TokenKind, lifeMs?: number): string => {
  if (kind === 'forged') return `forged:${userId}`;
  if (kind === 'expired') return pageToken(userId, Date.now() - 60_000);
  return pageToken(userId, lifeMs === undefined ? undefined : Date.now() + lifeMs, Date.now());
};

export interface PageHarnessOptions {
  readonly storage: 'indexeddb' | 'memory';
  report(results: Results): Promise<void>;
}

/** The hub inside this page (or process), reached without any network. */
export const pageHarness = ({ storage, report }: PageHarnessOptions): EngineHarness => {
  const network = cuttable();
  const run = crypto.randomUUID();
  let hub: PageHub;
  let strict: PageHub;
  let watched: PageHub;
  const { site, hooks } = siteOf(() => hubEngine({ port: watched.open }));
  return {
    desk: DESK,
    site,
    async start() {
      hub = pageHub({
        name: `contract-${run}`,
        storage,
        people: [{ id: DESK, name: 'Desk' }],
        options: { desks: [DESK], accounts: true },
      });
      const limits = { recallSeconds: 1, editSeconds: 1 };
      strict = pageHub({ name: `strict-${run}`, storage, options: { devices: 'one-per-class', limits } });
      watched = pageHub({ name: `watched-${run}`, storage, options: { hooks } });
    },
    engine: () => hubEngine({ port: network.wrap(hub.open) }),
    strictEngine: () => hubEngine({ port: strict.open }),
    credentials(userId, kinds = 'good', lifeMs) {
      const left = typeof kinds === 'string' ? [kinds] : [...kinds];
      return { userId, token: async () => token(userId, (left.length > 1 ? left.shift() : left[0]) ?? 'good', lifeMs) };
    },
    visitor: (kept) =>
      visitorCredentials({
        port: hub.open,
        storage: { get: () => kept.get('visitor'), set: (value) => void kept.set('visitor', value) },
      }),
    accounts: () => hubAccount({ port: hub.open }),
    drop: async () => network.drop(),
    restore: async () => network.restore(),
    read: async (url) => (await fetch(url)).blob(),
    ...(storage === 'indexeddb' && {
      async launcher() {
        const credentials = (userId: string) => ({ userId, token: async () => pageToken(userId) });
        const parts = { engine: () => hubEngine({ port: hub.open }), credentials, visitor: 'shopper', desk: DESK };
        const { tryLauncher } = await import('./page-launcher.js');
        await tryLauncher(parts);
      },
    }),
    report,
    async stop() {
      await hub.close();
      await strict.close();
      await watched.close();
      if (storage === 'memory') return;
      for (const name of ['contract', 'strict', 'watched']) {
        indexedDB.deleteDatabase(`im-hub:${name}-${run}`);
        indexedDB.deleteDatabase(`im-hub-files:${name}-${run}`);
      }
    },
  };
};
