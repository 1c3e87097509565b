import type { Ops } from '../../protocol/index.js';
import { allowed } from '../../protocol/rights.js';
import { findSeat, mayOpen, type Seat, toKey } from '../access.js';
import { boolean, object } from '../check.js';
import { HubError } from '../errors.js';
import { groupOf, isDirect } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { factsOf } from '../standing.js';
import { tellOf } from '../telling.js';
import { changeableIn } from '../visible.js';
import { MOST_PINS } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId, messageId, wirePage } from './messages.js';

/** Visitors change nothing in groups, not even in those that fell to them. */
const mayPin = async ({ tx }: Work, { key, member }: Seat, visitor: boolean): Promise<void> => {
  const group = key.startsWith('group:') ? await tx.groups.get(groupOf(key)) : undefined;
  const may = group
    ? !visitor && allowed('pin-message', factsOf(group, member))
    : isDirect(key) || member.role !== 'member';
  if (!may) throw new HubError('forbidden', 'conversation: only who runs the group pins', { field: 'conversation' });
};

const pin = async (work: Work, { user, session }: UserCall, args: Ops['messages.pin']['args']): Promise<void> => {
  const { seat, message } = await changeableIn(work, user, args);
  await mayPin(work, seat, session.kind === 'visitor');
  const { pinned: before, ...rest } = message;
  const { key, id } = message;
  if ((before !== undefined) === args.pinned) return;
  // Those that he cannot see, or not any more, are there as well.
  if (args.pinned && (await work.tx.messages.pinned(key)).length >= MOST_PINS) {
    throw new HubError('too-large', `pinned: at most ${MOST_PINS}`, { field: 'pinned', limit: MOST_PINS });
  }
  await work.tx.messages.put(args.pinned ? { ...rest, pinned: { at: work.now, by: user } } : rest);
  await tellOf(work, message, { t: 'pinned', key, id }, `pinned:${id}`);
};

const pins = async (work: Work, { core, session, user }: UserCall, conversation: string) => {
  const key = toKey(conversation, user);
  const seat = await findSeat(work, user, key);
  // Nothing was said there yet.
  if (!seat) await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks);
  const rows = seat ? await work.tx.messages.pinned(key, user) : [];
  return wirePage(work.tx, rows.slice(0, MOST_PINS), user);
};

export const pinOps: OpTable<'messages.pin' | 'messages.pins'> = {
  'messages.pin': {
    auth: 'user',
    check: object({ conversation: conversationId, id: messageId, pinned: boolean }),
    async run(call, args) {
      const { core, user } = call;
      core.sends.take(user, core.clock.now());
      await core.write((work) => pin(work, call, args));
      return {};
    },
  },
  'messages.pins': {
    auth: 'user',
    check: object({ conversation: conversationId }),
    run: (call, { conversation }) => call.core.write((work) => pins(work, call, conversation)),
  },
};
