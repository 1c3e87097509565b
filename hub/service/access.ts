import type { ConversationRow, MemberRow, UserRow } from '../storage/port.js';
import { HubError, notFound } from './errors.js';
import { goneError } from './former.js';
import { isDirect, keyOf, peerOf } from './ids.js';
import { isThere } from './living.js';
import type { Work } from './work.js';

export interface Seat {
  readonly key: string;
  readonly member: MemberRow;
  readonly conversation: ConversationRow;
}

/** The key of an id on the wire. What is no conversation at all and what is somebody else's are answered the same. */
export const toKey = (id: string, viewer: string, field = 'conversation'): string => {
  const key = keyOf(id, viewer);
  if (key === undefined) throw notFound(field);
  return key;
};

/** The caller's seat in a conversation, if he has one. */
export const findSeat = async (work: Pick<Work, 'tx'>, user: string, key: string): Promise<Seat | undefined> => {
  const member = await work.tx.members.get(key, user);
  const conversation = member && (await work.tx.conversations.get(key));
  return conversation && { key, member, conversation };
};

/** The caller's seat, or `not-found`. */
export const seatOf = async (work: Work, user: string, id: string, field = 'conversation'): Promise<Seat> => {
  const seat = await findSeat(work, user, toKey(id, user, field));
  if (!seat) throw notFound(field);
  return seat;
};

/**
 * Who may begin to write to whom: people to anybody the hub knows, visitors to the desks alone. Gives the other one.
 * A visitor is told the same of people who exist and of people who do not.
 */
export const mayOpen = async (
  work: Pick<Work, 'tx'>,
  user: Pick<UserRow, 'id' | 'kind'>,
  key: string,
  desks: readonly string[],
): Promise<UserRow> => {
  if (!isDirect(key)) throw (await goneError(work.tx, user.id, key)) ?? notFound('conversation');
  const peer = peerOf(key, user.id);
  if (user.kind === 'visitor' && !desks.includes(peer)) {
    throw new HubError('forbidden', 'conversation: visitors write to the desks alone', { field: 'conversation' });
  }
  const row = await work.tx.users.get(peer);
  if (!isThere(row)) throw notFound('conversation');
  return row;
};
