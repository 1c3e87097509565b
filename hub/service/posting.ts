import type { WireContent } from '../protocol/index.js';
import type { ConversationRow, MemberRow, MessageRow } from '../storage/port.js';
import { fileOf, wordsOf } from './content.js';
import { peerOf } from './ids.js';
import type { Work } from './work.js';

export type Draft = Pick<MessageRow, 'sender' | 'content' | 'counts'> &
  Partial<Pick<MessageRow, 'clientId' | 'replyTo' | 'mentions' | 'senderName' | 'senderAvatar'>>;

const newMember = (key: string, user: string, joined: number): MemberRow => ({
  key,
  user,
  role: 'member',
  joined,
  joinedSeq: 0,
  read: 0,
  delivered: 0,
  pinned: false,
  hidden: false,
  notify: 'all',
});

/** Seats a user from this moment on: what was said before is not for him. */
export const seat = async (
  work: Work,
  conversation: ConversationRow,
  user: string,
  role: MemberRow['role'] = 'member',
): Promise<void> => {
  const { key, seq } = conversation;
  const head = await work.tx.events.head();
  await work.tx.members.put({ ...newMember(key, user, head), role, joinedSeq: seq, read: seq, delivered: seq });
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
  const file = fileOf(content);
  if (file !== undefined) await work.tx.files.carry(file, key, seq);
  await work.tell(key, { t: 'message', key, id: row.id });
};

/** Who had read all before has read his own too: counting never has to step over a long row of his own messages. */
const readOwn = async (work: Work, { key, seq, sender }: MessageRow): Promise<void> => {
  const member = await work.tx.members.get(key, sender);
  if (member?.read !== seq - 1) return;
  await work.tx.members.put({ ...member, read: seq, delivered: Math.max(member.delivered, seq) });
};

/** The next message of a conversation. Who hid it sees it again. */
export const post = async (work: Work, conversation: ConversationRow, draft: Draft): Promise<MessageRow> => {
  const { key } = conversation;
  const seq = conversation.seq + 1;
  const at = Math.max(work.now, conversation.activity);
  const row: MessageRow = { ...draft, key, seq, id: work.newId(), at };
  await work.tx.conversations.put({ key, seq, activity: at });
  for (const member of await work.tx.members.hidden(key)) {
    await work.tx.members.put({ ...member, hidden: false });
    await work.tellRow(member.user, key);
  }
  await placeMessage(work, row);
  await readOwn(work, row);
  work.posted++;
  return row;
};

/** A line of the hub's own: who did what. Not counted. */
export const notice = async (
  work: Work,
  key: string,
  event: string,
  actors: readonly string[],
  params?: Readonly<Record<string, string>>,
): Promise<void> => {
  const conversation = await work.tx.conversations.get(key);
  const content: WireContent = { kind: 'notice', event, actors, ...(params && { params }) };
  if (conversation) await post(work, conversation, { sender: actors[0] ?? '', content, counts: false });
};
