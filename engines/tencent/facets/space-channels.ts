import type { CallOptions, GroupFacet, SpaceFacet } from '../../../core/engine/index.js';
import { type Channel, ImError } from '../../../core/model/index.js';
import { tencentCode } from '../errors.js';
import type { Link } from '../link.js';
import type { SdkTopic } from '../sdk-spaces.js';
import { communityFor, topicFor } from '../space-ids.js';
import { writeCustom } from '../spaces.js';
import { channelsOf, tellTopics, topicsNow } from '../spaces-now.js';

type Part = Pick<
  SpaceFacet,
  'createChannel' | 'updateChannel' | 'removeChannel' | 'channelMembers' | 'addToChannel' | 'removeFromChannel'
>;

/** Bytes. */
const LONGEST = { name: 150, topic: 400 } as const;
/** The id is taken, by another or by an own one; there is none. */
const TAKEN: readonly unknown[] = [10_021, 10_025];
const NONE: readonly unknown[] = [10_010, 10_015];

const checkFace = (face: { readonly [K in keyof typeof LONGEST]?: string | null }): void => {
  for (const field of ['name', 'topic'] as const) {
    const [text, limit] = [face[field], LONGEST[field]];
    if (!text || new TextEncoder().encode(text).length <= limit) continue;
    throw new ImError('too-large', { field, limit, message: `${field}: at most ${limit} bytes` });
  }
};

const unsupported = (field: string): ImError =>
  new ImError('unsupported', {
    field,
    message: `${field}: Tencent's SDK for the web lets all of a space into a channel`,
  });

/** All members of a community are in all of its topics. */
export const spaceChannels = (link: Link, people: Pick<GroupFacet, 'members'>): Part => {
  const topicOf = async (groupID: string, id: string, options?: CallOptions): Promise<SdkTopic | undefined> =>
    (await topicsNow(link, groupID, [], options)).find(({ topicID }) => topicID === id);

  return {
    async createChannel(space, id, { name, topic, private: closed, category }, options) {
      if (closed) throw unsupported('private');
      checkFace({ name, topic });
      const [groupID, topicID] = [communityFor(space), topicFor(space, id)];
      const others = channelsOf(link, await topicsNow(link, groupID, [], options));
      const place = others.reduce((last, one: Channel) => Math.max(last, one.place), 0) + 1;
      const draft = {
        ...{ groupID, topicID, topicName: name, customData: writeCustom('', { place, category }) },
        ...(topic && { introduction: topic }),
      };
      await link
        .call((sdk) => sdk.createTopicInCommunity(draft), options)
        .catch(async (error: ImError) => {
          // Asked for once more, it is done already.
          const mine = TAKEN.includes(error.engine?.code) && (await topicOf(groupID, topicID, options));
          if (!mine || mine.topicName !== name) throw error;
        });
      await tellTopics(link, groupID, [topicID], link.self());
    },
    async updateChannel(space, channel, { name, topic, private: closed, category, place }, options) {
      if (closed) throw unsupported('private');
      checkFace({ name, topic });
      const [groupID, topicID] = [communityFor(space), topicFor(space, channel)];
      const placed = place !== undefined || category !== undefined;
      const before = placed ? await topicOf(groupID, topicID, options) : undefined;
      const patch = {
        ...{ groupID, topicID },
        ...(name !== undefined && { topicName: name }),
        ...(topic !== undefined && { introduction: topic ?? '' }),
        ...(placed && { customData: writeCustom(before?.customData, { place, category }) }),
      };
      await link.call((sdk) => sdk.updateTopicProfile(patch), options);
      await tellTopics(link, groupID, [topicID], link.self());
    },
    async removeChannel(space, channel, options) {
      const which = { groupID: communityFor(space), topicIDList: [topicFor(space, channel)] };
      const { failureTopicList } = await link.call((sdk) => sdk.deleteTopicFromCommunity(which), options);
      const [failed] = failureTopicList;
      if (failed && !NONE.includes(failed.code)) throw tencentCode(failed.code);
      link.emit([{ type: 'channels', changed: [], removed: [{ spaceId: space, id: channel }], why: 'dismissed' }]);
    },
    async channelMembers(space, _, options = {}) {
      const { items, next } = await people.members(communityFor(space), options);
      return { items: items.map(({ userId }) => userId), ...(next && { next }) };
    },
    async addToChannel() {
      throw unsupported('channel-members');
    },
    async removeFromChannel() {
      throw unsupported('channel-members');
    },
  };
};
