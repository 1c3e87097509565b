import type { WireConversation, WireCursor, WireGroup, WireMember, WireMessage, WireUser } from '../protocol/index.js';
import type { ConversationRow, GroupRow, MemberRow, MessageRow, Tx, UserRow } from '../storage/port.js';
import { groupOf, isDirect, peerOf, wireId } from './ids.js';

/** Counting stops here: nobody reads the difference between 1,000 and more. */
export const UNREAD_CAP = 1_000;
const OTHER_CURSORS = 20;

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

export const wireUser = ({ id, name, avatar, status, fields }: UserRow): WireUser =>
  given({ id, name, avatar, status, fields });

export const wireMessage = (row: MessageRow, viewer: string): WireMessage => {
  const { key, clientId, ...rest } = row;
  return given({
    ...rest,
    conversation: wireId(key, viewer),
    clientId: row.sender === viewer ? clientId : undefined,
  });
};

export const wireCursor = ({ key, user, read, delivered }: MemberRow, viewer: string): WireCursor => ({
  conversation: wireId(key, viewer),
  user,
  read,
  delivered,
});

export const wireMember = ({ key, user, role }: MemberRow): WireMember => ({ group: groupOf(key), user, role });

export const wireGroup = async (tx: Tx, { id, name, avatar, policy, owner }: GroupRow): Promise<WireGroup> =>
  given({ id, name, avatar, policy, owner, memberCount: await tx.members.count(`group:${id}`) });

export const unreadOf = (tx: Tx, { key, user, read, joinedSeq }: MemberRow): Promise<number> =>
  tx.messages.unread(key, user, Math.max(read, joinedSeq), UNREAD_CAP);

const faceOf = async (tx: Tx, key: string, viewer: string): Promise<{ name?: string; avatar?: string } | undefined> =>
  isDirect(key) ? tx.users.get(peerOf(key, viewer)) : tx.groups.get(groupOf(key));

const cursorsOf = async (tx: Tx, member: MemberRow): Promise<WireCursor[]> => {
  const some = await tx.members.page(member.key, OTHER_CURSORS + 1);
  const others = some.filter(({ user }) => user !== member.user).slice(0, OTHER_CURSORS);
  return [member, ...others].map((one) => wireCursor(one, member.user));
};

/** The row as this member sees it now. */
export const wireConversation = async (
  tx: Tx,
  member: MemberRow,
  { key, activity }: ConversationRow,
): Promise<WireConversation> => {
  const face = await faceOf(tx, key, member.user);
  const [last] = await tx.messages.page(key, { after: member.joinedSeq, limit: 1, from: 'end' });
  return given({
    id: wireId(key, member.user),
    title: face?.name,
    avatar: face?.avatar,
    last: last && wireMessage(last, member.user),
    activity,
    unread: await unreadOf(tx, member),
    pinned: member.pinned,
    notify: member.notify,
    memberCount: isDirect(key) ? undefined : await tx.members.count(key),
    cursors: await cursorsOf(tx, member),
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
