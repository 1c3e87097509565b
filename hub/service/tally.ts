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

/** How many have read a message, and how many have not. Of few people each is asked, of all the storage. */
export const tallyOf = async (tx: Tx, message: Message): Promise<Tally> => {
  const { key, audience } = message;
  if (!audience) {
    const { all, read } = await tx.members.readers(key, message);
    return { read, unread: all - read };
  }
  const seats = [];
  for (const user of new Set(audience)) seats.push((await tx.members.get(key, user)) ?? []);
  const readers = seats.flat().filter((seat) => isReader(message, seat));
  const read = readers.filter((seat) => hasRead(message, seat)).length;
  return { read, unread: readers.length - read };
};
