import type { Ops } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import type { Seat } from '../access.js';
import { dictionary, list, nullable, object, optional, string } from '../check.js';
import { HubError, invalid } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { tellOf } from '../telling.js';
import { changeableIn } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId, messageId } from './messages.js';

type Args = Ops['messages.extend']['args'];
type Values = Readonly<Record<string, string>>;

const MOST_KEYS = 20;
const LONGEST_KEY = 100;
const LONGEST_VALUE = 4_096;
/** Characters of all keys and values of a message: a row goes about whole, and many in one answer. */
const MOST_CHARS = 256 * 1024;

/** `@<user id>` and `@<user id>/…` are that user's; `!…` the sender's and of who runs the group. */
const mayWrite = (key: string, { member }: Seat, { sender }: MessageRow): boolean => {
  const { user, role } = member;
  if (key.startsWith('@')) return key === `@${user}` || key.startsWith(`@${user}/`);
  return !key.startsWith('!') || sender === user || role !== 'member';
};

const valueIn = (values: Values, key: string): string | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined;

/** Both together name 1 to 20 keys, each once. */
const touchedBy = ({ set = {}, remove = [] }: Args): string[] => {
  const keys = [...Object.keys(set), ...new Set(remove)];
  if (keys.length === 0) throw invalid('set', 'must name a key');
  if (keys.length > MOST_KEYS) {
    throw new HubError('too-large', `set: at most ${MOST_KEYS} keys`, { field: 'set', limit: MOST_KEYS });
  }
  if (remove.some((key) => Object.hasOwn(set, key))) throw invalid('remove', 'must not name a key that is set');
  return keys;
};

const fitIn = (values: Values, limit: number): void => {
  const entries = Object.entries(values);
  if (entries.length > limit) {
    throw new HubError('too-large', `set: at most ${limit} keys on a message`, { field: 'set', limit });
  }
  const chars = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (chars <= MOST_CHARS) return;
  throw new HubError('too-large', `set: at most ${MOST_CHARS} characters`, { field: 'set', limit: MOST_CHARS });
};

/** As the caller knew them? */
const checkKnown = (was: NonNullable<Args['was']>, now: Values): void => {
  if (Object.entries(was).every(([key, value]) => value === (valueIn(now, key) ?? null))) return;
  throw new HubError('conflict', 'was: a value has changed meanwhile', { field: 'was', latest: now });
};

const tell = (work: Work, message: MessageRow, changed: readonly string[], all: Values): Promise<void> => {
  const { key, id } = message;
  // Values are those of the message when it is told: the log keeps no words.
  const set = Object.fromEntries(changed.filter((name) => Object.hasOwn(all, name)).map((name) => [name, '']));
  const removed = changed.filter((name) => !Object.hasOwn(all, name));
  const event = { t: 'extended', key, id, set, ...(removed.length > 0 && { removed }) } as const;
  // A value that changes again and again, such as a place on a map, stands in the log once.
  return tellOf(work, message, event, changed.length === 1 ? `extended:${id}:${changed[0]}` : undefined);
};

const extend = async (work: Work, { core, user }: UserCall, args: Args): Promise<Values> => {
  const { set = {}, was = {} } = args;
  const touched = touchedBy(args);
  const { seat, message } = await changeableIn(work, user, args);
  if (!touched.every((key) => mayWrite(key, seat, message))) {
    throw new HubError('forbidden', 'set: a key is not yours to write', { field: 'set' });
  }
  const { extensions: now = {}, ...rest } = message;
  const changed = touched.filter((key) => valueIn(now, key) !== valueIn(set, key));
  // Said already: the same call again, after an answer that got lost.
  if (changed.length === 0) return now;
  checkKnown(was, now);
  const kept = Object.entries(now).filter(([key]) => !touched.includes(key) || Object.hasOwn(set, key));
  const values: Values = Object.fromEntries([...kept, ...Object.entries(set)]);
  fitIn(values, core.settings.limits.extensions);
  const row = Object.keys(values).length > 0 ? { ...rest, extensions: values } : rest;
  await work.tx.messages.put(row);
  await tell(work, row, changed, set);
  return values;
};

const key = string(LONGEST_KEY, 1);
const value = string(LONGEST_VALUE);

export const extendOps: OpTable<'messages.extend'> = {
  'messages.extend': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: messageId,
      set: optional(dictionary(value, MOST_KEYS, LONGEST_KEY)),
      remove: optional(list(key, MOST_KEYS)),
      was: optional(dictionary(nullable(value), MOST_KEYS, LONGEST_KEY)),
    }),
    async run(call, args) {
      const { core, user } = call;
      core.sends.take(user, core.clock.now());
      return { extensions: await core.write((work) => extend(work, call, args)) };
    },
  },
};
