import type { EngineEvent } from '../../../core/engine/index.js';
import type { Application } from '../../../core/model/index.js';
import { applicationId, known } from '../applications.js';
import { tipOf } from '../content/notices.js';
import { tellGroup, valued } from '../groups-now.js';
import { conversationFor } from '../identity.js';
import { goneFrom } from '../places.js';
import { isOfRoom, roomsOf } from '../rooms.js';
import type { SdkMessage } from '../sdk.js';
import type { EventContext, Listeners } from './index.js';
import { tellRoom, valuesInRoom } from './rooms.js';

const NOTICE = 'TIMGroupSystemNoticeElem';

/** What the service tells somebody alone. */
interface Notice {
  readonly operationType?: number;
  readonly operatorID?: string;
  readonly handleMessage?: string;
  readonly messageKey?: number;
  readonly authentication?: string;
  readonly inviteeList?: readonly string[];
  readonly groupProfile?: { readonly groupID?: string };
}

/** Channels of a space are told of by others. */
const isOther = (id: string): boolean => conversationFor(`GROUP${id}`)?.startsWith('group:') !== true;

/** How it is now is asked for, and told when it is known. Who is out already hears nothing. */
const later = (
  context: EventContext,
  groupId: string,
  users: readonly string[],
  mutes?: ReadonlyMap<string, number>,
): void => {
  if (isOther(groupId)) return;
  tellGroup(context, groupId, users, mutes).catch(() => undefined);
};

const told = (context: EventContext, changed: readonly Application[]): EngineEvent[] => {
  for (const one of changed) known(context).set(one.id, one);
  return changed.length > 0 ? [{ type: 'applications', changed }] : [];
};

/** Who came in by an application that waited: somebody has answered it. */
const answered = (context: EventContext, groupId: string, users: readonly string[], by: string): EngineEvent[] =>
  told(
    context,
    users.flatMap((user) => {
      const one = known(context).get(applicationId(groupId, user));
      return one?.state === 'pending' ? [{ ...one, state: 'accepted' as const, by }] : [];
    }),
  );

/** Of a line that stands in the group: what follows from it. */
const byTip = (message: SdkMessage, context: EventContext): EngineEvent[] => {
  const tip = tipOf(message);
  const groupId = message.conversationID.slice('GROUP'.length);
  if (!tip || isOther(groupId)) return [];
  const { operationType, operatorID = '', userIDList = [], newGroupProfile = {} } = tip;
  if (operationType === 2 || operationType === 3) {
    later(context, groupId, []);
    const removed = userIDList.map((userId) => ({ groupId, userId }));
    return [{ type: 'members', changed: [], removed }];
  }
  const owner = newGroupProfile.ownerID;
  const users = typeof owner === 'string' ? [owner, operatorID] : userIDList;
  if (operationType === 7) {
    const told = tip.memberList ?? [];
    const until = ({ muteTime = 0 }) => (muteTime > 0 ? (message.time + muteTime) * 1000 : 0);
    const mutes = new Map(told.flatMap((one) => (one.userID ? [[one.userID, until(one)] as const] : [])));
    later(context, groupId, [...mutes.keys()], mutes);
    return [];
  }
  later(context, groupId, operationType === 6 && !owner ? [] : users);
  return operationType === 1 ? answered(context, groupId, userIDList, operatorID) : [];
};

/** Whose it is when the service names somebody to bring in. */
const asked = (context: EventContext, groupId: string, notice: Notice): EngineEvent[] => {
  const { operatorID = '', handleMessage: words, messageKey = 0, inviteeList = [] } = notice;
  const users = inviteeList.length > 0 ? inviteeList : [operatorID];
  const at = messageKey > 1e11 ? messageKey : messageKey * 1000;
  const changed = users.map((userId) => ({
    ...{ id: applicationId(groupId, userId), groupId, userId, at, state: 'pending' as const, read: false },
    ...(words && { words }),
  }));
  return told(context, changed);
};

/** One's own application, of which the service says no time. */
const own = (context: EventContext, groupId: string, state: 'accepted' | 'refused', notice: Notice): EngineEvent[] => {
  const { operatorID: by, handleMessage: reason } = notice;
  const id = applicationId(groupId, context.self);
  const more = { ...(by && { by }), ...(reason && { reason }) };
  return told(context, [{ id, groupId, userId: context.self, at: Date.now(), state, ...more, read: true }]);
};

const byNotice = (notice: Notice, context: EventContext): EngineEvent[] => {
  const groupId = notice.groupProfile?.groupID;
  if (!groupId || isOther(groupId)) return [];
  if (notice.authentication && notice.operationType !== 12) return asked(context, groupId, notice);
  switch (notice.operationType) {
    case 2:
      later(context, groupId, []);
      return own(context, groupId, 'accepted', notice);
    case 3:
      return own(context, groupId, 'refused', notice);
    case 4:
      return [goneFrom(context, groupId, 'removed'), { type: 'groups', changed: [], removed: [groupId] }];
    case 5:
      return [goneFrom(context, groupId, 'dismissed'), { type: 'groups', changed: [], removed: [groupId] }];
    case 8:
      return [goneFrom(context, groupId, 'left'), { type: 'groups', changed: [], removed: [groupId] }];
    case 6:
    case 7:
    case 9:
    case 10:
      later(context, groupId, [context.self]);
      return [];
    default:
      return [];
  }
};

/** What messages of the service's mean for groups, beside their line. */
export const groupNews = (message: SdkMessage, context: EventContext): EngineEvent[] =>
  message.type === NOTICE ? byNotice((message.payload ?? {}) as Notice, context) : byTip(message, context);

interface Values {
  readonly groupID: string;
  readonly groupAttributes?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly value?: number;
}

const valueChanged = (values: Values, context: EventContext): readonly EngineEvent[] => {
  const { groupID } = values;
  const room = roomsOf(context).get(groupID);
  if (room) return tellRoom(context, groupID, valuesInRoom(room, values));
  if (isOfRoom(context, `GROUP${groupID}`)) return [];
  valued(context).add(groupID);
  later(context, groupID, []);
  return [];
};

export const groupEvents: Listeners = {
  groupAttributesUpdated: valueChanged,
  onGroupCounterUpdated: valueChanged,
};
