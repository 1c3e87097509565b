import type { Ops } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { boolean, type Check, integer, object, optional, string } from '../check.js';
import { HubError, invalid } from '../errors.js';
import type { OpTable } from '../op.js';
import { tellOf } from '../telling.js';
import { changeableIn, seenIn } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId, messageId } from './messages.js';

type Args = Ops['messages.react']['args'];
type Reactions = NonNullable<MessageRow['reactions']>;

/** Different ones on a message. */
const MOST_EMOJI = 20;
const MOST_REACTORS = 200;

/** Signs of any script, and names of a page's own (`:party:`); numbers alone have no order of their own in an object. */
const emojiSign: Check<string> = (value, field) => {
  const emoji = string(64, 1)(value, field);
  if (!/^\d+$|[\p{Cc}\s]/u.test(emoji)) return emoji;
  throw invalid(field, 'must be an emoji');
};

const usersOf = (reactions: Reactions, emoji: string): readonly string[] =>
  Object.hasOwn(reactions, emoji) ? (reactions[emoji] ?? []) : [];

/** Undefined: so it is already. */
const reacted = (reactions: Reactions, { emoji, on }: Args, user: string): Reactions | undefined => {
  const users = usersOf(reactions, emoji);
  if (users.includes(user) === on) return undefined;
  const others = on ? [...users, user] : users.filter((one) => one !== user);
  if (others.length > 0) {
    const all = Object.entries(reactions).filter(([one]) => one !== emoji);
    // In its place, if it has one.
    const known = Object.keys(reactions).indexOf(emoji);
    return Object.fromEntries(all.toSpliced(known < 0 ? all.length : known, 0, [emoji, others]));
  }
  return Object.fromEntries(Object.entries(reactions).filter(([one]) => one !== emoji));
};

const react = async (work: Work, user: string, args: Args): Promise<void> => {
  const { message } = await changeableIn(work, user, args);
  const { reactions: before = {}, ...rest } = message;
  const reactions = reacted(before, args, user);
  if (!reactions) return;
  const count = Object.keys(reactions).length;
  if (args.on && count > MOST_EMOJI) {
    throw new HubError('too-large', `emoji: at most ${MOST_EMOJI} different ones`, {
      field: 'emoji',
      limit: MOST_EMOJI,
    });
  }
  const row = count > 0 ? { ...rest, reactions } : rest;
  await work.tx.messages.put(row);
  await tellOf(work, row, { t: 'reacted', key: row.key, id: row.id }, `reacted:${row.id}`);
};

const readCursor = (cursor: string): number => {
  if (!/^\d{1,9}$/.test(cursor)) throw invalid('cursor', 'is not one that this hub gave');
  return Number(cursor);
};

const reactors = async (work: Work, user: string, args: Ops['messages.reactors']['args']) => {
  const { emoji, cursor, limit = 50 } = args;
  const { message } = await seenIn(work, user, args);
  const all = Object.entries(message.reactions ?? {})
    .filter(([one]) => emoji === undefined || one === emoji)
    .flatMap(([one, users]) => users.map((by) => ({ user: by, emoji: one })));
  const start = cursor === undefined ? 0 : readCursor(cursor);
  const end = start + limit;
  return { items: all.slice(start, end), ...(end < all.length && { next: `${end}` }) };
};

export const reactionOps: OpTable<'messages.react' | 'messages.reactors'> = {
  'messages.react': {
    auth: 'user',
    check: object({ conversation: conversationId, id: messageId, emoji: emojiSign, on: boolean }),
    async run({ core, user }, args) {
      core.sends.take(user, core.clock.now());
      await core.write((work) => react(work, user, args));
      return {};
    },
  },
  'messages.reactors': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: messageId,
      emoji: optional(emojiSign),
      cursor: optional(string(20, 1)),
      limit: optional(integer(1, MOST_REACTORS)),
    }),
    run: ({ core, user }, args) => core.write((work) => reactors(work, user, args)),
  },
};
