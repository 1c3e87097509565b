import type { EngineEvent, IncomingMessage, RoomChange } from '../../../core/engine/index.js';
import type { UserId } from '../../../core/model/index.js';
import { tipOf } from '../content/notices.js';
import { readRole } from '../groups.js';
import { readMessage } from '../messages.js';
import { LIKES, readAttributes } from '../room-values.js';
import { type HeldRoom, hold, isOfRoom, keepSaid, MOST_RECENT, putOut, roomIn, roomsOf, standingIn } from '../rooms.js';
import { groupNow, onlineIn } from '../rooms-now.js';
import type { SdkMessage } from '../sdk.js';
import type { EventContext } from './index.js';

type Change = { -readonly [K in keyof RoomChange]: RoomChange[K] };

/** Seconds: kept out for so short a time, one was only put out. */
const PUT_OUT = 1;

interface Notice {
  readonly operationType?: number;
  readonly groupProfile?: { readonly groupID?: string };
  readonly duration?: number;
  readonly reason?: string;
}

const noticeOf = ({ type, payload }: SdkMessage): Notice | undefined =>
  type === 'TIMGroupSystemNoticeElem' ? ((payload ?? {}) as Notice) : undefined;

/** The SDK's ids of the conversations that it may be about. */
const aboutOf = (message: SdkMessage): readonly string[] => [
  message.conversationID,
  `GROUP${noticeOf(message)?.groupProfile?.groupID ?? ''}`,
];

/** Of which room somebody is told, if of one he is in. */
const roomOf = (context: EventContext, message: SdkMessage): string | undefined =>
  aboutOf(message)
    .map((id) => roomIn(context, id))
    .find((id) => id !== undefined);

const ended = (id: string, notice: Notice, context: EventContext): RoomChange['ended'] => {
  const { operationType, duration = 0, reason } = notice;
  if (operationType === 5) return { why: 'destroyed' };
  if (operationType !== 4 && operationType !== 21) return undefined;
  const alone = operationType === 4 || duration <= PUT_OUT;
  if (alone) putOut(context).set(id, Date.now());
  return { why: alone ? 'kicked' : 'banned', ...(reason && { reason }) };
};

const came = (room: HeldRoom, change: Change, users: readonly UserId[]): void => {
  change.joined = [...(change.joined ?? []), ...users];
  room.recent = [...[...users].reverse(), ...room.recent.filter((one) => !users.includes(one))].slice(0, MOST_RECENT);
};

const went = (room: HeldRoom, change: Change, users: readonly UserId[]): void => {
  change.left = [...(change.left ?? []), ...users];
  room.recent = room.recent.filter((one) => !users.includes(one));
};

/** What a tip says at once. Answers whether the room is to be asked for, too. */
const byTip = (room: HeldRoom, change: Change, message: SdkMessage, { self }: EventContext): boolean => {
  const { operationType, operatorID = '', userIDList = [], memberList = [] } = tipOf(message) ?? {};
  const users = userIDList.length > 0 ? userIDList : [operatorID];
  if (operationType === 1) came(room, change, users);
  if (operationType === 2 || operationType === 3 || operationType === 10) went(room, change, users);
  const own = memberList.find(({ userID }) => userID === self);
  if (operationType === 7 && own) {
    const { muteTime = 0 } = own;
    room.mutedUntil = muteTime > 0 ? (message.time + muteTime) * 1000 : undefined;
    change.standing = standingIn(room, message.time * 1000);
  }
  if ((operationType === 4 || operationType === 5) && users.includes(self)) {
    room.role = readRole(operationType === 4 ? 'Admin' : 'Member');
    change.standing = standingIn(room, Date.now());
  }
  return operationType === 6;
};

/** To who is in it. What is said while he is coming in is told with his entry. */
export const tellRoom = (context: EventContext, id: string, change: RoomChange): readonly EngineEvent[] => {
  const room = roomsOf(context).get(id);
  if (!room) return [];
  if (change.ended) roomsOf(context).delete(id);
  if (!room.waiting || change.ended) return [{ type: 'rooms', changed: [change] }];
  const { messages, recalled, ...rest } = change;
  if (messages || recalled) hold(room, change);
  return Object.keys(rest).length > 1 ? [{ type: 'rooms', changed: [rest] }] : [];
};

const later = (context: EventContext, id: string, look: () => Promise<RoomChange>): void => {
  look().then(
    (change) => context.emit(tellRoom(context, id, change)),
    () => undefined,
  );
};

/** The SDK keeps the count that stands in tips. */
const counted = (context: EventContext, id: string): void =>
  later(context, id, async () => {
    return { id, online: await onlineIn(context, id), recent: roomsOf(context).get(id)?.recent ?? [] };
  });

const ofRoom = (id: string, all: readonly SdkMessage[], context: EventContext): readonly EngineEvent[] => {
  const room = roomsOf(context).get(id);
  if (!room) return [];
  const change: Change = { id };
  const messages: IncomingMessage[] = [];
  let changed = false;
  for (const one of all) {
    const notice = noticeOf(one);
    if (notice) change.ended ??= ended(id, notice, context);
    else if (tipOf(one)) changed = byTip(room, change, one, context) || changed;
    else messages.push(...[readMessage(one, context.self, context.now(), true)].filter((read) => read !== undefined));
  }
  keepSaid(
    room,
    all.filter((one) => !tipOf(one) && !noticeOf(one)),
  );
  if (messages.length > 0) change.messages = messages;
  if (change.joined || change.left) counted(context, id);
  if (changed)
    later(context, id, async () => ({
      id,
      group: await groupNow(context, id, context.self),
      standing: standingIn(room, Date.now()),
    }));
  return Object.keys(change).length > 1 ? tellRoom(context, id, change) : [];
};

/** What is of live rooms, each in one change; and the rest. Of rooms that one is out of nothing is told. */
export const ofRooms = (
  all: readonly SdkMessage[],
  context: EventContext,
): { readonly rest: readonly SdkMessage[]; readonly events: readonly EngineEvent[] } => {
  const byRoom = new Map<string, SdkMessage[]>();
  const rest: SdkMessage[] = [];
  for (const one of all) {
    const id = roomOf(context, one);
    if (id !== undefined) byRoom.set(id, [...(byRoom.get(id) ?? []), one]);
    else if (!aboutOf(one).some((about) => isOfRoom(context, about))) rest.push(one);
  }
  return { rest, events: [...byRoom].flatMap(([id, some]) => ofRoom(id, some, context)) };
};

/** Of attributes the SDK says all that there are; of a counter this one alone. */
export const valuesInRoom = (
  room: HeldRoom,
  told: {
    readonly groupID: string;
    readonly groupAttributes?: Readonly<Record<string, string>>;
    readonly key?: string;
    readonly value?: number;
  },
): RoomChange => {
  const { groupID: id, groupAttributes, key, value } = told;
  if (!groupAttributes) return key === LIKES && value !== undefined ? { id, likes: value } : { id };
  const gone = Object.keys(room.attributes).filter((name) => !(name in groupAttributes));
  room.attributes = readAttributes(groupAttributes);
  return { id, attributes: { ...room.attributes, ...Object.fromEntries(gone.map((name) => [name, null])) } };
};
