import type { Ops, WireContent } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { toKey } from '../access.js';
import { exchangeFiles, withFiles } from '../carried.js';
import { boolean, integer, object, optional, string, token } from '../check.js';
import { content, obeyRules } from '../content.js';
import { HubError } from '../errors.js';
import { wireId } from '../ids.js';
import { type Judged, moderated } from '../moderation.js';
import { wordsOf } from '../nested.js';
import type { OpTable, UserCall } from '../op.js';
import { pushSignal } from '../signals.js';
import { targetOf } from '../target.js';
import { tellOf } from '../telling.js';
import { wireMessage } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type EditArgs = Ops['messages.edit']['args'];
type GrowArgs = Ops['messages.grow']['args'];

const messageId = token(128);
const MOST_PIECE = 16_384;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts other content in its place, with what search and the rights to files make of it. */
const rewrite = async (work: Work, before: MessageRow, after: MessageRow): Promise<void> => {
  const { key, seq } = after;
  await work.tx.messages.put(after);
  await exchangeFiles(work.tx, before, after);
  const words = wordsOf(after.content);
  if (words === '') await work.tx.search.remove(key, seq);
  else await work.tx.search.put(key, seq, words);
};

const mayEdit = (message: MessageRow, user: string, words: WireContent, now: number, seconds: number): void => {
  if (message.sender !== user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  if (message.content.kind !== words.kind)
    throw new HubError('forbidden', 'content.kind: must stay what it is', { field: 'content.kind' });
  if (now - message.at > seconds * 1000)
    throw new HubError('too-late', `id: only within ${seconds} seconds`, { field: 'id', limit: seconds });
};

const store = async (work: Work, { core, user }: UserCall, args: EditArgs, { content: words, altered }: Judged) => {
  const { message } = await targetOf(work, user, args.conversation, args.id);
  mayEdit(message, user, words, work.now, core.settings.limits.editSeconds);
  const safe = await withFiles(work.tx, user, words);
  // The answer was lost, and here it is again.
  if (message.edited && same(message.content, safe)) return wireMessage(work.tx, message, user);
  if (args.base !== undefined && args.base !== (message.edited?.at ?? 0)) {
    const latest = await wireMessage(work.tx, message, user);
    throw new HubError('conflict', 'base: it was edited meanwhile', { field: 'base', latest });
  }
  const { altered: _, ...rest } = message;
  // Never the time of the edit before: that is what the next one is told apart by.
  const at = Math.max(work.now, (message.edited?.at ?? 0) + 1);
  const after: MessageRow = { ...rest, content: safe, edited: { at, by: user }, ...(altered && { altered }) };
  await rewrite(work, message, after);
  await tellOf(work, after, { t: 'edited', key: after.key, id: after.id }, `edited:${after.id}`);
  return wireMessage(work.tx, after, user);
};

const edit = async (call: UserCall, args: EditArgs): Promise<Ops['messages.edit']['result']> => {
  const { core, user } = call;
  const key = toKey(args.conversation, user);
  obeyRules(args.content, core.settings.limits);
  core.sends.take(user, core.clock.now());
  const finish = (judged: Judged) => core.write((work) => store(work, call, args, judged));
  if (!core.settings.hooks.moderate) return finish({ content: args.content });
  // Nobody's words are judged for a message that is not his.
  await core.write((work) => targetOf(work, user, args.conversation, args.id));
  const question = { sender: user, conversation: wireId(key, user), content: args.content };
  return core.lines.run(`${user} ${key}`, () => moderated(core, question), finish);
};

/** Adds to a stream; gives the row as it is then, and how much of the piece was new. */
const append = async (work: Work, { core, user }: UserCall, args: GrowArgs) => {
  const { message } = await targetOf(work, user, args.conversation, args.id);
  const { text, done } = message.content;
  if (message.sender !== user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  if (message.content.kind !== 'stream' || typeof text !== 'string')
    throw new HubError('forbidden', 'id: no text that grows', { field: 'id' });
  const conflict = () =>
    new HubError('conflict', 'from: not where it ends', { field: 'from', latest: message.content });
  if (
    text.slice(args.from, args.from + args.text.length) === args.text &&
    args.from + args.text.length <= text.length
  ) {
    if (done || !args.done) return { message, added: '' };
  } else if (done || args.from !== text.length) throw conflict();
  const added = args.from === text.length ? args.text : '';
  const words: WireContent = { ...message.content, text: text + added, ...(args.done && { done: true }) };
  obeyRules(words, core.settings.limits);
  const after = { ...message, content: words };
  if (args.done) {
    await rewrite(work, message, after);
    await tellOf(work, after, { t: 'edited', key: after.key, id: after.id }, `edited:${after.id}`);
  } else await work.tx.messages.put(after);
  return { message: after, added };
};

const viewersOf = async (work: Work, { key, sender, audience }: MessageRow): Promise<readonly string[]> =>
  audience ? [sender, ...audience] : work.tx.members.users(key);

const grow = async (call: UserCall, args: GrowArgs): Promise<Ops['messages.grow']['result']> => {
  const { core, session } = call;
  const { message, added, users } = await core.write(async (work) => {
    const grown = await append(work, call, args);
    return { ...grown, users: grown.added ? await viewersOf(work, grown.message) : [] };
  });
  for (const user of users)
    if (core.online.of(user).length > 0)
      pushSignal(
        core,
        user,
        { t: 'grown', conversation: wireId(message.key, user), id: message.id, from: args.from, text: added },
        session,
      );
  return { length: String(message.content.text).length };
};

export const changeOps: OpTable<'messages.edit' | 'messages.grow'> = {
  'messages.edit': {
    auth: 'user',
    check: object({ conversation: conversationId, id: messageId, content, base: optional(integer(0)) }),
    run: edit,
  },
  'messages.grow': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: messageId,
      from: integer(0),
      text: string(MOST_PIECE),
      done: optional(boolean),
    }),
    run: grow,
  },
};
