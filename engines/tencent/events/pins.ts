import type { EngineEvent } from '../../../core/engine/index.js';
import { conversationFor } from '../identity.js';
import { pinned } from '../pins.js';
import type { SdkPinChange } from '../sdk-pins.js';
import type { EventContext, Listeners } from './index.js';

const changed = (change: SdkPinChange, context: EventContext): readonly EngineEvent[] => {
  const { groupID, message, isPinned, operatorInfo } = change;
  const id = conversationFor(`GROUP${groupID}`);
  if (id) pinned(context, id, message.ID, isPinned ? operatorInfo.userID : undefined);
  return [];
};

export const pinEvents: Listeners = { onPinnedGroupMessageUpdated: changed };
