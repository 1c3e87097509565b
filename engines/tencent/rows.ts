import type { ConversationPatch } from '../../core/engine/index.js';
import {
  type Conversation,
  type ConversationKind,
  kindOf,
  type Mark,
  type ReadCursor,
  type UserId,
} from '../../core/model/index.js';
import { nameOf } from './groups.js';
import { conversationFor } from './identity.js';
import { isNamed } from './mentions.js';
import { lastOf, oursOfLast } from './messages.js';
import type { SdkConversation } from './sdk.js';

const LEVELS: Readonly<Record<string, Conversation['notify']>> = {
  AcceptAndNotify: 'all',
  AcceptNotNotify: 'none',
  AcceptNotNotifyExceptAt: 'mentions',
};

/** Of the vendor's word; undefined: nothing was ever set. */
export const levelOf = (remind: string | undefined): Conversation['notify'] | undefined => LEVELS[remind ?? ''];

/** The vendor's word; undefined: there is none for it. */
export const remindFor = (level: Conversation['notify'] | null): string | undefined =>
  Object.entries(LEVELS).find(([, ours]) => ours === (level ?? 'all'))?.[0];

/** The vendor's bits of a row; `UNREAD` is none of our marks. */
export const MARKS: Readonly<Record<Mark, number>> = { star: 1, folded: 4, hidden: 8 };
export const UNREAD = 2;

/** What the site wrote there; other writers may have put anything there. */
const dataOf = ({ customData }: SdkConversation): { readonly data?: unknown } => {
  if (!customData) return {};
  try {
    return { data: JSON.parse(customData) };
  } catch {
    return { data: customData };
  }
};

export const shieldedOf = ({ messageRemindType }: SdkConversation): boolean => messageRemindType === 'Discard';

/** Of the list, where nobody asked for other kinds. */
export const LISTED: readonly ConversationKind[] = ['direct', 'group'];

const timeOf = ({ lastMessage }: SdkConversation): number => (lastMessage?.lastTime ?? 0) * 1000;

/** Rows of one second stand as the senders' clocks say, as their messages do. */
const activityOf = (row: SdkConversation): number => {
  const { t = 0 } = oursOfLast(row) ?? {};
  return timeOf(row) + Math.min(999, Math.max(0, Math.floor(t - timeOf(row))));
};

export const idOf = (row: SdkConversation) =>
  conversationFor(row.conversationID, row.groupProfile?.type === 'AVChatRoom');

/** How far everything in it goes: a time between two, a place in the sequence of a group. */
export const newestOf = (row: SdkConversation): number =>
  row.type === 'C2C' ? timeOf(row) : (row.lastMessage?.lastSequence ?? 0);

/**
 * How far the other one is known to have read. How far oneself has is not said: the list counts nothing as unread before
 * the service has sent the numbers, and then how many, not from where.
 */
const cursorsOf = (row: SdkConversation, id: Conversation['id']): ReadCursor[] => {
  if (row.type !== 'C2C') return [];
  const read = Math.max((row.peerReadTime ?? 0) * 1000, row.lastMessage?.isPeerRead ? timeOf(row) : 0);
  return [{ conversationId: id, userId: row.conversationID.slice(3), read, delivered: read }];
};

/**
 * undefined: it is none of ours.
 * @param unread without what nobody wrote (`unreadOf`)
 * @param now the service's clock, milliseconds
 */
export const readRow = (
  row: SdkConversation,
  self: UserId,
  unread: number,
  now: number,
): ConversationPatch | undefined => {
  const id = idOf(row);
  if (!id) return undefined;
  const { userProfile: user, groupProfile: group } = row;
  const title = row.remark || user?.nick || nameOf(group?.name);
  const avatar = user?.avatar || group?.avatar;
  const last = lastOf(row, self, now);
  return {
    id,
    kind: kindOf(id),
    ...(typeof group?.memberCount === 'number' && group.memberCount > 0 && { memberCount: group.memberCount }),
    ...(group && !isNamed(row) && { mentions: [] }),
    ...(title && { title }),
    ...(avatar && { avatar }),
    activity: activityOf(row),
    unread: shieldedOf(row) ? 0 : unread,
    pinned: row.isPinned === true,
    notify: levelOf(row.messageRemindType) ?? 'all',
    shielded: shieldedOf(row),
    marks: (Object.keys(MARKS) as Mark[]).filter((mark) => row.markList?.includes(MARKS[mark])),
    markedUnread: row.markList?.includes(UNREAD) === true,
    tags: [...(row.conversationGroupList ?? [])],
    ...dataOf(row),
    cursors: cursorsOf(row, id),
    ...(last && { lastMessage: last }),
  };
};

/** Pinned first, then the latest. */
export const sortRows = (rows: readonly SdkConversation[]): SdkConversation[] =>
  [...rows].sort((a, b) => Number(b.isPinned === true) - Number(a.isPinned === true) || activityOf(b) - activityOf(a));

/** What of a row is worth telling when it changes. The SDK tells all rows with each change, the same objects each time. */
export const faceOfRow = (row: SdkConversation): string => {
  const { lastMessage: last, userProfile: user, groupProfile: group } = row;
  const said = [last?.lastTime, last?.lastSequence, last?.isRevoked, last?.isPeerRead, last?.version];
  const named = [row.remark, user?.nick, user?.avatar, group?.name, group?.avatar];
  const place = [group?.selfInfo?.role, group?.muteAllMembers, group?.memberCount, row.groupAtInfoList?.length];
  return JSON.stringify([
    row.unreadCount,
    row.isPinned,
    row.messageRemindType,
    said,
    named,
    place,
    row.markList,
    row.conversationGroupList,
    row.customData,
  ]);
};
