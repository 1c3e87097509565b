/** What a quiet talk never sees: read by a part of its own, loaded with the first of them. */
import type { EngineEvent, MessageChange } from '../../core/engine/index.js';
import type { WireEvent, WireSignal } from '../../hub/protocol/index.js';
import { conversation, LAST, readApplication, readCommand, readGroup, readMember, readMessage } from './codec.js';
import type { CommonEvent, CommonSignal, Of } from './events.js';
import { readChannel, readNews, readSpace } from './places.js';

/** What is told of one message, in the words of the hub where they are ours. */
const change = <T extends { readonly t: string; readonly conversation: string; readonly id: string }>({
  t: what,
  conversation: name,
  id: serverId,
  ...rest
}: T): EngineEvent => ({
  type: 'message-changes',
  changes: [{ serverId, conversationId: conversation(name), what, ...rest } as unknown as MessageChange],
});

/** Whom it is about. */
const renamed = <T extends { readonly user: string }>({ user: userId, ...rest }: T) => ({ userId, ...rest });

const deleted = ({ conversation: id, ids }: Of<WireEvent, 'deleted'>): EngineEvent => {
  const conversationId = conversation(id);
  return {
    type: 'message-changes',
    changes: ids.map((serverId) => ({ serverId, conversationId, what: 'deleted' })),
  };
};

export const rareEvents: {
  readonly [K in Exclude<WireEvent['t'], CommonEvent>]: (event: Of<WireEvent, K>) => EngineEvent;
} = {
  recalled: ({ seq: _, ...event }) => change(event),
  // Without a mark nothing but the content is new: no person edited it.
  edited: ({ edited, ...event }) => change({ ...event, ...edited }),
  extended: change,
  reacted: change,
  pinned: change,
  tally: change,
  expiring: change,
  deleted,
  cleared: ({ conversation: id, upTo }) => ({
    type: 'cleared',
    conversationId: conversation(id),
    upTo: { seq: upTo, tie: LAST },
  }),
  settings: ({ settings }) => ({ type: 'settings', settings }),
  tags: ({ tags }) => ({ type: 'tags', tags }),
  command: ({ command }) => ({ type: 'commands', commands: [readCommand(command)] }),
  contact: ({ user, contact }) => ({
    type: 'contacts',
    changed: contact ? [renamed(contact)] : [],
    removed: contact ? [] : [user],
  }),
  'contact-groups': ({ names }) => ({ type: 'contact-groups', names }),
  'contact-request': ({ id, request }) => ({
    type: 'contact-requests',
    changed: request ? [request] : [],
    removed: request ? [] : [id],
  }),
  block: ({ user, blocked }) => ({ type: 'blocks', added: blocked ? [user] : [], removed: blocked ? [] : [user] }),
  space: ({ space }) => ({ type: 'spaces', changed: [readSpace(space)] }),
  'space-removed': ({ id, why }) => ({ type: 'spaces', changed: [], removed: [id], ...(why && { why }) }),
  channel: ({ channel }) => ({ type: 'channels', changed: [readChannel(channel)] }),
  'channel-removed': ({ space: spaceId, id, why }) => ({
    type: 'channels',
    changed: [],
    removed: [{ spaceId, id }],
    ...(why && { why }),
  }),
  group: ({ group }) => ({ type: 'groups', changed: [readGroup(group)] }),
  member: ({ member }) => ({ type: 'members', changed: [readMember(member)] }),
  'member-removed': ({ group, user }) => ({
    type: 'members',
    changed: [],
    removed: [{ groupId: group, userId: user }],
  }),
  application: ({ application }) => ({ type: 'applications', changed: [readApplication(application)] }),
  'applications-read': () => ({ type: 'applications', changed: [], read: true }),
};

export const rareSignals: {
  readonly [K in Exclude<WireSignal['t'], CommonSignal>]: (signal: Of<WireSignal, K>) => EngineEvent;
} = {
  grown: change,
  command: ({ command }) => ({ type: 'commands', commands: [readCommand(command)] }),
  presence: ({ presence }) => ({ type: 'presence', presences: [renamed(presence)] }),
  room: ({ news }) => ({ type: 'rooms', changed: [readNews(news)] }),
  message: ({ message }) => ({ type: 'messages', messages: [readMessage(message)], origin: 'live' }),
};
