import type { Credentials, EngineEvent } from '../../../core/engine/index.js';
import { type TencentOptions, tencent } from '../../../engines/tencent/index.js';
import { type Peer, tencentHarness } from '../../conformance/tencent-harness.js';

export const { credentials } = tencentHarness(async () => undefined);

/** Apart from those of the contract's run: one SDK of an app on a page. */
let apps = 1_398_000_000;

/** The next one that nobody on this page has. */
export const freshApp = (): number => ++apps;

/** Somebody's engine at a peer, signed in, and what it has told. */
export const device = async (peer: Peer, who: string | Credentials, more: Partial<TencentOptions> = {}) => {
  const sdkAppId = freshApp();
  const engine = tencent({ sdkAppId, proxyServer: peer.address, ...more });
  const told: EngineEvent[] = [];
  engine.subscribe(({ events }) => told.push(...events));
  const known = typeof who === 'string' ? credentials(who) : who;
  const connect = () => engine.connect(known, { device: { id: `device-${sdkAppId}`, class: 'web' } });
  await connect();
  const events = <T extends EngineEvent['type']>(type: T) =>
    told.filter((one): one is Extract<EngineEvent, { type: T }> => one.type === type);
  return { engine, connect, told, events };
};
