import type { WireMessage } from '../protocol/index.js';
import type { MemberRow, MessageRow, Tx } from '../storage/port.js';

type Tally = NonNullable<WireMessage['tally']>;
type Message = Pick<MessageRow, 'key' | 'seq' | 'sender' | 'audience'>;

const CHUNK = 500;

/** All members, longest first. */
export const membersOf = async (tx: Tx, key: string): Promise<MemberRow[]> => {
  const all: MemberRow[] = [];
  for (;;) {
    const some = await tx.members.page(key, CHUNK, all.at(-1));
    all.push(...some);
    if (some.length < CHUNK) return all;
  }
};

/** Is the message for this member to read: not his own, there when he came, not directed at others? */
export const isReader = ({ sender, seq, audience }: Message, { user, joinedSeq }: MemberRow): boolean =>
  user !== sender && joinedSeq < seq && (audience?.includes(user) ?? true);

/** Has he, as far as he tells? */
export const hasRead = ({ seq }: Message, { shown }: MemberRow): boolean => shown >= seq;

const count = (message: Message, members: readonly MemberRow[]): Tally => {
  const readers = members.filter((member) => isReader(message, member));
  const read = readers.filter((member) => hasRead(message, member)).length;
  return { read, unread: readers.length - read };
};

/** How many have read a message, and how many have not. Several at once: `talliesOf`. */
export const tallyOf = async (tx: Tx, message: Message): Promise<Tally> =>
  count(message, await membersOf(tx, message.key));

/** By message id, for those of the viewer's own that ask for receipts; the members of a conversation are read once. */
export const talliesOf = async (
  tx: Tx,
  messages: readonly MessageRow[],
  viewer: string,
): Promise<ReadonlyMap<string, Tally>> => {
  const tallies = new Map<string, Tally>();
  const members = new Map<string, MemberRow[]>();
  for (const message of messages) {
    if (!message.receipt || message.sender !== viewer || message.recalled) continue;
    const seats = members.get(message.key) ?? (await membersOf(tx, message.key));
    members.set(message.key, seats);
    tallies.set(message.id, count(message, seats));
  }
  return tallies;
};
