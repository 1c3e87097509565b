import type { Ops } from '../../protocol/index.js';
import { type Check, dictionary, list, nullable, object, optional, string, token } from '../check.js';
import { HubError, invalid } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { runs, type Target, targetOf } from '../target.js';
import { tellOf } from '../telling.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type Args = Ops['messages.extend']['args'];
type Extensions = Readonly<Record<string, string>>;

const MOST_KEYS = 20;
const MOST_VALUE = 4_096;

const key: Check<string> = (value, field) => {
  const name = string(100, 1)(value, field);
  if (name === '__proto__') throw invalid(field, 'is no name for a key');
  return name;
};

const pairs =
  <T>(item: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value, field) => {
    const all = dictionary(item, MOST_KEYS)(value, field);
    for (const name of Object.keys(all)) key(name, field);
    return all;
  };

/** `@ann` and what begins with `@ann/` is Ann's alone; `!` is for who wrote the message or runs the group. */
const mayWrite = (name: string, { seat, message }: Target, user: string): boolean => {
  if (name.startsWith('@')) return name === `@${user}` || name.startsWith(`@${user}/`);
  if (name.startsWith('!')) return message.sender === user || (seat.member.role !== 'member' && runs({ seat }));
  return true;
};

const differs = (was: Args['was'], now: Extensions): boolean =>
  Object.entries(was ?? {}).some(([name, value]) => (now[name] ?? null) !== value);

const isDone = ({ set = {}, remove = [] }: Args, now: Extensions): boolean =>
  Object.entries(set).every(([name, value]) => now[name] === value) && remove.every((name) => now[name] === undefined);

const extend = async (work: Work, { core, user }: UserCall, args: Args): Promise<Ops['messages.extend']['result']> => {
  const target = await targetOf(work, user, args.conversation, args.id);
  const { message } = target;
  const { set = {}, remove = [] } = args;
  const names = [...Object.keys(set), ...remove];
  if (names.length === 0) throw invalid('set', 'names no key');
  if (names.length > MOST_KEYS)
    throw new HubError('too-large', `set: at most ${MOST_KEYS} keys`, { field: 'set', limit: MOST_KEYS });
  const foreign = names.find((name) => !mayWrite(name, target, user));
  if (foreign !== undefined) throw new HubError('forbidden', 'set: not your key', { field: 'set' });
  const now = message.extensions ?? {};
  if (isDone(args, now)) return { extensions: now };
  if (differs(args.was, now))
    throw new HubError('conflict', 'was: it was changed meanwhile', { field: 'was', latest: now });
  const after: Record<string, string> = { ...now, ...set };
  for (const name of remove) delete after[name];
  const limit = core.settings.limits.extensions;
  if (Object.keys(after).length > limit)
    throw new HubError('too-large', `set: at most ${limit} keys on a message`, { field: 'set', limit });
  await work.tx.messages.put({ ...message, extensions: after });
  const { key: conversation, id } = message;
  await tellOf(work, message, {
    t: 'extended',
    key: conversation,
    id,
    set,
    ...(remove.length > 0 && { removed: remove }),
  });
  return { extensions: after };
};

export const extensionOps: OpTable<'messages.extend'> = {
  'messages.extend': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: token(128),
      set: optional(pairs(string(MOST_VALUE))),
      remove: optional(list(key, MOST_KEYS)),
      was: optional(pairs(nullable(string(MOST_VALUE)))),
    }),
    run: (call, args) => call.core.write((work) => extend(work, call, args)),
  },
};
