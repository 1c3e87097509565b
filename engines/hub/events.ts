import type { EngineEvent, MessageChange } from '../../core/engine/index.js';
import type { WireEvent, WireSignal } from '../../hub/protocol/index.js';
import {
  conversation,
  LAST,
  readApplication,
  readCommand,
  readConversation,
  readCursor,
  readGroup,
  readMember,
  readMessage,
  readUser,
} from './codec.js';
import { readChannel, readNews, readSpace } from './places.js';

type Origin = 'live' | 'catch-up';
type Of<T, K extends string> = Extract<T, { readonly t: K }>;

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

const readers: { readonly [K in WireEvent['t']]: (event: Of<WireEvent, K>, origin: Origin) => EngineEvent } = {
  message: ({ message }, origin) => ({ type: 'messages', messages: [readMessage(message)], origin }),
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
  cursor: ({ cursor, unread }) => ({ type: 'receipts', cursors: [{ ...readCursor(cursor), unread }] }),
  conversation: (event) => ({ type: 'conversations', changed: [readConversation(event.conversation)] }),
  'conversation-removed': ({ id }) => ({ type: 'conversations', changed: [], removed: [conversation(id)] }),
  user: ({ user }) => ({ type: 'users', users: [readUser(user)] }),
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
  'space-removed': ({ id }) => ({ type: 'spaces', changed: [], removed: [id] }),
  channel: ({ channel }) => ({ type: 'channels', changed: [readChannel(channel)] }),
  'channel-removed': ({ space: spaceId, id }) => ({ type: 'channels', changed: [], removed: [{ spaceId, id }] }),
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

const signals: { readonly [K in WireSignal['t']]: (signal: Of<WireSignal, K>) => EngineEvent } = {
  typing: ({ conversation: id, user, what }) => ({
    type: 'typing',
    conversationId: conversation(id),
    userId: user,
    what,
  }),
  grown: change,
  command: ({ command }) => ({ type: 'commands', commands: [readCommand(command)] }),
  presence: ({ presence }) => ({ type: 'presence', presences: [renamed(presence)] }),
  room: ({ news }) => ({ type: 'rooms', changed: [readNews(news)] }),
  message: ({ message }) => ({ type: 'messages', messages: [readMessage(message)], origin: 'live' }),
};

type Table = Readonly<Record<string, (wire: never, origin: Origin) => EngineEvent>>;

/** One of a newer hub that this build does not know, or a broken one, is told to `report` and left out. */
const read = (
  table: Table,
  wire: WireEvent | WireSignal,
  origin: Origin,
  report: (what: string) => void,
): EngineEvent | undefined => {
  const t = String(wire?.t);
  const what = table === signals ? 'signal' : 'event';
  try {
    if (Object.hasOwn(table, t)) return table[t]?.(wire as never, origin);
    report(`${what} of unknown kind ${t}`);
  } catch (error) {
    report(`broken ${what} ${t}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  return undefined;
};

/** Neighbours that are both messages become one event, so that a package is one event; the order of all stays. */
const join = (last: EngineEvent | undefined, next: EngineEvent): EngineEvent | undefined => {
  if (last?.type === 'messages' && next.type === 'messages')
    return { ...last, messages: [...last.messages, ...next.messages] };
  if (last?.type === 'message-changes' && next.type === 'message-changes')
    return { ...last, changes: [...last.changes, ...next.changes] };
  return undefined;
};

export const readEvents = (
  events: readonly WireEvent[],
  origin: Origin,
  report: (what: string) => void,
): EngineEvent[] => {
  const out: EngineEvent[] = [];
  for (const wire of events) {
    const event = read(readers, wire, origin, report);
    if (!event) continue;
    const joined = join(out.at(-1), event);
    if (joined) out[out.length - 1] = joined;
    else out.push(event);
  }
  return out;
};

export const readSignal = (signal: WireSignal, report: (what: string) => void): EngineEvent | undefined =>
  read(signals, signal, 'live', report);
