import type { EngineEvent, IncomingMessage } from '../../../core/engine/index.js';
import { withoutPast } from '../arrivals.js';
import { commandIn, isCommand } from '../command-codec.js';
import { conversationFor } from '../identity.js';
import { readMessage } from '../messages.js';
import { letGo } from '../pins.js';
import { ring } from '../ringing.js';
import { forgetSaid, isOfRoom, roomIn } from '../rooms.js';
import type { SdkMessage } from '../sdk.js';
import { typingIn } from '../typing-codec.js';
import { countLine } from '../unread.js';
import { groupNews } from './groups.js';
import type { EventContext, Listeners } from './index.js';
import { ofRooms, tellRoom } from './rooms.js';
import { isOfSpaces, spaceNews } from './spaces.js';

/** What the other clients of the vendor send while somebody writes is a message to the SDK. */
const typing = (message: SdkMessage, { self }: EventContext): EngineEvent | undefined => {
  const what = typingIn(message);
  const conversationId = conversationFor(message.conversationID);
  if (!what || !conversationId || message.from === self) return undefined;
  return { type: 'typing', conversationId, userId: message.from, what };
};

const received = (all: readonly SdkMessage[], context: EventContext): EngineEvent[] => {
  const events: EngineEvent[] = [];
  const messages: IncomingMessage[] = [];
  const { rest, events: live } = ofRooms(all, context);
  for (const one of withoutPast(context, rest, context.self)) {
    if (isOfSpaces(one, context)) {
      events.push(...spaceNews(one, context));
      continue;
    }
    const event = typing(one, context);
    if (event) events.push(event);
    const command = isCommand(one) && commandIn(one, context.self);
    if (command) events.push({ type: 'commands', commands: [command] });
    if (typingIn(one) || isCommand(one)) continue;
    const message = readMessage(one, context.self, context.now());
    if (message) messages.push(message);
    events.push(...groupNews(one, context), ...countLine(context, one));
    if (message) ring(context, context.self, message);
  }
  return [
    ...(messages.length > 0 ? [{ type: 'messages', messages, origin: 'live' } as const] : []),
    ...events,
    ...live,
  ];
};

const revoked = (all: readonly SdkMessage[], context: EventContext): readonly EngineEvent[] => {
  const live: EngineEvent[] = [];
  const changes = all.flatMap(({ ID: serverId, conversationID, from, revoker, revokeReason }) => {
    const room = roomIn(context, conversationID);
    if (room !== undefined) {
      forgetSaid(context, room, serverId);
      live.push(
        ...tellRoom(context, room, { id: room, recalled: [{ serverId, by: revoker || from, at: Date.now() }] }),
      );
      return [];
    }
    const conversationId = conversationFor(conversationID);
    if (!conversationId || !serverId || isOfRoom(context, conversationID)) return [];
    letGo(context, conversationId, serverId);
    const by = revoker || from;
    const reason = revokeReason ? { reason: revokeReason } : undefined;
    return [{ what: 'recalled', serverId, conversationId, by, at: Date.now(), ...reason } as const];
  });
  return changes.length > 0 ? [{ type: 'message-changes', changes }, ...live] : live;
};

/** Of own messages; what is as old or older is read too. */
const readByPeer = (all: readonly SdkMessage[]): EngineEvent[] => {
  const latest = new Map<string, SdkMessage>();
  for (const one of all)
    if (one.time >= (latest.get(one.conversationID)?.time ?? 0)) latest.set(one.conversationID, one);
  const cursors = [...latest.values()].flatMap(({ conversationID, to, time }) => {
    const conversationId = conversationFor(conversationID);
    return conversationId ? [{ conversationId, userId: to, read: time * 1000, delivered: time * 1000 }] : [];
  });
  return cursors.length > 0 ? [{ type: 'receipts', cursors }] : [];
};

export const messageEvents: Listeners = {
  onMessageReceived: received,
  onMessageRevoked: revoked,
  onMessageReadByPeer: readByPeer,
};
