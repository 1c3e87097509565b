import type { Engine } from '../../core/engine/index.js';
import { guestCredentials, type TencentOptions, tencent } from '../../engines/tencent/index.js';
import type { EngineHarness, Results, TokenKind } from '../contracts/engine.js';
import { RULES, siteOf } from './tencent-site.js';

const HOUR = 3_600_000;

/** The service as the test sees it: a loopback peer that speaks the SDK's wire, an app of its own for each run. */
export class Peer {
  readonly #port: number;
  readonly app: string;

  private constructor(port: number, app: string) {
    this.#port = port;
    this.app = app;
  }

  static async start(options: Readonly<Record<string, unknown>> = {}): Promise<Peer> {
    const { port } = (await (await fetch('/__peer__/tencent')).json()) as { port: number };
    const { app } = (await post(port, { act: 'app', options })) as { app: string };
    return new Peer(port, app);
  }

  /** Instead of the host of the store of files. */
  get files(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get address(): string {
    return `ws://127.0.0.1:${this.#port}/${this.app}`;
  }

  act(act: string, told: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return post(this.#port, { ...told, act, app: this.app });
  }
}

const post = async (port: number, told: unknown): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}/control`, {
    method: 'POST',
    headers,
    body: JSON.stringify(told),
  });
  if (!answer.ok) throw new Error(`the peer: ${await answer.text()}`);
  return answer.json();
};

/** One person of an app is on a page at a time, so each engine has an SDKAppID of its own; the peer takes all for one app. */
let apps = 1_400_000_000;

const token = (user: string, kind: TokenKind, lifeMs: number): string => {
  const until = kind === 'expired' ? Date.now() - HOUR : Date.now() + lifeMs;
  const worth = JSON.stringify({ user, until, good: kind !== 'forged' });
  return btoa(worth).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const optionsFor = (peer: Peer): TencentOptions => ({
  ...{ sdkAppId: ++apps, proxyServer: peer.address, fileUploadProxy: peer.files },
  search: true,
  // As a page has it from a script: it is no module.
  async uploadPlugin() {
    await import('tim-upload-plugin');
    return { default: Reflect.get(globalThis, 'TIMUploadPlugin') as object };
  },
});

/** At an app of the test's own. `sdkAppId`: of an SDK that others have too, one after the other. */
export const engineAt = (peer: Peer, sdkAppId?: number): Engine =>
  tencent({ ...optionsFor(peer), ...(sdkAppId && { sdkAppId }) });

/** Of the service, whoever plays it. */
export const TENCENT_WITHOUT: EngineHarness['without'] = [
  ...(['told-cards', 'consent', 'former-groups', 'exempt', 'open-history'] as const),
  ...(['recall-reason', 'told-profiles', 'live-quotes', 'device-classes', 'told-deletions'] as const),
  ...(['told-refusals', 'contact-notes', 'contacts-only', 'told-contact-groups', 'last-seen'] as const),
  ...(['room-admins', 'room-directory'] as const),
  ...(['judged-edits', 'altered-reason', 'own-cursor', 'apart', 'folded-ids'] as const),
  ...(['private-channels', 'told-channel-levels'] as const),
  ...(['idle-devices', 'kept-commands', 'private-files', 'told-deliveries', 'zones'] as const),
];

export const tencentHarness = (report: (results: Results) => Promise<void>): EngineHarness => {
  let peer: Peer;
  let strict: Peer;
  let watched: Peer;
  const credentials: EngineHarness['credentials'] = (userId, kinds = 'good', lifeMs = HOUR) => {
    const left = typeof kinds === 'string' ? [kinds] : [...kinds];
    const next = () => (left.length > 1 ? left.shift() : left[0]) ?? 'good';
    return { userId, token: async () => token(userId, next(), lifeMs) };
  };
  return {
    async start() {
      peer = await Peer.start();
      strict = await Peer.start({ oneDevice: true, recallMs: 1_000 });
      watched = await Peer.start({ rules: RULES });
    },
    site: siteOf(
      () => watched,
      () => tencent(optionsFor(watched)),
    ),
    engine: () => tencent(optionsFor(peer)),
    strictEngine: () => tencent(optionsFor(strict)),
    credentials,
    guest: guestCredentials,
    without: TENCENT_WITHOUT,
    drop: async () => void (await peer.act('drop')),
    restore: async () => void (await peer.act('restore')),
    read: async (url) => (await fetch(url)).blob(),
    async launcher() {
      const { tryLauncher } = await import('./page-launcher.js');
      await tryLauncher({ engine: () => tencent(optionsFor(peer)), credentials, visitor: 'shopper', desk: 'desk' });
    },
    report,
    async stop() {
      const { commands } = (await peer.act('unknown')) as { commands: readonly string[] };
      if (commands.length > 0) throw new Error(`the peer was asked for what it does not know: ${commands.join(', ')}`);
    },
  };
};
