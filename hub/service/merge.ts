import type { WireContent } from '../protocol/index.js';
import type { ConversationRow, MemberRow, MessageRow } from '../storage/port.js';
import { dropFiles } from './carried.js';
import { directKey, isDirect, peerOf } from './ids.js';
import { openDirect, placeMessage } from './posting.js';
import type { SignalContent } from './signal.js';
import type { Work } from './work.js';

const CHUNK = 200;
const MOST_BLOCKERS = 1_000;

/** Where the messages of a visitor go, and under whose name. */
interface Move {
  readonly from: ConversationRow;
  readonly to: ConversationRow;
  readonly visitor: string;
  readonly user: string;
}

const renamed = ({ visitor, user }: Move, id: string): string => (id === visitor ? user : id);

/** An invitation names people in its content. */
const movedContent = (content: WireContent, move: Move): WireContent => {
  if (content.kind !== 'signal') return content;
  const { by, invitees } = content as SignalContent;
  const replies = Object.entries(invitees).map(([id, reply]) => [renamed(move, id), reply]);
  return { ...content, by: renamed(move, by), invitees: Object.fromEntries(replies) };
};

/** His own notes on a message stay his. */
const movedKey = ({ visitor, user }: Move, key: string): string =>
  key === `@${visitor}` || key.startsWith(`@${visitor}/`) ? `@${user}${key.slice(visitor.length + 1)}` : key;

/** The same message in its new place. A name of a sending that the user has used himself is given up. */
const moved = async (work: Work, message: MessageRow, move: Move): Promise<MessageRow> => {
  const { to, visitor, user } = move;
  const { clientId, ...rest } = message;
  const sender = message.sender === visitor ? user : message.sender;
  const taken = clientId !== undefined && (await work.tx.messages.bySending(sender, clientId)) !== undefined;
  const by = <T extends { readonly by: string }>(mark: T | undefined): T | undefined =>
    mark && { ...mark, by: renamed(move, mark.by) };
  const [recalled, edited, pinned] = [by(message.recalled), by(message.edited), by(message.pinned)];
  const reactions = Object.entries(message.reactions ?? {}).map(([emoji, users]) => [
    emoji,
    [...new Set(users.map((one) => renamed(move, one)))],
  ]);
  const extensions = Object.entries(message.extensions ?? {}).map(([key, value]) => [movedKey(move, key), value]);
  return {
    ...rest,
    content: movedContent(message.content, move),
    key: to.key,
    seq: to.seq + message.seq,
    sender,
    ...(clientId !== undefined && !taken && { clientId }),
    ...{ ...(recalled && { recalled }), ...(edited && { edited }), ...(pinned && { pinned }) },
    ...(message.extensions && { extensions: Object.fromEntries(extensions) }),
    ...(message.reactions && { reactions: Object.fromEntries(reactions) }),
  };
};

/** Who deleted it for himself, alone or with all that was there. */
const goneFor = async (work: Work, { key, seq }: MessageRow, seats: readonly MemberRow[]): Promise<Set<string>> => {
  const cleared = seats.filter(({ clearedSeq }) => seq <= clearedSeq).map(({ user }) => user);
  return new Set([...(await work.tx.messages.hiders(key, seq)), ...cleared]);
};

const moveMessages = async (work: Work, move: Move, seats: readonly MemberRow[]): Promise<void> => {
  const { key } = move.from;
  for (let after = 0; after < move.from.seq; ) {
    const rows = await work.tx.messages.page(key, { after, limit: CHUNK, from: 'start' });
    for (const row of rows) {
      const hiders = await goneFor(work, row, seats);
      await dropFiles(work.tx, row);
      await work.tx.messages.remove(key, row.seq);
      const placed = await moved(work, row, move);
      await placeMessage(work, placed);
      for (const user of hiders) await work.tx.messages.hide(placed.key, placed.seq, renamed(move, user));
    }
    after = rows.at(-1)?.seq ?? move.from.seq;
  }
};

/** Who had read all that was there before has read of the moved messages what he had read of them. */
const moveSeat = async (work: Work, { from, to }: Move, old: MemberRow, user: string): Promise<void> => {
  const member = await work.tx.members.get(to.key, user);
  await work.tx.members.remove(from.key, old.user);
  await work.tx.events.unlisten(old.user, from.key, await work.tx.events.head());
  await work.tellRow(old.user, from.key, true);
  if (!member) return;
  const ahead = (mine: number, his: number) => (mine === to.seq ? to.seq + his : mine);
  const { pinned, notify, more } = old;
  const kept = to.seq === 0 ? { pinned, notify, ...(more && { more }) } : {};
  const [read, delivered] = [ahead(member.read, old.read), ahead(member.delivered, old.delivered)];
  const shown = ahead(member.shown, old.shown);
  await work.tx.members.put({ ...member, ...kept, read, shown, delivered, hidden: false });
  await work.tellRow(user, to.key);
};

const moveConversation = async (work: Work, from: ConversationRow, visitor: string, user: string): Promise<void> => {
  const peer = peerOf(from.key, visitor);
  const to = await openDirect(work, directKey(user, peer), user);
  const move = { from, to, visitor, user };
  const activity = Math.max(to.seq === 0 ? 0 : to.activity, from.activity);
  await work.tx.conversations.put({ key: to.key, seq: to.seq + from.seq, activity });
  const seats = await work.tx.members.page(from.key, 2);
  await moveMessages(work, move, seats);
  for (const old of seats) await moveSeat(work, move, old, old.user === visitor ? user : old.user);
  await work.tx.conversations.remove(from.key);
};

/**
 * The visitor's direct conversations become the user's: renamed, or put after what the two have said already. Gives
 * their number; 0 when it has been done before.
 */
export const mergeVisitor = async (work: Work, visitor: string, user: string): Promise<number> => {
  let count = 0;
  for (const { key } of await work.tx.members.of(visitor)) {
    const conversation = await work.tx.conversations.get(key);
    // Nobody talks to himself: what a visitor wrote to this very user stays where it is.
    if (!conversation || !isDirect(key) || peerOf(key, visitor) === user) continue;
    await moveConversation(work, conversation, visitor, user);
    count++;
  }
  // Nobody gets around a block by signing in.
  for (const by of await work.tx.docs.owners('block', visitor, MOST_BLOCKERS)) {
    if (by === user) continue;
    await work.tx.docs.put('block', by, user, { at: work.now });
    await work.tellUser(by, { t: 'block', user }, `block:${user}`);
  }
  const row = await work.tx.users.get(visitor);
  // What he called himself then is not kept beside who he is.
  if (row) await work.tx.users.put({ id: row.id, kind: row.kind, createdAt: row.createdAt, mergedInto: user });
  for (const file of await work.tx.files.ownedBy(visitor)) await work.tx.files.put({ ...file, owner: user });
  return count;
};
