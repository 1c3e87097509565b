import type { WireContent } from '../protocol/index.js';
import type { NoticeEvent } from '../protocol/notices.js';
import type { ConversationRow, GroupRow, MemberRow, MessageRow } from '../storage/port.js';
import { carryFiles } from './carried.js';
import { wordsOf } from './content.js';
import { peerOf } from './ids.js';
import { isShielded } from './more.js';
import { tellOf } from './telling.js';
import type { Work } from './work.js';

export type Draft = Pick<MessageRow, 'sender' | 'content' | 'counts'> &
  Partial<Omit<MessageRow, 'key' | 'seq' | 'id' | 'at' | 'recalled'>>;

const newMember = (key: string, user: string, joined: number): MemberRow => ({
  key,
  user,
  role: 'member',
  joined,
  joinedSeq: 0,
  read: 0,
  shown: 0,
  delivered: 0,
  clearedSeq: 0,
  pinned: false,
  hidden: false,
  notify: 'all',
});

const at = (seq: number): Pick<MemberRow, 'read' | 'shown' | 'delivered'> => ({
  read: seq,
  shown: seq,
  delivered: seq,
});

/**
 * Seats a user from this moment on. What was said before is not for him, or, in a group with an open history, there to
 * be read: it does not count as unread, nor to anybody else as read.
 */
export const seat = async (
  work: Work,
  conversation: ConversationRow,
  user: string,
  role: MemberRow['role'] = 'member',
  history: GroupRow['history'] = 'joined',
): Promise<void> => {
  const { key, seq } = conversation;
  const head = await work.tx.events.head();
  // What he had deleted before he left does not come back with him.
  const cleared = history === 'all' ? ((await work.tx.users.get(user))?.cleared?.[key] ?? 0) : seq;
  const from = { joinedSeq: seq, clearedSeq: cleared, ...at(seq) };
  const more = key.startsWith('group:') ? { more: { joinedAt: work.now } } : {};
  await work.tx.members.put({ ...newMember(key, user, head), role, ...from, ...more });
  await work.tx.events.listen(user, key, head);
  // Takes the place of what said that the conversation is gone.
  await work.tellRow(user, key);
};

/** The conversation of two, made if it is not there. */
export const openDirect = async (work: Work, key: string, user: string): Promise<ConversationRow> => {
  const known = await work.tx.conversations.get(key);
  if (known) return known;
  const conversation = { key, seq: 0, activity: work.now };
  await work.tx.conversations.put(conversation);
  for (const one of [user, peerOf(key, user)]) await seat(work, conversation, one);
  return conversation;
};

/** Puts a row in its place, with what search and the rights to files make of it. */
export const placeMessage = async (work: Work, row: MessageRow): Promise<void> => {
  const { key, seq, content } = row;
  await work.tx.messages.put(row);
  const words = wordsOf(content);
  if (words !== '') await work.tx.search.put(key, seq, words);
  await carryFiles(work.tx, row);
  await tellOf(work, row, { t: 'message', key, id: row.id });
};

/** Who had read all before has read his own too: counting never has to step over a long row of his own messages. */
const readOwn = async (work: Work, { key, seq, sender, audience }: MessageRow): Promise<void> => {
  const member = await work.tx.members.get(key, sender);
  if (member?.read !== seq - 1) return;
  // Of a directed message others do not even learn from his cursor.
  const next = (mark: number) => (mark === seq - 1 && !audience ? seq : mark);
  await work.tx.members.put({ ...member, read: seq, shown: next(member.shown), delivered: next(member.delivered) });
};

/** A row that was hidden comes back with a message that its owner can see. */
const unhide = async (work: Work, { key, sender, audience }: MessageRow): Promise<void> => {
  for (const member of await work.tx.members.hidden(key)) {
    if (audience && member.user !== sender && !audience.includes(member.user)) continue;
    if (isShielded(member) && member.user !== sender) continue;
    await work.tx.members.put({ ...member, hidden: false });
    await work.tellRow(member.user, key);
  }
};

/** The next message of a conversation. One that is not for all, or not for the list, leaves the row in its place. */
export const post = async (work: Work, conversation: ConversationRow, draft: Draft): Promise<MessageRow> => {
  const { key } = conversation;
  const seq = conversation.seq + 1;
  const at = Math.max(work.now, conversation.activity);
  const row: MessageRow = { ...draft, key, seq, id: work.newId(), at };
  const moves = !row.audience && !row.unlisted;
  await work.tx.conversations.put({ key, seq, activity: moves ? at : conversation.activity });
  await unhide(work, row);
  await placeMessage(work, row);
  await readOwn(work, row);
  work.posted++;
  return row;
};

/** A line of the hub's own: who did what. Not counted. */
export const notice = async (
  work: Work,
  key: string,
  event: NoticeEvent,
  actors: readonly string[],
  params?: Readonly<Record<string, string>>,
): Promise<void> => {
  const conversation = await work.tx.conversations.get(key);
  const content: WireContent = { kind: 'notice', event, actors, ...(params && { params }) };
  if (conversation) await post(work, conversation, { sender: actors[0] ?? '', content, counts: false });
};
