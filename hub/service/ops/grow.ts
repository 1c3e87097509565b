import type { Ops, WireContent } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { toKey } from '../access.js';
import { withFiles } from '../carried.js';
import { boolean, integer, object, optional, string } from '../check.js';
import { obeyRules } from '../content.js';
import { HubError, invalid } from '../errors.js';
import { wireId } from '../ids.js';
import { type Judged, moderated } from '../moderation.js';
import type { OpTable, UserCall } from '../op.js';
import { rewrite } from '../rewriting.js';
import { listeners } from '../shield.js';
import { pushSignal } from '../signals.js';
import { requireVoice } from '../standing.js';
import { changeableIn, viewersAmong } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId, messageId } from './messages.js';

type Args = Ops['messages.grow']['args'];

interface Stream extends WireContent {
  readonly kind: 'stream';
  readonly text: string;
  readonly done?: boolean;
}

/** Of one call, UTF-16 units: a whole text may come at once. */
const MOST_TEXT = 64 * 1024;

const owned = async (work: Work, { core, user }: UserCall, args: Args): Promise<MessageRow & { content: Stream }> => {
  const { message, seat } = await changeableIn(work, user, args);
  if (message.sender !== user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  // What has begun may end.
  if (!args.done || args.text !== '') await requireVoice(work.tx, seat.member, work.now);
  if (message.content.kind !== 'stream') throw invalid('id', 'is no text that grows');
  const { editSeconds: limit } = core.settings.limits;
  if (work.now - message.at > limit * 1000) {
    throw new HubError('too-late', `id: only within ${limit} seconds`, { field: 'id', limit });
  }
  return message as MessageRow & { content: Stream };
};

/** What is new of the piece. What is there already is a repeat; what does not fit to it, a conflict. */
const rest = (content: Stream, { from, text }: Args): string => {
  const there = content.text.slice(from, from + text.length);
  const fits = from <= content.text.length && text.startsWith(there);
  const added = text.slice(there.length);
  if (fits && (added === '' || !content.done)) return added;
  throw new HubError('conflict', 'from: other text is there', { field: 'from', latest: content });
};

interface Grown {
  readonly content: WireContent;
  /** What came to it, and whether anything did. */
  readonly from: number;
  readonly added: string;
  readonly changed: boolean;
}

const grownBy = (content: Stream, args: Args, call: UserCall): Grown => {
  const added = rest(content, args);
  const ends = args.done === true && !content.done;
  const next: Stream = { ...content, text: content.text + added, ...(ends && { done: true }) };
  obeyRules(next, call.core.settings.limits);
  return { content: next, from: content.text.length, added, changed: ends || added !== '' };
};

interface Told extends Grown {
  readonly key: string;
  readonly viewers: readonly string[];
}

/** Words go to the storage each time; the log, and search, learn of them once, at the end. */
const grow = async (work: Work, call: UserCall, args: Args, judged?: Judged): Promise<Told> => {
  const message = await owned(work, call, args);
  const { key } = message;
  const grown = grownBy(message.content, args, call);
  if (!grown.changed) return { ...grown, key, viewers: [] };
  if (judged) {
    // Other words than those that are to come fit to: it ends with them.
    const safe = await withFiles(work.tx, call.user, judged.content);
    const content = safe.kind === 'stream' ? { ...safe, done: true } : safe;
    await rewrite(work, message, { ...message, content, altered: judged.altered ?? {} });
    return { ...grown, content, key, viewers: [] };
  }
  const row = { ...message, content: grown.content };
  if (grown.content.done) await rewrite(work, message, row);
  else await work.tx.messages.put(row);
  const here = await listeners(call.core, work.tx, key, await work.tx.members.users(key));
  return { ...grown, key, viewers: await viewersAmong(work.tx, row, here) };
};

const tell = ({ core, session }: UserCall, id: string, { key, viewers, from, added, content }: Told): void => {
  const grown = { t: 'grown', id, from, text: added, ...(content.done === true && { done: true }) } as const;
  for (const viewer of viewers) {
    pushSignal(core, viewer, { ...grown, conversation: wireId(key, viewer) }, session);
  }
};

const run = async (call: UserCall, args: Args): Promise<Ops['messages.grow']['result']> => {
  const { core, user } = call;
  const finish = async (judged?: Judged) => {
    const told = await core.write((work) => grow(work, call, args, judged));
    tell(call, args.id, told);
    return { length: String(told.content.text ?? '').length };
  };
  if (!core.settings.hooks.moderate) return finish();
  const key = toKey(args.conversation, user);
  // The site judges the text as it would be: one after the other, or a word would be judged without those before it.
  return core.lines.run(
    `${user} ${key}`,
    async () => undefined,
    async () => {
      const { content } = await core.write(async (work) =>
        grownBy((await owned(work, call, args)).content, args, call),
      );
      const judged = await moderated(core, { sender: user, conversation: wireId(key, user), content });
      return finish(judged.altered && judged);
    },
  );
};

export const growOps: OpTable<'messages.grow'> = {
  'messages.grow': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: messageId,
      from: integer(0),
      text: string(MOST_TEXT),
      done: optional(boolean),
    }),
    run,
  },
};
