import { Peer } from '../../conformance/tencent-harness.js';
import { equal, until } from '../../contracts/engine/check.js';
import { device as signedIn } from './device.js';

const device = async (peer: Peer, user: string) => {
  const { engine, events } = await signedIn(peer, user);
  return { engine, blocks: () => events('blocks') };
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
