import type { CallOptions, OutgoingMessage } from '../../core/engine/index.js';
import { ImError, kindOf } from '../../core/model/index.js';
import type { Quoted } from './content/ours.js';
import { findMessage } from './history.js';
import type { Link } from './link.js';
import { readMessage } from './messages.js';

/** Characters. */
const PREVIEW = 100;

/** In the words of the message itself, not in those of who answers it. Rejects `not-found`. */
export const quoteFor = async (
  link: Link,
  { conversationId: id, audience }: OutgoingMessage,
  serverId: string,
  options: CallOptions,
): Promise<Quoted> => {
  const found = await findMessage(link, id, serverId, options);
  const message = found && readMessage(found, link.self(), link.now(), kindOf(id) === 'room');
  if (!message) throw new ImError('not-found', { field: 'replyTo', message: 'replyTo: no such message here' });
  // To others than whom it was for it is not there.
  if (message.audience && !audience?.every((one) => message.audience?.includes(one))) return { serverId };
  const { kind, text, fallback } = message.content;
  const words = typeof text === 'string' ? text : fallback;
  const preview = typeof words === 'string' ? [...words].slice(0, PREVIEW).join('') : undefined;
  return { serverId, senderId: message.senderId, kind, ...(preview && { preview }) };
};
