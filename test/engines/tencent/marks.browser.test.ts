import type { Message } from '../../../core/model/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, refusal } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Of this file alone: one SDK of an app on a page. */
const APP = 1_394_100_001;
/** The service is in trouble. */
const BROKEN = 10_002;

const refuse = async (peer: Peer, ...commands: readonly string[]) => {
  for (const command of commands) await peer.act('fail', { command, code: BROKEN, info: 'not now' });
};

describe('history on Tencent', () => {
  it('comes without the marks that the service refuses, and says that they are missing', async () => {
    const peer = await Peer.start();
    const engine = tencent({ sdkAppId: APP, proxyServer: peer.address });
    await engine.connect(credentials('ann'), { device: { id: 'device-ann', class: 'web' } });
    try {
      const { id } = await engine.groups.create({});
      const conversationId = `group:${id}` as const;
      const content = { kind: 'text', text: 'hello' } as const;
      const draft = { clientId: crypto.randomUUID(), conversationId, content, receipt: true };
      const placed = await engine.messages.send(draft);
      const message = { ...placed, id: draft.clientId, conversationId, senderId: 'ann', content } as unknown as Message;
      await engine.reactions.react(message, '👍', true);
      await engine.extensions.extend(message, { set: { key: 'value' } });
      const last = async () => {
        const { content, reactions, extensions, tally, outline } =
          (await engine.messages.history(conversationId, {})).items.at(-1) ?? {};
        const [reaction] = reactions ?? [];
        return { text: content?.text, emoji: reaction?.emoji, extensions, tallied: Boolean(tally), outline };
      };
      const whole = { text: 'hello', emoji: '👍', extensions: { key: 'value' }, tallied: true };
      equal(await last(), whole, 'with all');
      await refuse(peer, 'group_get_key_values');
      equal(await last(), { ...whole, extensions: undefined, outline: true }, 'without extensions');
      await refuse(peer, 'group_reaction_multi_stat');
      equal(await last(), { ...whole, emoji: undefined, outline: true }, 'without reactions');
      await refuse(peer, 'get_group_msg_receipt');
      equal(await last(), { ...whole, tallied: false }, 'without who has read it');
      equal(await last(), whole, 'with all again');
      await refusal(engine.messages.history(conversationId, { signal: AbortSignal.abort() }), 'aborted');
    } finally {
      await engine.disconnect();
    }
  });
});
