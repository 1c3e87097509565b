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

/** How many have read a message, and how many have not; the members of a conversation are read once. For one reading of the storage. */
export class Tallies {
  readonly #tx: Tx;
  readonly #members = new Map<string, Promise<MemberRow[]>>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async of(message: Message): Promise<Tally> {
    const members = this.#members.get(message.key) ?? membersOf(this.#tx, message.key);
    this.#members.set(message.key, members);
    return count(message, await members);
  }
}
