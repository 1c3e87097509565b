import type { Ops } from '../../protocol/index.js';
import type { MemberRow, MessageRow } from '../../storage/port.js';
import { type Seat, seatOf } from '../access.js';
import { integer, list, object, oneOf, optional, string, token } from '../check.js';
import { isCrowd } from '../crowd.js';
import { moveCursor } from '../cursor.js';
import { HubError, invalid, notFound } from '../errors.js';
import type { OpTable } from '../op.js';
import { hasRead, isReader, membersOf } from '../tally.js';
import { seenBy } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

type ReadersArgs = Ops['receipts.readers']['args'];
type ReadersResult = Ops['receipts.readers']['result'];
type Place = Pick<MemberRow, 'joined' | 'user'>;

const MOST_READERS = 200;

const readPlace = (cursor: string): Place => {
  const [, joined, user] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (user === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { joined: Number(joined), user };
};

const isAfter = (one: Place, place: Place): boolean =>
  one.joined > place.joined || (one.joined === place.joined && one.user > place.user);

/** An own message that asked for it. */
const asked = async (work: Work, { key, member }: Seat, messageId: string): Promise<MessageRow> => {
  const message = await seenBy(work.tx, key, messageId, member.user);
  if (!message) throw notFound('id');
  if (message.sender !== member.user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  if (!message.receipt) throw new HubError('forbidden', 'id: sent without asking for receipts', { field: 'id' });
  return message;
};

const readers = async (work: Work, user: string, args: ReadersArgs): Promise<ReadersResult> => {
  const seat = await seatOf(work, user, args.conversation);
  const message = await asked(work, seat, args.id);
  const all = (await membersOf(work.tx, seat.key)).filter((member) => isReader(message, member));
  const read = all.filter((member) => hasRead(message, member));
  const wanted = args.which === 'read' ? read : all.filter((member) => !hasRead(message, member));
  const place = args.cursor === undefined ? undefined : readPlace(args.cursor);
  const rest = place ? wanted.filter((member) => isAfter(member, place)) : wanted;
  const page = rest.slice(0, args.limit ?? 50);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  return {
    items: page.map((member) => member.user),
    ...(last && { next: `${last.joined}.${last.user}` }),
    read: read.length,
    unread: all.length - read.length,
  };
};

export const receiptOps: OpTable<'receipts.delivered' | 'receipts.readers'> = {
  'receipts.delivered': {
    auth: 'user',
    check: object({ marks: list(object({ conversation: conversationId, upTo: integer(0) }), 100) }),
    run: ({ core, user }, { marks }) =>
      core.write(async (work) => {
        for (const [index, { conversation, upTo }] of marks.entries()) {
          const field = `marks[${index}].conversation`;
          const { key } = await seatOf(work, user, conversation, field);
          // A word of each of thousands, of which nobody hears.
          if (!(await isCrowd(work.tx, key))) await moveCursor(work, user, conversation, { delivered: upTo }, field);
        }
        return {};
      }),
  },
  'receipts.readers': {
    auth: 'user',
    check: object({
      conversation: conversationId,
      id: token(128),
      which: oneOf('read', 'unread'),
      cursor: optional(string(100, 1)),
      limit: optional(integer(1, MOST_READERS)),
    }),
    run: ({ core, user }, args) => core.write((work) => readers(work, user, args)),
  },
};
