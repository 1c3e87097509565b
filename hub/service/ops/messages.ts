import type { Ops } from '../../protocol/index.js';
import type { MessageRow } from '../../storage/port.js';
import { findSeat, mayOpen, seatOf, toKey } from '../access.js';
import { integer, list, object, optional, string, token } from '../check.js';
import { HubError, invalid, notFound } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { seenBy } from '../present.js';
import { floorOf, wireMessages } from '../wire.js';
import type { Work } from '../work.js';

export const conversationId = string(80, 1);
const messageId = token(128);

/** About so much JSON in one answer; a page of long messages ends sooner than it was asked to. */
const PAGE_CHARS = 1024 * 1024;

/** The rows nearest to where the page was asked from, as many as fit; one at least. */
const fit = (rows: readonly MessageRow[], nearest: 'first' | 'last'): readonly MessageRow[] => {
  const near = nearest === 'first' ? rows : [...rows].reverse();
  let size = 0;
  const over = near.findIndex(({ content }, index) => {
    size += JSON.stringify(content).length;
    return size > PAGE_CHARS && index > 0;
  });
  if (over < 0) return rows;
  return nearest === 'first' ? rows.slice(0, over) : rows.slice(-over);
};

const range = (args: Ops['messages.history']['args']): void => {
  const said = [args.before, args.after, args.around].filter((one) => one !== undefined);
  if (said.length > 1) throw invalid('around', 'say at most one of before, after, around');
};

const history = async (
  work: Work,
  { user, session, core }: UserCall,
  args: Ops['messages.history']['args'],
): Promise<Ops['messages.history']['result']> => {
  const key = toKey(args.conversation, user);
  const seat = await findSeat(work, user, key);
  if (!seat) {
    await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks);
    return { items: [], hasOlder: false, hasNewer: false };
  }
  const { messages } = work.tx;
  const most = core.settings.limits.historyPage;
  const limit = Math.min(args.limit ?? 20, most);
  const floor = floorOf(seat.member);
  let rows: readonly MessageRow[];
  if (args.around !== undefined) {
    const middle = await seenBy(work.tx, key, args.around, user);
    if (!middle) throw notFound('around');
    const older = Math.floor((limit - 1) / 2);
    const head =
      older > 0
        ? await messages.page(key, { after: floor, before: middle.seq, limit: older, from: 'end', viewer: user })
        : [];
    const tail = await messages.page(key, {
      after: middle.seq - 1,
      limit: limit - head.length,
      from: 'start',
      viewer: user,
    });
    const kept = fit(tail, 'first');
    rows = kept.length < tail.length ? kept : [...fit(head, 'last'), ...tail];
  } else if (args.after !== undefined) {
    rows = fit(
      await messages.page(key, { after: Math.max(args.after, floor), limit, from: 'start', viewer: user }),
      'first',
    );
  } else {
    rows = fit(
      await messages.page(key, { after: floor, before: args.before, limit, from: 'end', viewer: user }),
      'last',
    );
  }
  const first = rows[0]?.seq ?? args.before ?? Math.max(args.after ?? 0, floor) + 1;
  const last = rows.at(-1)?.seq ?? (args.before ?? first) - 1;
  const older = await messages.page(key, { after: floor, before: first, limit: 1, from: 'end', viewer: user });
  return {
    items: await wireMessages(work.tx, rows, user),
    hasOlder: older.length > 0,
    hasNewer: last < seat.conversation.seq,
  };
};

export const messageOps: OpTable<'messages.history' | 'messages.get'> = {
  'messages.history': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      before: optional(integer(0)),
      after: optional(integer(0)),
      around: optional(messageId),
      limit: optional(integer(1)),
    }),
    async run(call, args) {
      range(args);
      const { historyPage } = call.core.settings.limits;
      if ((args.limit ?? 1) > historyPage) {
        throw new HubError('too-large', `limit: at most ${historyPage}`, { field: 'limit', limit: historyPage });
      }
      return call.core.write((work) => history(work, call, args));
    },
  },
  'messages.get': {
    auth: 'user',
    check: object({ conversation: conversationId, ids: list(messageId, 100) }),
    run: ({ core, user }, { conversation, ids }) =>
      core.write(async (work) => {
        const seat = await seatOf(work, user, conversation);
        const rows = [];
        for (const one of new Set(ids)) rows.push(await seenBy(work.tx, seat.key, one, user));
        return {
          items: await wireMessages(
            work.tx,
            rows.filter((row) => row !== undefined),
            user,
          ),
        };
      }),
  },
};
