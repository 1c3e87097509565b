import type { PinFacet } from '../../../core/engine/index.js';
import { ImError, kindOf, targetOf } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import { held, named, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import { pinsIn, pinned as tell } from '../pins.js';

/** In one group. */
export const PINS = 10;
/** It is pinned already. */
const ALREADY: unknown = 10_071;

const checkGroup = (id: Parameters<typeof kindOf>[0]): void => {
  if (kindOf(id) !== 'group')
    throw new ImError('unsupported', { field: 'conversationId', message: 'conversationId: Tencent pins in groups' });
};

/** What is pinned is told to the others; this device knows it from the answer. */
export const pinFacet = (link: Link): PinFacet => ({
  async pin(message, pinned, options) {
    const { conversationId, serverId = '' } = message;
    checkGroup(conversationId);
    named(link, message);
    const which = notRecalled(await held(link, message, options));
    const groupID = targetOf(conversationId);
    const work = link.call((sdk) => sdk.pinGroupMessage({ groupID, message: which, isPinned: pinned }), options);
    await unlessRefused(link, ['pin-message'], work).catch((error: ImError) => {
      if (error.engine?.code !== ALREADY) throw error;
    });
    tell(link, conversationId, serverId, pinned ? link.self() : undefined);
  },
  async pins(id, options) {
    checkGroup(id);
    const work = link.call((sdk) => sdk.getPinnedGroupMessageList(targetOf(id)), options);
    const { messageList } = await unlessRefused(link, ['pin-message'], work);
    const pins = await pinsIn(link, id);
    const items = messageList.flatMap((one) => {
      const item = one.isRevoked ? undefined : readMessage(one, link.self(), link.now());
      const told = pins.get(one.ID) ?? { at: one.time * 1000, by: one.pinnerInfo?.userID ?? one.from };
      return item ? [{ ...item, pinned: told }] : [];
    });
    const order = [...pins.keys()];
    return items.sort((a, b) => order.indexOf(b.serverId) - order.indexOf(a.serverId));
  },
});
