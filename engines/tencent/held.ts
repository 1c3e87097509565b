import type { CallOptions } from '../../core/engine/index.js';
import { ImError, invalid, type Message } from '../../core/model/index.js';
import { findMessage } from './history.js';
import { targetFor } from './identity.js';
import type { Link } from './link.js';
import { sdkMessageOf } from './messages.js';
import type { SdkMessage } from './sdk.js';

/** Ids that Tencent gives. */
const ID = /^\d+-\d+-\d+$/;

export const missing = (field = 'message'): ImError =>
  new ImError('not-found', { field, message: `${field}: no such message here` });

/** What names a message to the server, without asking for it. Throws `invalid`, `not-found`. */
export const named = (link: Link, { serverId, order, senderId, conversationId }: Message): SdkMessage => {
  if (serverId === undefined || !order) throw invalid('message', 'has not reached the server yet');
  if (!ID.test(serverId)) throw missing();
  const where = { conversationId, ...targetFor(conversationId) };
  return { ...sdkMessageOf({ serverId, order, senderId }, where, link.self()), status: 'success' };
};

/** As the SDK has it, looked up where it has not. Rejects `invalid`, `not-found`. */
export const held = async (link: Link, message: Message, options?: CallOptions): Promise<SdkMessage> => {
  const { conversationID, sequence } = named(link, message);
  const { serverId = '', conversationId } = message;
  const found = await findMessage(link, conversationId, serverId, options);
  if (found) return found;
  if (targetFor(conversationId).type === 'C2C') throw missing();
  const query = { conversationID, sequence, direction: 0, count: 1 } as const;
  const { messageList } = await link.call((sdk) => sdk.getMessageListHopping(query), options, 'group_msg_get');
  const own = messageList.find(({ ID: id }) => id === serverId);
  if (!own) throw missing();
  return own;
};

/** Throws `forbidden` where it was taken back. */
export const notRecalled = (message: SdkMessage): SdkMessage => {
  if (message.isRevoked) throw new ImError('forbidden', { field: 'message', message: 'message: it was taken back' });
  return message;
};
