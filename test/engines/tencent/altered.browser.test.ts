import type { ConversationId } from '../../../core/model/index.js';
import { Peer } from '../../conformance/tencent-harness.js';
import { RULES } from '../../conformance/tencent-site.js';
import { equal, until } from '../../contracts/engine/check.js';
import { device as signedIn } from './device.js';

const device = async (peer: Peer, user: string) => {
  const { engine, events } = await signedIn(peer, user);
  const changes = () => events('message-changes').flatMap((one) => one.changes);
  const rowTold = (id: ConversationId) =>
    events('conversations')
      .flatMap((one) => one.changed)
      .findLast((row) => row.id === id && row.lastMessage)?.lastMessage;
  return { engine, changes, rowTold };
};

const other = { kind: 'text', text: RULES.becomes };

describe('words that the site changes on their way, by way of the SDK', () => {
  for (const late of [false, true])
    it(`reach who wrote them ${late ? 'after' : 'with'} the answer, between two and in groups`, async () => {
      const peer = await Peer.start({ rules: { ...RULES, late } });
      await peer.act('import', { user: 'bob' });
      const { engine, changes, rowTold } = await device(peer, 'ann');
      try {
        const { id } = await engine.groups.create({ members: ['bob'] });
        for (const conversationId of ['direct:bob', `group:${id}`] as ConversationId[]) {
          const content = { kind: 'text', text: RULES.altered } as const;
          const placed = await engine.messages.send({ clientId: crypto.randomUUID(), conversationId, content });
          equal(placed.altered, late ? undefined : { content: other }, 'the answer');
          const { serverId } = placed;
          const mine = () => changes().find((one) => one.serverId === serverId);
          equal(
            await until('the other words', mine),
            { what: 'edited', serverId, conversationId, content: other, altered: {} },
            'told',
          );
          // A row that came before is not told once more: the message itself was.
          if (!late) await until('its row', () => rowTold(conversationId)?.serverId === serverId);
          const last = late ? undefined : rowTold(conversationId);
          const [row] = (await engine.conversations.get?.([conversationId])) ?? [];
          const [again] = (await engine.messages.get?.(conversationId, [serverId])) ?? [];
          for (const [where, one] of Object.entries({ row: row?.lastMessage, again, ...(last && { last }) }))
            equal([one?.serverId, one?.content, one?.altered], [serverId, other, {}], where);
        }
      } finally {
        await engine.disconnect();
      }
    });
});
