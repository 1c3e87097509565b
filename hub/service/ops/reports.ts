import type { Ops } from '../../protocol/index.js';
import type { MessageRow, Tx } from '../../storage/port.js';
import { findSeat, toKey } from '../access.js';
import { id, object, optional, string, token } from '../check.js';
import { invalid, notFound } from '../errors.js';
import type { Report } from '../hooks.js';
import type { OpTable, UserCall } from '../op.js';
import { seenBy } from '../visible.js';
import { wireMessage } from '../wire.js';
import { conversationId } from './messages.js';

type Args = Ops['reports.send']['args'];

/** The message, as far as the caller can see it. */
const seen = async (tx: Tx, user: string, conversation: string, messageId: string): Promise<MessageRow> => {
  const seat = await findSeat({ tx }, user, toKey(conversation, user));
  if (!seat) throw notFound('conversation');
  const row = await seenBy(tx, seat.key, messageId, user);
  if (!row) throw notFound('message');
  return row;
};

/** To a visitor, people he has nothing to do with do not exist. */
const known = async (tx: Tx, { core, session, user }: UserCall, other: string): Promise<void> => {
  const near =
    session.kind === 'user' ||
    core.settings.desks.includes(other) ||
    (await tx.members.sharing(user, [other])).length > 0;
  if (!near || !(await tx.users.get(other))) throw notFound('user');
};

const take = async (tx: Tx, call: UserCall, args: Args): Promise<Report> => {
  const { user } = call;
  const { conversation, message, reason, words } = args;
  const row = conversation !== undefined && message !== undefined && (await seen(tx, user, conversation, message));
  if (args.user !== undefined) await known(tx, call, args.user);
  return {
    ...{ by: user, at: call.core.clock.now(), reason },
    ...(words !== undefined && { words }),
    ...(args.user !== undefined && { user: args.user }),
    ...(row && { message: await wireMessage(tx, row, user) }),
  };
};

/** Nobody's report is lost because the site has nothing that takes it: the operator's log names what it is about. */
const hand = async ({ core }: UserCall, report: Report): Promise<void> => {
  const { by, reason, user, message } = report;
  core.log.warn({ by, reason, user, conversation: message?.conversation, message: message?.id }, 'somebody reports');
  try {
    await core.settings.hooks.report?.(report);
  } catch (error) {
    core.log.error({ error: String(error) }, 'the report hook failed');
  }
};

export const reportOps: OpTable<'reports.send'> = {
  'reports.send': {
    auth: 'user',
    check: object({
      conversation: optional(conversationId),
      message: optional(token(128)),
      user: optional(id),
      reason: string(64, 1),
      words: optional(string(1_000)),
    }),
    async run(call, args) {
      const { core, user } = call;
      if (args.message === undefined && args.user === undefined) throw invalid('message', 'name a message or a person');
      if (args.message !== undefined && args.conversation === undefined) {
        throw invalid('conversation', 'must say where the message is');
      }
      core.reports.take(user, core.clock.now());
      const report = await core.read((tx) => take(tx, call, args));
      void hand(call, report);
      return {};
    },
  },
};
