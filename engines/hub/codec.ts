import type { ConversationPatch, EngineEvent, IncomingMessage, OutgoingMessage } from '../../core/engine/index.js';
import {
  type ConversationId,
  type Group,
  isConversationId,
  kindOf,
  type Member,
  type ReadCursor,
  type User,
} from '../../core/model/index.js';
import type {
  Ops,
  WireConversation,
  WireCursor,
  WireEvent,
  WireGroup,
  WireMember,
  WireMessage,
  WireUser,
} from '../../hub/protocol/index.js';

/** A conversation id that is none names a bug of the hub; nothing could be done with the record. */
const conversation = (id: string): ConversationId => {
  if (!isConversationId(id)) throw new TypeError('not a conversation id');
  return id;
};

export const readMessage = (wire: WireMessage): IncomingMessage => ({
  serverId: wire.id,
  conversationId: conversation(wire.conversation),
  senderId: wire.sender,
  ...(wire.senderName !== undefined || wire.senderAvatar !== undefined
    ? { sender: { name: wire.senderName, avatar: wire.senderAvatar } }
    : undefined),
  content: wire.content,
  order: { seq: wire.seq, tie: wire.id },
  sentAt: wire.at,
  counts: wire.counts,
  ...(wire.clientId !== undefined && { clientId: wire.clientId }),
  ...(wire.recalled && { recalled: wire.recalled }),
  ...(wire.replyTo && { replyTo: { serverId: wire.replyTo.id, preview: wire.replyTo.preview } }),
  ...(wire.mentions && { mentions: wire.mentions }),
});

export const writeMessage = (message: OutgoingMessage): Ops['messages.send']['args'] => ({
  clientId: message.clientId,
  conversation: message.conversationId,
  content: message.content,
  ...(message.replyTo && { replyTo: { id: message.replyTo.serverId, preview: message.replyTo.preview } }),
  ...(message.mentions && { mentions: message.mentions }),
  ...(message.uncounted && { uncounted: true }),
});

export const readCursor = (wire: WireCursor): ReadCursor => ({
  conversationId: conversation(wire.conversation),
  userId: wire.user,
  read: wire.read,
  delivered: wire.delivered,
});

export const readConversation = ({ id: name, last, cursors, ...rest }: WireConversation): ConversationPatch => {
  const id = conversation(name);
  return {
    ...rest,
    id,
    kind: kindOf(id),
    ...(last && { lastMessage: readMessage(last) }),
    cursors: cursors.map(readCursor),
  };
};

export const readUser = (wire: WireUser): User => wire;

export const readGroup = ({ owner, ...rest }: WireGroup): Group => ({ ...rest, kind: 'group', ownerId: owner });

export const readMember = (wire: WireMember): Member => ({ groupId: wire.group, userId: wire.user, role: wire.role });

const readEvent = (event: WireEvent, origin: 'live' | 'catch-up'): EngineEvent | undefined => {
  switch (event.t) {
    case 'message':
      return { type: 'messages', messages: [readMessage(event.message)], origin };
    case 'recalled': {
      const { id: serverId, by, at, reason } = event;
      const change = { serverId, conversationId: conversation(event.conversation), what: 'recalled', by, at, reason };
      return { type: 'message-changes', changes: [change as typeof change & { what: 'recalled' }] };
    }
    case 'cursor':
      return { type: 'receipts', cursors: [{ ...readCursor(event.cursor), unread: event.unread }] };
    case 'conversation':
      return { type: 'conversations', changed: [readConversation(event.conversation)] };
    case 'conversation-removed':
      return { type: 'conversations', changed: [], removed: [conversation(event.id)] };
    case 'user':
      return { type: 'users', users: [readUser(event.user)] };
    case 'group':
      return { type: 'groups', changed: [readGroup(event.group)] };
    case 'member':
      return { type: 'members', changed: [readMember(event.member)] };
    case 'member-removed':
      return { type: 'members', changed: [], removed: [{ groupId: event.group, userId: event.user }] };
    default:
      return undefined;
  }
};

/** Neighbours that are both messages become one event, so that a package is one event; the order of all stays. */
const join = (last: EngineEvent | undefined, next: EngineEvent): EngineEvent | undefined =>
  last?.type === 'messages' && next.type === 'messages'
    ? { ...last, messages: [...last.messages, ...next.messages] }
    : undefined;

/** Events of a newer hub that this build does not know, and broken ones, are told to `report` and left out. */
export const readEvents = (
  events: readonly WireEvent[],
  origin: 'live' | 'catch-up',
  report: (what: string) => void,
): EngineEvent[] => {
  const out: EngineEvent[] = [];
  for (const wire of events) {
    try {
      const event = readEvent(wire, origin);
      if (!event) report(`event of unknown kind ${String(wire?.t)}`);
      else {
        const joined = join(out.at(-1), event);
        if (joined) out[out.length - 1] = joined;
        else out.push(event);
      }
    } catch (error) {
      report(`broken event ${String(wire?.t)}: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
  }
  return out;
};
