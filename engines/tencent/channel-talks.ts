import type { Anchor, CallOptions, ConversationPatch } from '../../core/engine/index.js';
import { type ConversationId, ImError, type NotifyLevel } from '../../core/model/index.js';
import { targetFor } from './identity.js';
import type { Link } from './link.js';
import { readsNewer } from './reading.js';
import { remindFor } from './rows.js';
import type { SdkTopic } from './sdk-spaces.js';
import { communityOf } from './space-ids.js';
import { levelAround } from './space-levels.js';
import { rowsOf, tellRows, topicsNow } from './spaces-now.js';

/** Rejects `not-found`. */
const topicOf = async (link: Link, id: ConversationId, options?: CallOptions): Promise<SdkTopic> => {
  const topicID = targetFor(id).to;
  const [topic] = await topicsNow(link, communityOf(topicID), [topicID], options);
  if (!topic) throw new ImError('not-found', { field: 'conversationId', message: 'conversationId: there is none' });
  return topic;
};

/** Topics stand in no list of the SDK's. Those that are not there are left out. */
export const channelRows = async (
  link: Link,
  ids: readonly ConversationId[],
  options?: CallOptions,
): Promise<ConversationPatch[]> => {
  const found = await Promise.all(
    ids.map((id) =>
      topicOf(link, id, options).catch((error: ImError) => {
        if (error.code === 'not-connected' || error.code === 'aborted') throw error;
        return undefined;
      }),
    ),
  );
  return rowsOf(
    link,
    found.filter((topic) => topic !== undefined),
    link.self(),
    options,
  );
};

/** The SDK marks all of it alone: nothing is where something newer of others would be read with it. */
export const readChannel = async (
  link: Link,
  id: ConversationId,
  upTo: Anchor,
  options?: CallOptions,
): Promise<void> => {
  const topic = await topicOf(link, id, options);
  if (await readsNewer(link, id, upTo, topic.lastMessage?.lastSequence ?? 0, options)) return;
  await link.call((sdk) => sdk.setMessageRead({ conversationID: `GROUP${topic.topicID}` }), options);
};

/** null: as the space, which the SDK does not say: the topic takes on its level. Rejects `unsupported`. */
export const notifyChannel = async (
  link: Link,
  id: ConversationId,
  level: NotifyLevel | null | undefined,
  options?: CallOptions,
): Promise<void> => {
  const groupID = targetFor(id).to;
  const messageRemindType = remindFor(level ?? levelAround(link, communityOf(groupID)));
  if (!messageRemindType)
    throw new ImError('unsupported', { field: 'level', message: `level: Tencent has no "${level}" there` });
  await link.call((sdk) => sdk.setMessageRemindType({ groupID, messageRemindType }), options);
  // The SDK takes over what was set without a word.
  tellRows(link, [await topicOf(link, id, options)], link.self());
};
