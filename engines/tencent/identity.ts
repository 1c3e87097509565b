import { type ConversationId, invalid, isConversationId, kindOf, targetOf } from '../../core/model/index.js';
import { channelFor, topicFor } from './space-ids.js';

/** Where a message goes, in the vendor's words. */
export interface Target {
  readonly type: 'C2C' | 'GROUP';
  readonly to: string;
}

/** Throws `invalid`. */
export const targetFor = (id: ConversationId): Target => {
  if (!isConversationId(id)) throw invalid('conversationId', 'is none');
  const name = targetOf(id);
  switch (kindOf(id)) {
    case 'direct':
      return { type: 'C2C', to: name };
    case 'group':
    case 'room':
      return { type: 'GROUP', to: name };
    case 'channel': {
      const [space = '', channel = ''] = name.split('/');
      return { type: 'GROUP', to: topicFor(space, channel) };
    }
    default:
      throw invalid('conversationId', 'is of a kind that Tencent does not have');
  }
};

export const sdkId = (id: ConversationId): string => {
  const { type, to } = targetFor(id);
  return `${type}${to}`;
};

/** undefined: it is none of ours, such as the vendor's notices. `room`: the group is a live room. */
export const conversationFor = (id: string, room = false): ConversationId | undefined => {
  if (id.startsWith('C2C')) return `direct:${id.slice(3)}`;
  if (!id.startsWith('GROUP')) return undefined;
  const name = id.slice(5);
  const topic = channelFor(name);
  if (topic) return `channel:${topic.space}/${topic.channel}`;
  return `${room ? 'room' : 'group'}:${name}`;
};
