import type { Ops, WireMessage } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { toKey } from '../access.js';
import { withFiles } from '../carried.js';
import { integer, object, optional } from '../check.js';
import { content, obeyRules } from '../content.js';
import { sameJson } from '../equal.js';
import { HubError, invalid } from '../errors.js';
import { wireId } from '../ids.js';
import { type Judged, moderated } from '../moderation.js';
import type { OpTable, UserCall } from '../op.js';
import { rewrite } from '../rewriting.js';
import { requireVoice } from '../standing.js';
import { changeableIn } from '../visible.js';
import { wireMessage } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId, messageId } from './messages.js';

type Args = Ops['messages.edit']['args'];

/** Own, in time, and still of the kind it was. */
const editable = async (work: Work, { core, user }: UserCall, args: Args): Promise<MessageRow> => {
  const { message, seat } = await changeableIn(work, user, args);
  if (message.sender !== user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  // Words are words, also where they take the place of others.
  await requireVoice(work.tx, seat.member, work.now);
  const { editSeconds: limit } = core.settings.limits;
  if (work.now - message.at > limit * 1000) {
    throw new HubError('too-late', `id: only within ${limit} seconds`, { field: 'id', limit });
  }
  const { kind } = message.content;
  if (kind !== args.content.kind) throw invalid('content.kind', `must remain ${kind}`);
  if (kind !== 'stream') return message;
  if (!message.content.done) throw new HubError('forbidden', 'id: it still grows', { field: 'id' });
  if (!args.content.done) throw invalid('content.done', 'it has ended for good');
  return message;
};

const versionOf = ({ edited }: MessageRow): number => edited?.at ?? 0;

/** The same words again, after an answer that got lost, are no other version. */
const edit = async (work: Work, call: UserCall, args: Args, judged: Judged): Promise<WireMessage> => {
  const { user } = call;
  const message = await editable(work, call, args);
  const words = await withFiles(work.tx, user, judged.content);
  if (sameJson(words, message.content)) return wireMessage(work.tx, message, user);
  if (args.base !== undefined && args.base !== versionOf(message)) {
    const latest = await wireMessage(work.tx, message, user);
    throw new HubError('conflict', 'base: it was edited meanwhile', { field: 'base', latest });
  }
  // A version has a time of its own.
  const edited = { at: Math.max(work.now, versionOf(message) + 1), by: user };
  const altered = judged.altered ?? message.altered;
  const row = { ...message, content: words, edited, ...(altered && { altered }) };
  await rewrite(work, message, row);
  return wireMessage(work.tx, row, user);
};

const run = async (call: UserCall, args: Args): Promise<WireMessage> => {
  const { core, user } = call;
  const key = toKey(args.conversation, user);
  obeyRules(args.content, core.settings.limits);
  core.sends.take(user, core.clock.now());
  const finish = (judged: Judged) => core.write((work) => edit(work, call, args, judged));
  if (!core.settings.hooks.moderate) return finish({ content: args.content });
  // What cannot be edited is not shown to the site.
  await core.write((work) => editable(work, call, args));
  const question = { sender: user, conversation: wireId(key, user), content: args.content };
  return core.lines.run(`${user} ${key}`, () => moderated(core, question), finish);
};

export const editOps: OpTable<'messages.edit'> = {
  'messages.edit': {
    auth: 'user',
    check: object({ conversation: conversationId, id: messageId, content, base: optional(integer(0)) }),
    run,
  },
};
