import type { MemberRow } from '../storage/port.js';
import { type Seat, seatOf } from './access.js';
import { isCrowd } from './crowd.js';
import { burn } from './expiry.js';
import { privacyOf } from './settings.js';
import { isReader } from './tally.js';
import type { Tallied, Work } from './work.js';

type Marks = Partial<Pick<MemberRow, 'read' | 'delivered'>>;

/** Where the cursors of a seat stand after these marks. Who keeps his reading to himself moves his own alone. */
const moved = ({ member, conversation }: Seat, marks: Marks, open: boolean): MemberRow => {
  const upTo = (mark: number | undefined) => Math.min(mark ?? 0, conversation.seq);
  const read = Math.max(member.read, upTo(marks.read));
  const { markedUnread, ...rest } = member;
  const mark = marks.read === undefined && markedUnread ? { markedUnread } : {};
  if (!open) return { ...rest, ...mark, read };
  const shown = Math.max(member.shown, upTo(marks.read));
  return { ...rest, ...mark, read, shown, delivered: Math.max(member.delivered, shown, upTo(marks.delivered)) };
};

export const tellTally = (work: Work, { sender, key, id }: Tallied): Promise<void> =>
  work.tellUser(sender, { t: 'tally', key, id }, `tally:${id}`);

/** The senders who asked are told that one more has read; in a crowd, how many more a moment later. */
const tellSenders = async (work: Work, before: MemberRow, after: MemberRow, crowd: boolean): Promise<void> => {
  const { key, shown } = after;
  if (shown === before.shown) return;
  for (const message of await work.tx.messages.requested(key, Math.max(before.shown, after.joinedSeq), shown)) {
    if (!isReader(message, after)) continue;
    const { id, sender } = message;
    if (crowd) work.tallies.set(id, { sender, key, id });
    else await tellTally(work, { sender, key, id });
  }
};

/** Moves a cursor forward, never back and never past the last message. Gives the member as he is then. */
export const moveCursor = async (
  work: Work,
  user: string,
  id: string,
  marks: Marks,
  field?: string,
): Promise<MemberRow> => {
  const seat = await seatOf(work, user, id, field);
  const { key, member } = seat;
  const after = moved(seat, marks, (await privacyOf(work.tx, user)).receipts);
  const told = after.shown !== member.shown || after.delivered !== member.delivered;
  const mine = after.read !== member.read;
  const unmarked = member.markedUnread === true && after.markedUnread === undefined;
  if (!told && !mine && !unmarked) return member;
  await work.tx.members.put(after);
  const crowd = await isCrowd(work.tx, key);
  if (told && !crowd) await work.tell(key, { t: 'cursor', key, user }, `cursor:${user}`);
  else if (mine) await work.tellUser(user, { t: 'cursor', key, user }, `cursor:${key}`);
  if (unmarked) await work.tellRow(user, key);
  await tellSenders(work, member, after, crowd);
  if (mine) await burn(work, after, member.read);
  return after;
};
