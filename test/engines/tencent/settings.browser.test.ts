import type { SettingsPatch } from '../../../core/model/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, refusal } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Of this file alone: one SDK of an app on a page. */
const APP = 1_394_000_001;

const QUIET = { start: '22:30', minutes: 480, zone: 'UTC', level: 'none' } as const;

/** Each has something that could be set, and something that cannot. */
const HALF: readonly (readonly [SettingsPatch, 'unsupported' | 'invalid'])[] = [
  [{ notify: { spaces: { tea: 'none' }, all: 'mentions' } }, 'unsupported'],
  [{ notify: { spaces: { tea: 'none' }, all: 'none', quiet: QUIET } }, 'unsupported'],
  [{ notify: { spaces: { tea: 'none', coffee: 'loud' as 'none' } } }, 'unsupported'],
  [{ notify: { spaces: { tea: 'none', ' ': 'none' } } }, 'invalid'],
  [{ notify: { spaces: { tea: 'none' }, all: 'none' }, contacts: { accept: 'some' as 'anyone' } }, 'invalid'],
];

describe('settings on Tencent', () => {
  it('stay as they were where a part of what is asked for cannot be', async () => {
    const peer = await Peer.start();
    const engine = tencent({ sdkAppId: APP, proxyServer: peer.address });
    await engine.connect(credentials('ann'), { device: { id: 'device-ann', class: 'web' } });
    try {
      for (const id of ['tea', 'coffee']) await engine.spaces.create(id, { name: id });
      const before = await engine.settings.get();
      for (const [patch, code] of HALF) {
        await refusal(engine.settings.set(patch), code);
        equal(await engine.settings.get(), before, JSON.stringify(patch));
      }
      const { notify } = await engine.settings.set({ notify: { spaces: { tea: 'none' }, all: 'none' } });
      equal([notify?.spaces, notify?.all], [{ tea: 'none' }, 'none'], 'what can be');
    } finally {
      await engine.disconnect();
    }
  });
});
