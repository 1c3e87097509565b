import type { ConversationPatch, IncomingMessage, OutgoingMessage } from '../../core/engine/index.js';
import {
  type Application,
  type Command,
  type ConversationId,
  type Group,
  isConversationId,
  kindOf,
  type Member,
  type OrderKey,
  type ReadCursor,
  type User,
} from '../../core/model/index.js';
import type {
  Ops,
  WireApplication,
  WireCommand,
  WireConversation,
  WireCursor,
  WireGroup,
  WireMember,
  WireMessage,
  WireQuote,
  WireUser,
} from '../../hub/protocol/index.js';

/** A conversation id that is none names a bug of the hub; nothing could be done with the record. */
export const conversation = (id: string): ConversationId => {
  if (!isConversationId(id)) throw new TypeError('not a conversation id');
  return id;
};

const pick = <T, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<T, K>;

/** What is the same here and there. */
const SAME = [
  ...([
    'clientId',
    'recalled',
    'mentions',
    'edited',
    'extensions',
    'reactions',
    'pinned',
    'audience',
    'tally',
  ] as const),
  ...(['silent', 'unlisted', 'transient', 'data', 'expire', 'altered'] as const),
] as const;
const SENT = [
  ...(['clientId', 'content', 'mentions', 'audience', 'data', 'expire', 'push'] as const),
  ...(['uncounted', 'receipt', 'silent', 'unlisted', 'transient'] as const),
] as const;

const readQuote = ({ id, sender, ...rest }: WireQuote): IncomingMessage['replyTo'] => ({
  serverId: id,
  ...(sender !== undefined && { senderId: sender }),
  ...pick(rest, ['preview', 'kind', 'gone']),
});

/** One that is not kept has the place of the message it came after: it stands behind it. */
const orderOf = ({ id, seq, transient }: WireMessage): OrderKey => ({ seq, tie: transient ? `${LAST}${id}` : id });

/** Sorts after every id. */
export const LAST = '\uffff';

export const readMessage = (wire: WireMessage): IncomingMessage => ({
  serverId: wire.id,
  conversationId: conversation(wire.conversation),
  senderId: wire.sender,
  ...(wire.senderName !== undefined || wire.senderAvatar !== undefined
    ? { sender: { name: wire.senderName, avatar: wire.senderAvatar } }
    : undefined),
  content: wire.content,
  order: orderOf(wire),
  sentAt: wire.at,
  counts: wire.counts,
  ...pick(wire, SAME),
  ...(wire.receipt && { receiptRequested: true }),
  ...(wire.replyTo && { replyTo: readQuote(wire.replyTo) }),
});

export const writeMessage = (message: OutgoingMessage): Ops['messages.send']['args'] => ({
  ...pick(message, SENT),
  conversation: message.conversationId,
  ...(message.replyTo && { replyTo: { id: message.replyTo.serverId } }),
});

export const readCursor = (wire: WireCursor): ReadCursor => ({
  conversationId: conversation(wire.conversation),
  userId: wire.user,
  read: wire.read,
  delivered: wire.delivered,
});

export const readConversation = (wire: WireConversation): ConversationPatch => {
  const { id: name, last, cursors, mentions = [], ...rest } = wire;
  const id = conversation(name);
  return {
    ...rest,
    whole: true,
    id,
    kind: kindOf(id),
    mentions: mentions.map(({ id: serverId, seq, of }) => ({ serverId, order: { seq, tie: serverId }, of })),
    ...(last && { lastMessage: readMessage(last) }),
    cursors: cursors.map(readCursor),
  };
};

export const readUser = (wire: WireUser): User => wire;

export const readGroup = ({ owner, ...rest }: WireGroup): Group => ({ ...rest, kind: 'group', ownerId: owner });

export const readMember = ({ group, user, ...rest }: WireMember): Member => ({ groupId: group, userId: user, ...rest });

export const readApplication = ({ group, user, ...rest }: WireApplication): Application => ({
  ...rest,
  groupId: group,
  userId: user,
});

export const readCommand = ({ conversation: id, ...rest }: WireCommand): Command => ({
  ...rest,
  ...(id !== undefined && { conversationId: conversation(id) }),
});
