import type { MemberRow, MessageRow, Tx } from '../storage/port.js';
import { type Seat, seatOf } from './access.js';
import { blocked, hasBlocked } from './blocks.js';
import { HubError, notFound } from './errors.js';
import { isDirect, peerOf } from './ids.js';
import { requireAlive } from './standing.js';
import type { Work } from './work.js';

/*
 * What a viewer may see: messages of conversations he is in, from when he came and after what he cleared, neither
 * directed at others nor deleted by himself. Storage pages, counts and searches by the same rule (`viewer`, `user`).
 */

/** What is below is not for him, or not any more. */
export const floorOf = ({ clearedSeq }: MemberRow): number => clearedSeq;

/** Is it not directed at others alone? */
export const isFor = ({ audience, sender }: MessageRow, viewer: string): boolean =>
  !audience || sender === viewer || audience.includes(viewer);

/** The message, if the viewer can see it. */
export const seenBy = async (tx: Tx, key: string, id: string, viewer: string): Promise<MessageRow | undefined> => {
  const row = await tx.messages.get(key, id);
  const member = row && (await tx.members.get(key, viewer));
  if (!member || row.seq <= floorOf(member) || !isFor(row, viewer)) return undefined;
  return (await tx.messages.hiders(key, row.seq)).includes(viewer) ? undefined : row;
};

/** A message as the caller names it, and his seat; `not-found` where he cannot see it. */
export const seenIn = async (
  work: Work,
  user: string,
  { conversation, id }: { readonly conversation: string; readonly id: string },
): Promise<{ readonly seat: Seat; readonly message: MessageRow }> => {
  const seat = await seatOf(work, user, conversation);
  const message = await seenBy(work.tx, seat.key, id, user);
  if (!message) throw notFound('id');
  return { seat, message };
};

/** The same, of what can still be changed: the hub's own lines and what was taken back stay as they are. */
export const changeableIn = async (work: Work, user: string, named: Parameters<typeof seenIn>[2]) => {
  const found = await seenIn(work, user, named);
  const { content, recalled } = found.message;
  if (recalled) throw new HubError('forbidden', 'id: it was taken back', { field: 'id' });
  if (content.kind === 'notice') throw new HubError('forbidden', 'id: notices stay', { field: 'id' });
  await requireAlive(work.tx, found.seat.key);
  const { key } = found.seat;
  // Words, reactions and pins on what stands there reach the other one too.
  if (isDirect(key) && (await hasBlocked(work.tx, peerOf(key, user), user))) throw blocked('conversation');
  return found;
};

/** Those of these users who can see the message. */
export const viewersAmong = async (tx: Tx, message: MessageRow, users: readonly string[]): Promise<string[]> => {
  const { key, seq } = message;
  const gone = new Set(await tx.messages.hiders(key, seq));
  const viewers: string[] = [];
  for (const user of users) {
    if (gone.has(user) || !isFor(message, user)) continue;
    const member = await tx.members.get(key, user);
    if (member && floorOf(member) < seq) viewers.push(user);
  }
  return viewers;
};
