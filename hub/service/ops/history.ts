import type { Ops } from '../../protocol/index.js';
import type { FormerDoc, MessagePage, MessageRow, Tx } from '../../storage/port.js';
import { findSeat, mayOpen, type Seat, toKey } from '../access.js';
import { integer, list, object, optional, string, token } from '../check.js';
import { HubError, invalid, notFound } from '../errors.js';
import { fit } from '../fit.js';
import { formerOf } from '../former.js';
import type { OpTable, UserCall } from '../op.js';
import { pastPage, wirePasts } from '../past.js';
import { isRoom, roomHistory } from '../places/room-talk.js';
import { floorOf, seenBy } from '../visible.js';
import { wireMessages } from '../wire.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type Args = Ops['messages.history']['args'];
type Answer = Ops['messages.history']['result'];
type Range = Pick<MessagePage, 'from' | 'limit'> & Partial<Pick<MessagePage, 'after' | 'before'>>;

const MOST_KINDS = 10;

/** Pages of what the caller can see. */
class Pages {
  readonly #work: Work;
  readonly #seat: Seat;
  readonly #kinds: readonly string[] | undefined;

  constructor(work: Work, seat: Seat, kinds: readonly string[] | undefined) {
    this.#work = work;
    this.#seat = seat;
    this.#kinds = kinds;
  }

  page({ after = 0, ...range }: Range): Promise<MessageRow[]> {
    const { key, member } = this.#seat;
    const kinds = this.#kinds && { kinds: this.#kinds };
    const floor = Math.max(after, floorOf(member));
    return this.#work.tx.messages.page(key, { ...range, after: floor, viewer: member.user, ...kinds });
  }

  async any(range: Pick<Range, 'after' | 'before'>): Promise<boolean> {
    return (await this.page({ ...range, limit: 1, from: 'start' })).length > 0;
  }

  /** On both sides of a message, which is one of them if it is of the kinds. */
  async around(id: string, limit: number): Promise<{ readonly rows: readonly MessageRow[]; readonly seq: number }> {
    const { key, member } = this.#seat;
    const middle = await seenBy(this.#work.tx, key, id, member.user);
    if (!middle) throw notFound('around');
    const { seq } = middle;
    const older = Math.floor((limit - 1) / 2);
    const head = older > 0 ? await this.page({ before: seq, limit: older, from: 'end' }) : [];
    const tail = await this.page({ after: seq - 1, limit: limit - head.length, from: 'start' });
    const kept = fit(tail, 'first');
    return { rows: kept.length < tail.length ? kept : [...fit(head, 'last'), ...tail], seq };
  }
}

/** The rows asked for, and the place they were asked at: older is below it, newer from it on, where there are none. */
const rowsFor = async (pages: Pages, { around, after, before }: Args, limit: number) => {
  if (around !== undefined) return pages.around(around, limit);
  if (after !== undefined) {
    return { rows: fit(await pages.page({ after, limit, from: 'start' }), 'first'), seq: after + 1 };
  }
  const rows = fit(await pages.page({ ...(before !== undefined && { before }), limit, from: 'end' }), 'last');
  return { rows, seq: before ?? Number.MAX_SAFE_INTEGER };
};

const history = async (work: Work, { user, session, core }: UserCall, args: Args): Promise<Answer> => {
  const key = toKey(args.conversation, user);
  const seat = await findSeat(work, user, key);
  const past = seat ? undefined : await formerOf(work.tx, user, key);
  if (past) return pastHistory(work.tx, key, user, past, args, core.settings.limits.historyPage);
  if (!seat) {
    await mayOpen(work, { id: user, kind: session.kind }, key, core.settings.desks);
    return { items: [], hasOlder: false, hasNewer: false };
  }
  const pages = new Pages(work, seat, args.kinds);
  const { rows, seq } = await rowsFor(pages, args, Math.min(args.limit ?? 20, core.settings.limits.historyPage));
  return {
    items: await wireMessages(work.tx, rows, user),
    hasOlder: await pages.any({ before: rows[0]?.seq ?? seq }),
    hasNewer: await pages.any({ after: rows.at(-1)?.seq ?? seq - 1 }),
  };
};

/** What he could read when he went. */
const pastHistory = async (
  tx: Tx,
  key: string,
  user: string,
  past: FormerDoc,
  { around, after, before, kinds, limit: wanted = 20 }: Args,
  most: number,
): Promise<Answer> => {
  const middle = around === undefined ? undefined : await tx.messages.get(key, around);
  const page = (range: Parameters<typeof pastPage>[4]) =>
    pastPage(tx, key, user, past, { ...range, ...(kinds && { kinds }) });
  const limit = Math.min(wanted, most);
  if (around !== undefined && (!middle || (await page({ ...only(middle.seq), limit: 1, from: 'end' })).length === 0)) {
    throw notFound('around');
  }
  const from = middle ? middle.seq - Math.floor(limit / 2) - 1 : after;
  const rows = fit(
    from === undefined
      ? await page({ ...(before !== undefined && { before }), limit, from: 'end' })
      : await page({ after: from, limit, from: 'start' }),
    from === undefined ? 'last' : 'first',
  );
  const seq = before ?? (after === undefined ? Number.MAX_SAFE_INTEGER : after + 1);
  return {
    items: await wirePasts(tx, rows, user),
    hasOlder: (await page({ before: rows[0]?.seq ?? seq, limit: 1, from: 'end' })).length > 0,
    hasNewer: (await page({ after: rows.at(-1)?.seq ?? seq - 1, limit: 1, from: 'start' })).length > 0,
  };
};

const only = (seq: number) => ({ after: seq - 1, before: seq + 1 });

const checkArgs = ({ before, after, around, limit = 1 }: Args, { core }: UserCall): void => {
  const said = [before, after, around].filter((one) => one !== undefined);
  if (said.length > 1) throw invalid('around', 'say at most one of before, after, around');
  const { historyPage } = core.settings.limits;
  if (limit > historyPage) {
    throw new HubError('too-large', `limit: at most ${historyPage}`, { field: 'limit', limit: historyPage });
  }
};

export const historyOps: OpTable<'messages.history'> = {
  'messages.history': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      before: optional(integer(0)),
      after: optional(integer(0)),
      around: optional(token(128)),
      limit: optional(integer(1)),
      kinds: optional(list(string(64, 1), MOST_KINDS, 1)),
    }),
    async run(call, args) {
      checkArgs(args, call);
      if (isRoom(args.conversation)) return roomHistory(call, args);
      return call.core.write((work) => history(work, call, args));
    },
  },
};
