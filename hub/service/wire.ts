import type {
  WireConversation,
  WireCursor,
  WireGroup,
  WireMember,
  WireMessage,
  WireReaction,
  WireUser,
} from '../protocol/index.js';
import type { ConversationRow, GroupRow, MemberRow, MessageRow, Tx, UserRow } from '../storage/port.js';
import { isCrowd } from './crowd.js';
import { groupOf, isChannel, isDirect, peerOf, wireId } from './ids.js';
import { isShielded } from './more.js';
import { channelDoc } from './places/channel-seats.js';
import { Reading } from './reading.js';
import { standingOf } from './standing.js';
import { tallyOf } from './tally.js';
import { floorOf } from './visible.js';

/** Counting stops here: nobody reads the difference between 1,000 and more. */
export const UNREAD_CAP = 1_000;
/** Of a channel: three digits stand beside its name. */
const CHANNEL_CAP = 999;
const OTHER_CURSORS = 20;

const given = <T extends object>(value: T): T => {
  const left: Partial<T> = {};
  for (const name of Object.keys(value) as (keyof T)[]) if (value[name] !== undefined) left[name] = value[name];
  return left as T;
};

export const wireUser = ({ id, name, avatar, status, fields }: UserRow): WireUser =>
  given({ id, name, avatar, status, fields });

const FIRST_REACTORS = 5;

const wireReactions = (reactions: MessageRow['reactions'], viewer: string): readonly WireReaction[] | undefined =>
  reactions &&
  Object.entries(reactions).map(([emoji, users]) => ({
    ...{ emoji, count: users.length, mine: users.includes(viewer) },
    users: users.slice(0, FIRST_REACTORS),
  }));

/** Messages in which there is nothing of the viewer: in a large group they are the same for hundreds. */
const alike = new WeakMap<MessageRow, WireMessage>();
const isAlike = ({ key, sender, reactions, replyTo }: MessageRow, viewer: string): boolean =>
  sender !== viewer && !reactions && !replyTo && !isDirect(key);

/** As the viewer may see it, who must be one of those that can. Who tells several hands over the same `reading`. */
export const wireMessage = async (
  tx: Tx,
  row: MessageRow,
  viewer: string,
  reading = new Reading(tx),
): Promise<WireMessage> => {
  if (!isAlike(row, viewer)) return wireFor(tx, row, viewer, reading);
  const wire = alike.get(row) ?? (await wireFor(tx, row, viewer, reading));
  alike.set(row, wire);
  return wire;
};

const wireFor = async (tx: Tx, row: MessageRow, viewer: string, reading: Reading): Promise<WireMessage> => {
  const { key, clientId, expire, reactions, replyTo, ...rest } = row;
  const own = row.sender === viewer;
  return given({
    ...rest,
    conversation: wireId(key, viewer),
    clientId: own ? clientId : undefined,
    replyTo: replyTo && (await reading.quotes.of(key, replyTo.id, viewer)),
    reactions: wireReactions(reactions, viewer),
    // The time of an invitation stands in its content.
    expire: row.content.kind === 'signal' ? undefined : expire,
    tally: own && row.receipt && !row.recalled ? await tallyOf(tx, row) : undefined,
  });
};

export const wireMessages = async (tx: Tx, rows: readonly MessageRow[], viewer: string): Promise<WireMessage[]> => {
  const reading = new Reading(tx);
  const items: WireMessage[] = [];
  for (const row of rows) items.push(await wireMessage(tx, row, viewer, reading));
  return items;
};

/** Others are told of no more than he shows. */
export const wireCursor = ({ key, user, read, shown, delivered }: MemberRow, viewer: string): WireCursor => ({
  conversation: wireId(key, viewer),
  user,
  read: user === viewer ? read : shown,
  delivered,
});

export const wireMember = ({ key, user, role, more = {} }: MemberRow): WireMember => {
  const { card, mutedUntil, exempt, fields, joinedAt } = more;
  return given({ group: groupOf(key), user, role, card, mutedUntil, exempt, fields, joinedAt });
};

/** Who is not `inside` sees the door alone. */
export const wireGroup = async (tx: Tx, row: GroupRow, inside = true): Promise<WireGroup> => {
  const { id, type, name, avatar, introduction, policy, invites, history, owner, listed, createdAt } = row;
  const { announcement, mutedAll, fields, attributes, counters } = row;
  return given({
    ...{ id, type, name, avatar, introduction, policy, invites, history, owner, listed, createdAt },
    memberCount: await tx.members.count(`group:${id}`),
    dismissed: row.dismissed ? true : undefined,
    ...(inside && { announcement, mutedAll, fields, attributes, counters }),
  });
};

