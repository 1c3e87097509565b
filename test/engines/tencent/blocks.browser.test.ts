import type { EngineBatch } from '../../../core/engine/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, until } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Above those of the contract's run: one SDK of an app on a page. */
let apps = 1_399_000_000;

const device = async (peer: Peer, user: string) => {
  const engine = tencent({ sdkAppId: ++apps, proxyServer: peer.address });
  const told: EngineBatch[] = [];
  engine.subscribe((batch) => told.push(batch));
  await engine.connect(credentials(user), { device: { id: `device-${apps}`, class: 'web' } });
  const blocks = () => told.flatMap(({ events }) => events.filter(({ type }) => type === 'blocks'));
  return { engine, blocks };
};

describe('people who are blocked by way of the SDK', () => {
  it('are in the list of a device that is told of nothing it does itself, until another lets them go', async () => {
    const peer = await Peer.start({ selfUntold: true });
    await peer.act('import', { user: 'bob' });
    const [one, two] = [await device(peer, 'ann'), await device(peer, 'ann')];
    try {
      await one.engine.blocks.set(['bob'], true);
      equal((await one.engine.blocks.list()).items, ['bob'], 'her own list');
      equal(one.blocks(), [{ type: 'blocks', added: ['bob'], removed: [] }], 'told');
      await until('the other device to be told', () => two.blocks().length === 1);
      await two.engine.blocks.set(['bob'], false);
      await until('the first to be told', () => one.blocks().length === 2);
      equal((await one.engine.blocks.list()).items, [], 'her own list at the end');
    } finally {
      await Promise.all([one.engine.disconnect(), two.engine.disconnect()]);
    }
  });
});
