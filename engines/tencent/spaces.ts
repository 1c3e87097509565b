import type { ConversationPatch, SpaceFace } from '../../core/engine/index.js';
import { type Channel, ImError, type Role, type UserId } from '../../core/model/index.js';
import { withAltered } from './altered.js';
import { nameOf, readRole } from './groups.js';
import { conversationFor } from './identity.js';
import type { Link } from './link.js';
import { isNamed } from './mentions.js';
import { lastOf } from './messages.js';
import { levelOf } from './rows.js';
import type { SdkConversation } from './sdk.js';
import type { SdkGroup } from './sdk-groups.js';
import type { SdkTopic } from './sdk-spaces.js';
import { channelFor, communityOf, spaceFor } from './space-ids.js';

const MOST_SHOWN = 999;

/** What is known of one's own place in communities, by their ids: their topics hang on it. */
interface Place {
  readonly role?: Role;
  /** The vendor's word for the level of all topics. */
  readonly remind?: string;
}
export const placesIn = (link: Pick<Link, 'kept'>): Map<string, Place> =>
  link.kept('communities', () => new Map<string, Place>());

/** `role`: as the service says now; what the SDK holds may be older. */
export const readSpace = (group: SdkGroup, role = readRole(group.selfInfo?.role)): SpaceFace => {
  const [name, since] = [nameOf(group.name), group.selfInfo?.joinTime];
  return {
    id: spaceFor(group.groupID) ?? '',
    policy: group.joinOption === 'FreeAccess' ? 'open' : 'invite',
    ...(name && { name }),
    ...(group.avatar && { avatar: group.avatar }),
    ...(group.introduction && { introduction: group.introduction }),
    ...(group.ownerID && { ownerId: group.ownerID }),
    ...(typeof group.memberCount === 'number' && { memberCount: group.memberCount }),
    ...(role && { role }),
    ...(since && { since }),
  };
};

/** Ours stand among what a site may keep there by itself. */
interface Custom {
  readonly im?: { readonly place?: number; readonly category?: string };
}
const readCustom = (customData = ''): Custom | undefined => {
  if (customData === '') return {};
  try {
    const read: unknown = JSON.parse(customData);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Custom) : undefined;
  } catch {
    return undefined;
  }
};

/** Throws `unsupported` where something else than an object stands there, which is not ours to replace. */
export const writeCustom = (
  customData: string | undefined,
  { place, category }: { readonly place?: number; readonly category?: string | null },
): string => {
  const before = readCustom(customData);
  if (!before)
    throw new ImError('unsupported', { field: 'place', message: 'place: other words stand in its custom data' });
  const { category: old, ...im } = { ...before.im, ...(place !== undefined && { place }) };
  const named = category === undefined ? old : category;
  return JSON.stringify({ ...before, im: { ...im, ...(named && { category: named }) } });
};

/** `at`: where it stands in what the service lists, for topics that other clients made. */
export const readTopic = (topic: SdkTopic, at: number): Channel | undefined => {
  const ids = channelFor(topic.topicID);
  if (!ids) return undefined;
  const { place = at, category } = readCustom(topic.customData)?.im ?? {};
  return {
    ...{ spaceId: ids.space, id: ids.channel, name: topic.topicName, place },
    ...(topic.introduction && { topic: topic.introduction }),
    ...(category && { category }),
  };
};

/** As a row of the list, which it has not. */
export const rowFor = ({ topicID, unreadCount, lastMessage, groupAtInfoList }: SdkTopic): SdkConversation => ({
  ...{ conversationID: `GROUP${topicID}`, type: 'GROUP', unreadCount, groupAtInfoList },
  ...(lastMessage && { lastMessage }),
});

/** A level that was chosen for the topic itself, though it is the usual one: seen beside another of its community. */
const isLoud = (topic: SdkTopic, { remind }: Place): boolean =>
  levelOf(topic.selfInfo?.messageRemindType) === 'all' && (levelOf(remind) ?? 'all') !== 'all';

export const readRow = (
  link: Pick<Link, 'kept' | 'now'>,
  topic: SdkTopic,
  self: UserId,
): ConversationPatch | undefined => {
  const row = rowFor(topic);
  const id = conversationFor(row.conversationID);
  if (!id) return undefined;
  const place = placesIn(link).get(communityOf(topic.topicID)) ?? {};
  const [last, read] = [lastOf(row, self, link.now()), topic.selfInfo?.readedSequence ?? 0];
  const muted = topic.muteAllMembers === true && place.role === 'member';
  return {
    ...{ id, kind: 'channel', whole: true, title: topic.topicName },
    ...(topic.avatar && { avatar: topic.avatar }),
    activity: (topic.lastMessage?.lastTime ?? 0) * 1000,
    unread: Math.min(topic.unreadCount, MOST_SHOWN),
    notify: levelOf(topic.selfInfo?.messageRemindType) ?? 'all',
    ...(isLoud(topic, place) && { loud: true }),
    ...(muted && { standing: { locked: 'muted-all' } }),
    ...(!isNamed(row) && { mentions: [] }),
    cursors: [{ conversationId: id, userId: self, read, delivered: read }],
    ...(last && { lastMessage: withAltered(link, last) }),
  };
};
