import type { Ops } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { findSeat, mayOpen, toKey } from '../access.js';
import { mayAddress } from '../blocks.js';
import { boolean, id, integer, list, object, optional, string, token } from '../check.js';
import { HubError, invalid } from '../errors.js';
import { isDirect, peerOf } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { openDirect, post } from '../posting.js';
import { tellPush } from '../push.js';
import { invitation, putSignal, type SignalContent, withReplies } from '../signal.js';
import { requireVoice } from '../standing.js';
import { seenIn } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';
import { sentBefore } from './send.js';

type InviteArgs = Ops['signals.invite']['args'];
type Found = { readonly message: MessageRow; readonly content: SignalContent };

const MOST_INVITEES = 50;
const MOST_SECONDS = 600;
const SECONDS = 30;
const signalData = string(4_096);

/** In a conversation of two the other one; in a group those who are named, members all. */
const guestsOf = async (work: Work, user: string, key: string, named?: readonly string[]): Promise<string[]> => {
  if (isDirect(key)) {
    const peer = peerOf(key, user);
    if (named?.some((one) => one !== peer)) throw invalid('invitees', 'only the other one of a direct conversation');
    return [peer];
  }
  const guests = [...new Set(named ?? [])];
  if (guests.length === 0) throw invalid('invitees', 'must name 1 to 50 members');
  if (guests.includes(user)) throw invalid('invitees', 'must not name the inviter');
  for (const guest of guests) {
    if (!(await work.tx.members.get(key, guest))) {
      throw new HubError('forbidden', 'invitees: only members', { field: 'invitees' });
    }
  }
  return guests;
};

const invite = async (work: Work, { core, session, user }: UserCall, key: string, args: InviteArgs) => {
  const sender = await work.user(user, 'sender');
  const before = await sentBefore(work.tx, sender, key, args.clientId);
  if (before) return { row: before, again: true };
  const seat = await findSeat(work, user, key);
  if (!seat) await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks);
  if (seat) await requireVoice(work.tx, seat.member, work.now);
  await mayAddress(work.tx, user, key, core.settings.desks);
  const guests = await guestsOf(work, user, key, args.invitees);
  const seconds = args.seconds ?? SECONDS;
  const until = work.now + seconds * 1000;
  const row = await post(work, seat?.conversation ?? (await openDirect(work, key, user)), {
    ...{ sender: user, senderName: sender.name, senderAvatar: sender.avatar, clientId: args.clientId, counts: true },
    content: invitation(user, guests, until, args.data),
    // Its time runs by the clock of all that has an end; nobody is told of it by that name.
    expire: { seconds, at: until },
  });
  work.due(until);
  return { row, again: false };
};

const find = async (work: Work, user: string, conversation: string, messageId: string): Promise<Found> => {
  const { message } = await seenIn(work, user, { conversation, id: messageId });
  if (message.content.kind !== 'signal') throw invalid('id', 'is no invitation');
  return { message, content: message.content as SignalContent };
};

/** Over too when the timer has not come round to it yet. */
const running = ({ state, until }: SignalContent, now: number): boolean => state === 'ringing' && now < until;

const ended = (content: SignalContent): HubError =>
  new HubError('conflict', 'id: the invitation has ended', { field: 'id', latest: content });

const notFor = (): HubError => new HubError('forbidden', 'id: the invitation is not for you', { field: 'id' });

const answer = async (work: Work, user: string, args: Ops['signals.answer']['args']): Promise<void> => {
  const { message, content } = await find(work, user, args.conversation, args.id);
  const mine = Object.hasOwn(content.invitees, user) ? content.invitees[user] : undefined;
  if (mine === undefined) throw notFor();
  const reply = args.accept ? 'accepted' : 'rejected';
  // The same call again, after an answer that got lost.
  if (mine === reply) return;
  if (mine !== 'waiting' || !running(content, work.now)) throw ended(content);
  const told = args.data === undefined ? content : { ...content, data: args.data };
  await putSignal(work, message, withReplies(told, { [user]: reply }, work.now));
};

const cancel = async (work: Work, user: string, args: Ops['signals.cancel']['args']): Promise<void> => {
  const { message, content } = await find(work, user, args.conversation, args.id);
  if (content.by !== user) throw new HubError('forbidden', 'id: not your invitation', { field: 'id' });
  if (content.state === 'cancelled') return;
  if (!running(content, work.now)) throw ended(content);
  await putSignal(work, message, { ...content, state: 'cancelled', endedAt: work.now });
};

const modify = async (work: Work, user: string, args: Ops['signals.modify']['args']): Promise<void> => {
  const { message, content } = await find(work, user, args.conversation, args.id);
  if (content.by !== user && !Object.hasOwn(content.invitees, user)) throw notFor();
  if (content.data === args.data) return;
  if (!running(content, work.now)) throw ended(content);
  await putSignal(work, message, { ...content, data: args.data });
};

const done = async ({ core }: UserCall, change: (work: Work) => Promise<void>): Promise<Record<never, never>> => {
  await core.write(change);
  return {};
};

export const signalOps: OpTable<'signals.invite' | 'signals.answer' | 'signals.cancel' | 'signals.modify'> = {
  'signals.invite': {
    auth: 'user',
    check: object({
      clientId: token(128),
      conversation: conversationId,
      invitees: optional(list(id, MOST_INVITEES, 1)),
      data: optional(signalData),
      seconds: optional(integer(1, MOST_SECONDS)),
    }),
    async run(call, args) {
      const { core, user } = call;
      const key = toKey(args.conversation, user);
      core.sends.take(user, core.clock.now());
      const { row, again } = await core.write((work) => invite(work, call, key, args));
      if (!again) void tellPush(core, row);
      return { id: row.id, seq: row.seq, at: row.at };
    },
  },
  'signals.answer': {
    auth: 'user',
    check: object({ conversation: conversationId, id: token(128), accept: boolean, data: optional(signalData) }),
    run: (call, args) => done(call, (work) => answer(work, call.user, args)),
  },
  'signals.cancel': {
    auth: 'user',
    check: object({ conversation: conversationId, id: token(128) }),
    run: (call, args) => done(call, (work) => cancel(work, call.user, args)),
  },
  'signals.modify': {
    auth: 'user',
    check: object({ conversation: conversationId, id: token(128), data: signalData }),
    run(call, args) {
      // It can be said again and again, and all are told each time.
      call.core.sends.take(call.user, call.core.clock.now());
      return done(call, (work) => modify(work, call.user, args));
    },
  },
};
