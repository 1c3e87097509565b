import type { Ops, WireCommand } from '../../protocol/index.js';
import type { Tx } from '../../storage/port.js';
import { mayOpen, toKey } from '../access.js';
import { mayAddress } from '../blocks.js';
import { boolean, type Check, json, object, optional, string, token } from '../check.js';
import { HubError, invalid } from '../errors.js';
import { isOver } from '../fit.js';
import { isDirect, peerOf, wireId } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { listeners } from '../shield.js';
import { pushSignal } from '../signals.js';
import { requireAlive } from '../standing.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type Args = Ops['commands.send']['args'];
type Answer = Ops['commands.send']['result'];

/** Bytes of JSON. */
const MOST_DATA = 8_192;

const commandName: Check<string> = (value, field) => {
  const name = string(64, 1)(value, field);
  if (!/^[A-Za-z0-9._:-]+$/.test(name)) throw invalid(field, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : -');
  return name;
};

const commandData: Check<unknown> = (value, field) => {
  if (value === undefined) return undefined;
  const data = json(value, field);
  if (!isOver(data, MOST_DATA)) return data;
  throw new HubError('too-large', `${field}: at most ${MOST_DATA} bytes`, { field, limit: MOST_DATA });
};

/** Everybody it is for, the sender's own devices included. */
const receivers = async (tx: Tx, { core, session, user }: UserCall, key: string | undefined): Promise<string[]> => {
  if (key === undefined) return [user];
  if (!(await tx.members.get(key, user)))
    await mayOpen({ tx }, { id: user, kind: session.kind }, key, core.settings.desks);
  await requireAlive(tx, key);
  await mayAddress(tx, user, key, core.settings.desks);
  return isDirect(key) ? [user, peerOf(key, user)] : tx.members.users(key);
};

/** Into the log, which those who are here are told from as well: each device is told once. */
const keep = async (work: Work, call: UserCall, key: string | undefined, command: WireCommand): Promise<void> => {
  const { conversation: _own, ...rest } = command;
  const event = {
    t: 'command',
    command: rest,
    device: call.session.device.id,
    ...(key !== undefined && { key }),
  } as const;
  const users = await receivers(work.tx, call, key);
  // One entry for all the members of a conversation that stands.
  if (key !== undefined && (await work.tx.conversations.get(key))) return work.tell(key, event);
  for (const user of users) await work.tellUser(user, event);
};

const tellNow = async (call: UserCall, key: string | undefined, command: WireCommand): Promise<void> => {
  const { core, session } = call;
  const users = await core.read(async (tx) => {
    const all = await receivers(tx, call, key);
    return key === undefined ? all : listeners(core, tx, key, all);
  });
  for (const user of users) {
    const mine = key === undefined ? command : { ...command, conversation: wireId(key, user) };
    pushSignal(core, user, { t: 'command', command: mine }, session);
  }
};

const send = async (call: UserCall, args: Args): Promise<Answer> => {
  const { core, user } = call;
  const now = core.clock.now();
  const before = core.recent.find<Promise<Answer>>('command', user, args.id, now);
  if (before) return before;
  const key = args.conversation === undefined ? undefined : toKey(args.conversation, user);
  core.sends.take(user, now);
  const { id, name, data } = args;
  const command: WireCommand = { id, from: user, name, at: now, ...(data !== undefined && { data }) };
  const sent = (args.keep ? core.write((work) => keep(work, call, key, command)) : tellNow(call, key, command)).then(
    () => ({ at: now }),
  );
  core.recent.keep('command', user, id, sent, now);
  // A failed one may be sent again.
  sent.catch(() => core.recent.forget('command', user, id));
  return sent;
};

export const commandOps: OpTable<'commands.send'> = {
  'commands.send': {
    auth: 'user',
    check: object({
      id: token(128),
      conversation: optional(conversationId),
      name: commandName,
      data: commandData,
      keep: optional(boolean),
    }) as Check<Args>,
    run: send,
  },
};
