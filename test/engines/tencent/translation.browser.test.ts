import { Peer } from '../../conformance/tencent-harness.js';
import { equal, refusal, until } from '../../contracts/engine/check.js';
import { device } from './device.js';

const signedIn = async (peer: Peer, user = 'ann') => (await device(peer, user)).engine;
/** Its next translation would fail. */
const failing = (peer: Peer, command: string) => peer.act('fail', { command, code: 60_007, info: 'too often' });

describe('other words by way of the SDK', () => {
  it('are asked for once while one is signed in', async () => {
    const peer = await Peer.start();
    const engine = await signedIn(peer);
    try {
      const { translate } = engine.translation;
      equal(await translate(['Guten Tag', 'Wie geht es?'], { to: 'zh-Hant-HK' }), [
        '[zh-TW] Guten Tag',
        '[zh-TW] Wie geht es?',
      ]);
      await failing(peer, 'ws_batch_trans_text');
      equal(await translate(['Wie geht es?'], { to: 'zh-TW' }), ['[zh-TW] Wie geht es?'], 'once more');
      await refusal(translate(['Wie geht es?'], { to: 'zh-CN' }), 'engine');
      equal(await translate(['Wie geht es?'], { to: 'zh-CN' }), ['[zh] Wie geht es?'], 'tried again');
    } finally {
      await engine.disconnect();
    }
  });

  it('are for apps that have bought them: known soon after the sign-in', async () => {
    const peer = await Peer.start({ unbought: [38, 39] });
    const engine = await signedIn(peer);
    try {
      await refusal(engine.translation.translate(['Guten Tag'], { to: 'en' }), 'unsupported');
      equal([engine.can('translate'), engine.can('transcribe')], ['disabled', 'disabled']);
      equal([engine.can('react'), engine.can('translate', 'direct:bob')], ['available', 'disabled'], 'nothing else');
    } finally {
      await engine.disconnect();
    }
    equal(engine.can('translate'), 'available', 'nobody is signed in');
  });

  it('can be told to be missing without a call', async () => {
    const peer = await Peer.start({ unbought: [39] });
    const engine = await signedIn(peer);
    try {
      await until('the app to be known', () => engine.can('transcribe') === 'disabled');
      equal(engine.can('translate'), 'available');
    } finally {
      await engine.disconnect();
    }
  });
});
