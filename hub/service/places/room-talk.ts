import type { Ops, WireMessage } from '../../protocol/index.js';
import type { UserRow } from '../../storage/port.js';
import { obeyRules } from '../content.js';
import { HubError, invalid, notFound } from '../errors.js';
import { fit } from '../fit.js';
import { type Judged, moderated } from '../moderation.js';
import { cut } from '../names.js';
import { filesOf, wordsOf } from '../nested.js';
import type { UserCall } from '../op.js';
import type { Room } from './room.js';
import { requireVoice } from './room-rights.js';

/*
 * What is said in a live room: in memory, and for all who are there at once. It stands in nobody's log, is never unread,
 * and carries no files, since nobody would know how long they are needed.
 */

type SendArgs = Ops['messages.send']['args'];
type Answer = Ops['messages.send']['result'];

const START = 'room:';
const FIELD = 'conversation';
/** UTF-16 units. */
const PREVIEW = 200;

export const isRoom = (conversation: string): boolean => conversation.startsWith(START);

export const roomOf = (call: UserCall, conversation: string): Promise<Room> =>
  call.core.rooms.of(call.session, conversation.slice(START.length), FIELD);

/** What only a conversation that is kept can do. */
const KEPT = ['audience', 'receipt', 'expire', 'push', 'transient', 'unlisted'] as const;

const check = (args: SendArgs): void => {
  const asked = KEPT.find((name) => args[name] !== undefined && args[name] !== false);
  if (asked) throw invalid(asked, 'not in a live room');
  if (filesOf(args.content).length > 0) throw invalid('content', 'a live room carries no files');
};

const quote = (room: Room, id: string): WireMessage['replyTo'] => {
  const quoted = room.find(id);
  if (!quoted) throw notFound('replyTo.id');
  if (quoted.recalled) return { id, gone: 'recalled' };
  const preview = cut(wordsOf(quoted.content), PREVIEW);
  return { id, ...(preview !== '' && { preview }), sender: quoted.sender, kind: quoted.content.kind };
};

/** 2: never left out. 0: left out first. */
const weightOf = ({ core, user }: UserCall, room: Room, { kind, type }: WireMessage['content']): number => {
  const { high, low } = core.settings.rooms;
  const name = kind === 'custom' && typeof type === 'string' ? type : kind;
  if (high.includes(name) || room.roleOf(user) !== 'member') return 2;
  return low.includes(name) ? 0 : 1;
};

const place = (
  call: UserCall,
  room: Room,
  args: SendArgs,
  { content, altered }: Judged,
  sender: UserRow,
): WireMessage => {
  const { mentions, silent, data, replyTo } = args;
  if (mentions?.users?.some((user) => !room.people.has(user))) {
    throw invalid('mentions.users', 'only people who are in the room');
  }
  const { name, avatar } = sender;
  return {
    ...{ id: call.core.random(), conversation: args.conversation, seq: room.nextSeq(), sender: call.user },
    ...{ ...(name !== undefined && { senderName: name }), ...(avatar !== undefined && { senderAvatar: avatar }) },
    ...{ at: call.core.clock.now(), content, counts: false },
    ...{ ...(mentions && { mentions }), ...(silent && { silent }), ...(data !== undefined && { data }) },
    ...{ ...(replyTo && { replyTo: quote(room, replyTo.id) }), ...(altered && { altered }) },
  };
};

export const sendToRoom = async (call: UserCall, args: SendArgs): Promise<Answer> => {
  const { core, user } = call;
  const room = await roomOf(call, args.conversation);
  check(args);
  obeyRules(args.content, core.settings.limits);
  const before = () => core.rooms.sent.find<Answer>(args.conversation, user, args.clientId, core.clock.now());
  const said = before();
  if (said) return said;
  core.sends.take(user, core.clock.now());
  requireVoice(room, user, core.clock.now(), FIELD);
  const finish = async (judged: Judged): Promise<Answer> => {
    const [sender] = await core.read((tx) => tx.users.getMany([user]));
    const meanwhile = before();
    if (meanwhile) return meanwhile;
    if (!sender || !room.people.has(user)) throw notFound(FIELD);
    requireVoice(room, user, core.clock.now(), FIELD);
    const message = place(call, room, args, judged, sender);
    const { id, seq, at } = message;
    const answer = { id, seq, at, ...(judged.altered && { altered: message }) };
    core.rooms.sent.keep(args.conversation, user, args.clientId, answer, core.clock.now());
    room.say(message, weightOf(call, room, message.content));
    return answer;
  };
  if (!core.settings.hooks.moderate) return finish({ content: args.content });
  const question = { sender: user, conversation: args.conversation, content: args.content };
  return core.lines.run(`${user} ${args.conversation}`, () => moderated(core, question), finish);
};

/** As many as one answer holds: the one in the middle first, then newer ones. */
const fitAround = (messages: readonly WireMessage[], middle: number): readonly WireMessage[] => {
  const [head, tail] = [messages.slice(0, middle), messages.slice(middle)];
  const kept = fit(tail, 'first');
  return kept.length < tail.length ? kept : [...fit(head, 'last'), ...tail];
};

/** As far as it is held. */
export const roomHistory = async (
  call: UserCall,
  { conversation, before, after, around, limit = 20, kinds }: Ops['messages.history']['args'],
): Promise<Ops['messages.history']['result']> => {
  const room = await roomOf(call, conversation);
  const all = kinds ? room.held.filter(({ content }) => kinds.includes(content.kind)) : room.held;
  const most = Math.min(limit, call.core.settings.limits.historyPage);
  const middle = around === undefined ? -1 : all.findIndex((one) => one.id === around);
  if (around !== undefined && middle < 0) throw notFound('around');
  let from = Math.max(0, all.length - most);
  if (middle >= 0) from = Math.max(0, middle - Math.floor((most - 1) / 2));
  if (after !== undefined) from = all.filter(({ seq }) => seq <= after).length;
  const end = before === undefined ? all.length : all.filter(({ seq }) => seq < before).length;
  if (before !== undefined) from = Math.max(0, end - most);
  const to = Math.min(end, from + most);
  const wanted = all.slice(from, to);
  const items = middle < 0 ? fit(wanted, after === undefined ? 'last' : 'first') : fitAround(wanted, middle - from);
  const first = items[0] ? all.indexOf(items[0]) : from;
  return { items, hasOlder: first > 0, hasNewer: first + items.length < all.length };
};

export const roomMessages = async (call: UserCall, conversation: string, ids: readonly string[]) => {
  const room = await roomOf(call, conversation);
  return { items: [...new Set(ids)].flatMap((id) => room.find(id) ?? []) };
};

/** One's own for a while; whoever runs the room, anything at any time. */
export const recallInRoom = async (
  call: UserCall,
  { conversation, id, reason }: Ops['messages.recall']['args'],
): Promise<Record<never, never>> => {
  const { core, user } = call;
  const room = await roomOf(call, conversation);
  const message = room.find(id);
  if (!message) throw notFound('id');
  if (message.recalled) return {};
  const now = core.clock.now();
  if (room.roleOf(user) === 'member') {
    if (message.sender !== user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
    const limit = core.settings.limits.recallSeconds;
    if (now - message.at > limit * 1000) {
      throw new HubError('too-late', `id: only within ${limit} seconds`, { field: 'id', limit });
    }
  }
  const { content: _, mentions: _m, replyTo: _r, data: _d, ...rest } = message;
  const recalled = { at: now, by: user, ...(reason !== undefined && { reason }) };
  room.recall({ ...rest, content: { kind: 'recalled' }, recalled });
  return {};
};
