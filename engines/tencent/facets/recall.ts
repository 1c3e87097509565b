import type { RecallFacet } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { sdkMessageOf } from '../messages.js';
import { letGo } from '../pins.js';

/** The message is recalled already. */
const ALREADY: readonly unknown[] = [20_023, 10_032];

export const recallFacet = (link: Link): RecallFacet => ({
  async recall({ serverId, order, senderId, conversationId, recalled }, options) {
    if (serverId === undefined || !order) throw invalid('message', 'has not reached the server yet');
    if (recalled) return;
    const self = link.self();
    const { type, to } = targetFor(conversationId);
    if (type === 'C2C' && senderId !== self)
      throw new ImError('forbidden', { field: 'message', message: 'message: only its sender takes it back' });
    const which = sdkMessageOf({ serverId, order, senderId }, { conversationId, type, to }, self);
    await link
      .call((sdk) => sdk.revokeMessage(which), options)
      .catch((error: ImError) => {
        if (!ALREADY.includes(error.engine?.code)) throw error;
      });
    letGo(link, conversationId, serverId);
  },
});
