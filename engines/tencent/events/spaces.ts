import type { EngineEvent } from '../../../core/engine/index.js';
import { tipOf } from '../content/notices.js';
import { settingsNow } from '../facets/settings.js';
import type { SdkMessage } from '../sdk.js';
import type { SdkTopic } from '../sdk-spaces.js';
import { channelFor, spaceFor } from '../space-ids.js';
import { keepLevel } from '../space-levels.js';
import { placesIn } from '../spaces.js';
import { tellRows, tellSpace, tellTopics } from '../spaces-now.js';
import { isListed } from '../unread.js';
import type { EventContext, Listeners } from './index.js';

const NOTICE = 'TIMGroupSystemNoticeElem';
/** A topic was changed, in the numbers of tips. */
const TOPIC_CHANGED = 8;

interface Payload {
  readonly operationType?: number;
  readonly messageRemindType?: string;
  readonly groupProfile?: { readonly groupID?: string };
}

const payloadOf = ({ payload }: SdkMessage): Payload => (payload ?? {}) as Payload;

/** The SDK leaves out which communities have topics; rows of its list have none. */
const communityIn = (message: SdkMessage, context: EventContext): string | undefined => {
  const { groupID = '' } = payloadOf(message).groupProfile ?? {};
  const id = message.type === NOTICE ? groupID : message.conversationID.slice('GROUP'.length);
  return spaceFor(id) === undefined || isListed(context, `GROUP${id}`) ? undefined : id;
};

/** Is it a line of the service's about a community or a topic? Such are in no conversation. */
export const isOfSpaces = (message: SdkMessage, context: EventContext): boolean =>
  (message.type === NOTICE || tipOf(message) !== undefined) &&
  (communityIn(message, context) !== undefined || tipOf(message)?.operationType === TOPIC_CHANGED);

const gone = (context: EventContext, groupID: string, why: 'removed' | 'left' | 'dismissed'): EngineEvent[] => {
  placesIn(context).delete(groupID);
  const id = spaceFor(groupID);
  return id === undefined ? [] : [{ type: 'spaces', changed: [], removed: [id], why }];
};

const WHY: Readonly<Record<number, 'removed' | 'left' | 'dismissed'>> = { 4: 'removed', 5: 'dismissed', 8: 'left' };
const REMIND = 20;

/** Set on another device. Settings are told whole; rows of topics are seen beside it. */
const tellLevel = (context: EventContext, groupID: string, remind: string): void => {
  keepLevel(context, groupID, remind);
  const tell = async () => {
    context.emit([{ type: 'settings', settings: await settingsNow(context) }]);
    await tellTopics(context, groupID, [], context.self);
  };
  tell().catch(() => undefined);
};

/** What follows from a line that `isOfSpaces`. */
export const spaceNews = (message: SdkMessage, context: EventContext): readonly EngineEvent[] => {
  const groupID = communityIn(message, context);
  if (groupID === undefined) return [];
  const { operationType = 0, messageRemindType: remind } = payloadOf(message);
  if (message.type === NOTICE) {
    const why = WHY[operationType];
    if (why) return gone(context, groupID, why);
    if (operationType === REMIND && remind) {
      tellLevel(context, groupID, remind);
      return [];
    }
  }
  tellSpace(context, groupID, context.self);
  return [];
};

interface OfTopic {
  readonly groupID: string;
  readonly topicID: string;
}

const created = ({ groupID, topicID }: OfTopic, context: EventContext): EngineEvent[] => {
  tellTopics(context, groupID, [topicID], context.self).catch(() => undefined);
  return [];
};

const deleted = ({ topicIDList = [] }: { readonly topicIDList?: readonly string[] }): EngineEvent[] => {
  const removed = topicIDList.flatMap((id) => {
    const ids = channelFor(id);
    return ids ? [{ spaceId: ids.space, id: ids.channel }] : [];
  });
  return [{ type: 'channels', changed: [], removed, why: 'dismissed' }];
};

/** The SDK counts what comes before it tells of it: how a topic is then is said after it, once for all that came with it. */
const updated = ({ topic }: { readonly topic?: SdkTopic }, context: EventContext): EngineEvent[] => {
  const changed = context.kept('topics changed', () => new Set<SdkTopic>());
  if (!topic) return [];
  if (changed.size === 0)
    context.soon(() => {
      const all = [...changed];
      changed.clear();
      tellRows(context, all, context.self);
    });
  changed.add(topic);
  return [];
};

export const spaceEvents: Listeners = {
  onTopicCreated: created,
  onTopicDeleted: deleted,
  onTopicUpdated: updated,
};
