import type { CallOptions, ConversationPatch, EngineEvent, SpaceFace } from '../../core/engine/index.js';
import { type Channel, ImError, type UserId } from '../../core/model/index.js';
import { isAble } from './abilities.js';
import { membersOf } from './groups-now.js';
import type { Link } from './link.js';
import { isNamed, mentionsOf } from './mentions.js';
import type { SdkGroup } from './sdk-groups.js';
import type { SdkTopic } from './sdk-spaces.js';
import { placesIn, readRow, readSpace, readTopic, rowFor } from './spaces.js';

type Asking = Pick<Link, 'call' | 'kept' | 'now'>;
type Telling = Asking & Pick<Link, 'emit'>;

const PROFILE = 'get_group_self_member_info';

const keep = (link: Asking, group: SdkGroup, role = readSpace(group).role): SpaceFace => {
  const remind = group.selfInfo?.messageRemindType;
  placesIn(link).set(group.groupID, { ...(role && { role }), ...(remind && { remind }) });
  return readSpace(group, role);
};

/** Rejects `unsupported` where the app has not bought communities. */
export const requireSpaces = async (link: Asking, options?: CallOptions): Promise<void> => {
  if (await isAble(link, 'communities', options)) return;
  throw new ImError('unsupported', { field: 'spaces', message: 'spaces: this app has not bought communities' });
};

/** As the service has it. undefined: a community without topics. Rejects `forbidden` and `not-found`. */
export const spaceNow = async (
  link: Asking,
  groupID: string,
  self: UserId,
  options?: CallOptions,
): Promise<SpaceFace | undefined> => {
  const { group } = await link.call((sdk) => sdk.getGroupProfile({ groupID }), options, PROFILE);
  if (!group.isSupportTopic) return undefined;
  const [own] = await membersOf(link, groupID, [self], options);
  return keep(link, group, own?.role);
};

/** One's own. After a lost line the SDK goes on to name those that one is out of: they are asked about by themselves. */
export const spacesNow = async (link: Asking, self: UserId, options?: CallOptions): Promise<SpaceFace[]> => {
  await requireSpaces(link, options);
  const known = new Set(placesIn(link).keys());
  const { groupList } = await link.call((sdk) => sdk.getJoinedCommunityList(), options);
  const faces = await Promise.all(
    groupList.map(async (group) => {
      if (!known.has(group.groupID)) return keep(link, group);
      const face = await spaceNow(link, group.groupID, self, options).catch((error: ImError) => {
        if (error.code === 'forbidden' || error.code === 'not-found') return undefined;
        throw error;
      });
      if (!face) placesIn(link).delete(group.groupID);
      return face;
    }),
  );
  return faces.filter((face) => face !== undefined);
};

/** `ids` empty: all. */
export const topicsNow = async (
  link: Asking,
  groupID: string,
  ids: readonly string[],
  options?: CallOptions,
): Promise<readonly SdkTopic[]> => {
  const which = { groupID, topicIDList: ids };
  return (await link.call((sdk) => sdk.getTopicList(which), options, 'get_topic')).successTopicList;
};

/** Where a topic stands in what the service lists, for those that other clients made. */
const listed = (link: Asking): Map<string, number> => link.kept('topics listed', () => new Map<string, number>());

const channelOf = (link: Asking, topic: SdkTopic): Channel[] => {
  const channel = readTopic(topic, listed(link).get(topic.topicID) ?? 0);
  return channel ? [channel] : [];
};

/** All of one community, in their order. */
export const channelsOf = (link: Asking, topics: readonly SdkTopic[]): Channel[] => {
  for (const [at, { topicID }] of topics.entries()) listed(link).set(topicID, at);
  return topics.flatMap((topic) => channelOf(link, topic)).sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
};

/** With who is named in them. */
export const rowsOf = async (
  link: Asking,
  topics: readonly SdkTopic[],
  self: UserId,
  options?: CallOptions,
): Promise<ConversationPatch[]> => {
  const rows = await Promise.all(
    topics.map(async (topic) => {
      const row = readRow(link, topic, self);
      if (!row || !isNamed(rowFor(topic))) return row;
      return { ...row, ...(await mentionsOf(link, rowFor(topic), options).catch(() => ({}))) };
    }),
  );
  return rows.filter((row) => row !== undefined);
};

/** As the SDK holds them now; who is named in them follows. */
export const tellRows = (link: Telling, topics: readonly SdkTopic[], self: UserId): void => {
  const rows = topics.flatMap((topic) => readRow(link, topic, self) ?? []);
  const events: EngineEvent[] = [{ type: 'channels', changed: topics.flatMap((topic) => channelOf(link, topic)) }];
  if (rows.length > 0) events.push({ type: 'conversations', changed: rows });
  link.emit(events);
  const named = topics.filter((topic) => isNamed(rowFor(topic)));
  if (named.length === 0) return;
  rowsOf(link, named, self).then(
    (changed) => link.emit([{ type: 'conversations', changed }]),
    () => undefined,
  );
};

/** How some topics are now, or all of a community. */
export const tellTopics = async (link: Telling, groupID: string, ids: readonly string[], self: UserId) => {
  const all = await topicsNow(link, groupID, []);
  channelsOf(link, all);
  tellRows(
    link,
    all.filter(({ topicID }) => ids.length === 0 || ids.includes(topicID)),
    self,
  );
};

/** How it is now, told once for all that came meanwhile. Who is out already hears nothing. */
export const tellSpace = (link: Telling, groupID: string, self: UserId): void => {
  const under = link.kept('communities asked about', () => new Map<string, boolean>());
  const begun = under.has(groupID);
  under.set(groupID, begun);
  if (begun) return;
  const ask = async () => {
    do {
      under.set(groupID, false);
      const face = await spaceNow(link, groupID, self);
      if (face) link.emit([{ type: 'spaces', changed: [face] }]);
    } while (under.get(groupID));
  };
  ask()
    .catch(() => undefined)
    .finally(() => under.delete(groupID));
};
