import type { Ops, WireMessage } from '../../protocol/index.js';
import type { MessageRow, Tx, UserRow } from '../../storage/port.js';
import { findSeat, mayOpen, toKey } from '../access.js';
import { mayAddress } from '../blocks.js';
import { withFiles } from '../carried.js';
import { boolean, dictionary, id, integer, list, object, optional, string, token } from '../check.js';
import { content, obeyRules } from '../content.js';
import { HubError, invalid, notFound } from '../errors.js';
import { isChannel, isDirect, peerOf, wireId } from '../ids.js';
import { type Judged, moderated } from '../moderation.js';
import type { OpTable, UserCall } from '../op.js';
import { isRoom, sendToRoom } from '../places/room-talk.js';
import { openDirect, post } from '../posting.js';
import { tellPush } from '../push.js';
import { checkOptions, checkPeople, extrasOf } from '../sending.js';
import { listeners } from '../shield.js';
import { pushSignal } from '../signals.js';
import { requireVoice } from '../standing.js';
import { seenBy } from '../visible.js';
import { wireMessage } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type SendArgs = Ops['messages.send']['args'];
type Answer = Ops['messages.send']['result'];

/** Seconds of a week. */
const MOST_EXPIRE = 604_800;
const MOST_DATA = 4_096;
const MOST_AUDIENCE = 50;

const answer = async (tx: Tx, row: MessageRow): Promise<Answer> => ({
  ...{ id: row.id, seq: row.seq, at: row.at },
  ...(row.altered && { altered: await wireMessage(tx, row, row.sender) }),
});

/** Sent already, by himself or as the user this visitor became: a repeated sending is no second message. */
export const sentBefore = async (
  tx: Tx,
  { id: user, mergedInto }: Pick<UserRow, 'id' | 'mergedInto'>,
  key: string,
  clientId: string,
): Promise<MessageRow | undefined> => {
  const own = await tx.messages.bySending(user, clientId);
  if (own && own.key !== key) throw new HubError('conflict', 'clientId: already used', { field: 'clientId' });
  return own ?? (mergedInto === undefined ? undefined : tx.messages.bySending(mergedInto, clientId));
};

/** The answer that the same sending has had. */
const answered = async ({ core, user }: UserCall, tx: Tx, key: string, clientId: string) => {
  const sender = await tx.users.get(user);
  const row = sender && (await sentBefore(tx, sender, key, clientId));
  return row ? answer(tx, row) : core.recent.find<Answer>('sent', user, clientId, core.clock.now());
};

const draftOf = (sender: UserRow, args: SendArgs, { content: words, altered }: Judged) => ({
  ...{ sender: sender.id, senderName: sender.name, senderAvatar: sender.avatar },
  ...{ content: words, counts: !args.uncounted, clientId: args.clientId },
  ...extrasOf(args),
  ...(altered && { altered }),
});

/** May he write there at all, and to these? Gives the seat he has. */
const admit = async (work: Pick<Work, 'tx'>, { core, session, user }: UserCall, key: string, args: SendArgs) => {
  const seat = await findSeat(work, user, key);
  if (!seat) await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks);
  if (seat) await requireVoice(work.tx, seat.member, core.clock.now());
  await mayAddress(work.tx, user, key, core.settings.desks);
  await checkPeople(work.tx, key, args);
  const { replyTo } = args;
  // What he cannot see he does not quote.
  if (replyTo && !(await seenBy(work.tx, key, replyTo.id, user))) throw notFound('replyTo.id');
  return seat;
};

const store = async (work: Work, call: UserCall, key: string, args: SendArgs, judged: Judged) => {
  const { user } = call;
  const before = await answered(call, work.tx, key, args.clientId);
  if (before) return { answer: before };
  const sender = await work.user(user, 'sender');
  const seat = await admit(work, call, key, args);
  const safe = { ...judged, content: await withFiles(work.tx, user, judged.content) };
  const row = await post(work, seat?.conversation ?? (await openDirect(work, key, user)), draftOf(sender, args, safe));
  return { answer: await answer(work.tx, row), row };
};

const viewersOf = async (tx: Tx, key: string, user: string, audience: SendArgs['audience']): Promise<string[]> => {
  const users = isDirect(key) ? [peerOf(key, user)] : (audience ?? (await tx.members.users(key)));
  return [...new Set([user, ...users])];
};

/** Shown to those who are here, and kept nowhere. The sender's own device has it already. */
const flash = async (call: UserCall, key: string, args: SendArgs, judged: Judged): Promise<Answer> => {
  const { core, session, user } = call;
  const now = core.clock.now();
  const before = await core.read((tx) => answered(call, tx, key, args.clientId));
  if (before) return before;
  const { answer: given, told } = await core.read(async (tx) => {
    const seat = await admit({ tx }, call, key, args);
    const sender = await tx.users.get(user);
    if (!sender) throw new HubError('not-found', 'sender: not found', { field: 'sender' });
    const place = { key, seq: seat?.conversation.seq ?? 0, id: core.random(), at: now };
    const row: MessageRow = { ...draftOf(sender, args, judged), ...place };
    const told: [string, WireMessage][] = [];
    for (const viewer of await listeners(core, tx, key, await viewersOf(tx, key, user, args.audience))) {
      told.push([viewer, { ...(await wireMessage(tx, row, viewer)), transient: true }]);
    }
    return { answer: await answer(tx, row), told };
  });
  core.recent.keep('sent', user, args.clientId, given, now);
  for (const [viewer, message] of told) pushSignal(core, viewer, { t: 'message', message }, session);
  return given;
};

const send = async (call: UserCall, args: SendArgs): Promise<Answer> => {
  const { core, user } = call;
  const key = toKey(args.conversation, user);
  checkOptions(args, !isDirect(key), user);
  if (args.audience && isChannel(key)) throw invalid('audience', 'only in groups');
  obeyRules(args.content, core.settings.limits);
  core.sends.take(user, core.clock.now());
  const { content: words } = args;
  const finish = async (judged: Judged): Promise<Answer> => {
    if (args.transient) return flash(call, key, args, judged);
    const { answer: given, row } = await core.write((work) => store(work, call, key, args, judged));
    if (row) void tellPush(core, row, args.push);
    return given;
  };
  if (!core.settings.hooks.moderate) return finish({ content: words });
  // What has been stored is not judged again.
  const before = await core.read((tx) => answered(call, tx, key, args.clientId));
  if (before) return before;
  const question = { sender: user, conversation: wireId(key, user), content: words };
  return core.lines.run(`${user} ${key}`, () => moderated(core, question), finish);
};

export const sendOps: OpTable<'messages.send'> = {
  'messages.send': {
    auth: 'user',
    check: object({
      clientId: token(128),
      conversation: conversationId,
      content,
      replyTo: optional(object({ id: token(128) })),
      mentions: optional(object({ all: optional(boolean), users: optional(list(id, 100)) })),
      uncounted: optional(boolean),
      audience: optional(list(id, MOST_AUDIENCE, 1)),
      receipt: optional(boolean),
      silent: optional(boolean),
      unlisted: optional(boolean),
      transient: optional(boolean),
      data: optional(string(MOST_DATA)),
      expire: optional(integer(1, MOST_EXPIRE)),
      push: optional(dictionary(string(1_000), 20)),
    }),
    run: (call, args) => (isRoom(args.conversation) ? sendToRoom(call, args) : send(call, args)),
  },
};