export const unreadOf = async (tx: Tx, member: MemberRow): Promise<number> =>
  isShielded(member)
    ? 0
    : tx.messages.unread(
        member.key,
        member.user,
        Math.max(member.read, floorOf(member)),
        isChannel(member.key) ? CHANNEL_CAP : UNREAD_CAP,
      );

/** Name and picture that a conversation goes by. */
export const faceOf = async (
  tx: Tx,
  key: string,
  viewer: string,
): Promise<{ name?: string; avatar?: string } | undefined> =>
  isDirect(key)
    ? tx.users.get(peerOf(key, viewer))
    : isChannel(key)
      ? channelDoc(tx, key)
      : tx.groups.get(groupOf(key));

const cursorsOf = async (tx: Tx, member: MemberRow): Promise<WireCursor[]> => {
  if (await isCrowd(tx, member.key)) return [wireCursor(member, member.user)];
  const some = await tx.members.page(member.key, OTHER_CURSORS + 1);
  const others = some.filter(({ user }) => user !== member.user).slice(0, OTHER_CURSORS);
  return [member, ...others].map((one) => wireCursor(one, member.user));
};

const NEWEST_MENTIONS = 20;

/** Who named him in what he has not read. Nobody is named in a conversation of two. */
const mentionsOf = async (tx: Tx, member: MemberRow, seq: number): Promise<WireConversation['mentions']> => {
  const { key, user, read } = member;
  const after = Math.max(read, floorOf(member));
  if (isDirect(key) || seq <= after || isShielded(member)) return undefined;
  const rows = await tx.messages.mentioning(key, user, after, NEWEST_MENTIONS);
  const of = ({ mentions }: MessageRow) => (mentions?.users?.includes(user) ? 'me' : 'all');
  return rows.length === 0 ? undefined : rows.map((row) => ({ id: row.id, seq: row.seq, of: of(row) }));
};

/** So many stand in a conversation. */
export const MOST_PINS = 50;

const pinsOf = async (tx: Tx, { key, user }: MemberRow): Promise<number | undefined> => {
  const pinned = await tx.messages.pinned(key, user);
  return pinned.length === 0 ? undefined : Math.min(pinned.length, MOST_PINS);
};

/** The row as this member sees it now. */
export const wireConversation = async (
  tx: Tx,
  member: MemberRow,
  { key, activity, seq }: ConversationRow,
): Promise<WireConversation> => {
  const face = await faceOf(tx, key, member.user);
  const { loud, tags, pinnedIn, marks, data, shielded } = member.more ?? {};
  const [last] = await tx.messages.page(key, {
    ...{ after: floorOf(member), limit: 1, from: 'end' },
    ...{ viewer: member.user, listed: true },
    ...(isShielded(member) && { before: member.read + 1 }),
  });
  return given({
    id: wireId(key, member.user),
    title: face?.name,
    avatar: face?.avatar,
    last: last && (await wireMessage(tx, last, member.user)),
    activity,
    unread: await unreadOf(tx, member),
    pinned: member.pinned,
    notify: member.notify,
    memberCount: isDirect(key) || isChannel(key) ? undefined : await tx.members.count(key),
    mentions: await mentionsOf(tx, member, seq),
    markedUnread: member.markedUnread,
    pins: await pinsOf(tx, member),
    ...{ loud, tags, pinnedIn, data, shielded, marks: marks as WireConversation['marks'] },
    cursors: await cursorsOf(tx, member),
    standing: key.startsWith('group:')
      ? standingOf(member, await tx.groups.get(groupOf(key)))
      : isChannel(key)
        ? { role: member.role }
        : undefined,
  });
};

/** A direct conversation that nobody has written into yet. */
export const emptyConversation = (peer: UserRow, viewer: string): WireConversation =>
  given({
    id: `direct:${peer.id}`,
    title: peer.name,
    avatar: peer.avatar,
    activity: 0,
    unread: 0,
    pinned: false,
    notify: 'all' as const,
    cursors: [{ conversation: `direct:${peer.id}`, user: viewer, read: 0, delivered: 0 }],
  });
