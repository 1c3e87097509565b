import type { RoomChange } from '../../core/engine/index.js';
import type { ConversationId, Role, RoomAttribute, Standing, UserId } from '../../core/model/index.js';
import { kindOf, targetOf } from '../../core/model/index.js';
import type { Link } from './link.js';
import type { SdkConversation, SdkMessage } from './sdk.js';

/** A live room that one is in, as far as the SDK does not hold it. */
export interface HeldRoom {
  role?: Role;
  mutedAll: boolean;
  /** Milliseconds. */
  mutedUntil?: number;
  /** Newest first. */
  recent: readonly UserId[];
  attributes: Readonly<Record<string, RoomAttribute>>;
  /** What came while nobody could be told: the next entry has it. */
  waiting: readonly RoomChange[] | undefined;
  /** How many messages of those are held no more, because there were too many. */
  shed: number;
  /** The line was lost, and it was not entered since. */
  lost: boolean;
  /** The last that were said, for answers to them. */
  said: readonly SdkMessage[];
}

const MOST_SAID = 100;
/** Messages and recalls that wait for an entry. */
const MOST_WAITING = 500;
/** People who are named of those who are there. */
export const MOST_RECENT = 20;

type Kept = Pick<Link, 'kept'>;

export const roomsOf = (link: Kept): Map<string, HeldRoom> => link.kept('rooms', () => new Map<string, HeldRoom>());

export const newRoom = (): HeldRoom => ({
  ...{ mutedAll: false, recent: [], attributes: {}, waiting: [], shed: 0, lost: false, said: [] },
});

const idsOfRooms = (link: Kept): Set<string> => link.kept('ids of rooms', () => new Set<string>());

/** Known as a live room from now on, whether one is in it or not: what is heard of it is never a group's. */
export const knowRoom = (link: Kept, id: string): void => void idsOfRooms(link).add(id);

/** When somebody was put out of a room for a moment, by its id: milliseconds of this clock. */
export const putOut = (link: Kept): Map<string, number> => link.kept('put out', () => new Map<string, number>());

/** The line is lost: what the SDK hears before the next entry waits for it. */
export const holdRooms = (link: Kept): void => {
  for (const room of roomsOf(link).values()) {
    room.waiting ??= [];
    room.lost = true;
  }
};

const sizeOf = ({ messages = [], recalled = [] }: RoomChange): number => messages.length + recalled.length;

/** The oldest go where there are too many. */
export const hold = (room: HeldRoom, change: RoomChange): void => {
  const waiting = [...(room.waiting ?? []), change];
  let size = waiting.reduce((sum, one) => sum + sizeOf(one), 0);
  while (size > MOST_WAITING && waiting.length > 1) {
    const gone = waiting.shift();
    size -= gone ? sizeOf(gone) : 0;
    room.shed += gone?.messages?.length ?? 0;
  }
  room.waiting = waiting;
};

/** From now on it is heard at once. */
export const hearAtOnce = (room: HeldRoom): void => {
  room.waiting = undefined;
  room.shed = 0;
  room.lost = false;
};

/** The id of the room, by the SDK's id of a conversation. */
export const roomIn = (link: Kept, conversationID: string): string | undefined => {
  const id = groupIn(conversationID);
  return roomsOf(link).has(id) ? id : undefined;
};

const groupIn = (conversationID: string): string =>
  conversationID.startsWith('GROUP') ? conversationID.slice('GROUP'.length) : '';

/** Also of one that one is out of. */
export const isOfRoom = (link: Kept, conversationID: string): boolean =>
  roomIn(link, conversationID) !== undefined || idsOfRooms(link).has(groupIn(conversationID));

/** The SDK has a row of each, which stands in no list of ours. */
export const isRoomRow = (link: Kept, { conversationID, groupProfile }: SdkConversation): boolean =>
  groupProfile?.type === 'AVChatRoom' || isOfRoom(link, conversationID);

export const standingIn = ({ role = 'member', mutedAll, mutedUntil }: HeldRoom, now: number): Standing => {
  if (mutedUntil !== undefined && mutedUntil > now) return { role, locked: 'muted', until: mutedUntil };
  return mutedAll && role === 'member' ? { role, locked: 'muted-all' } : { role };
};

/** Whoever was muted before he came in learns it when he writes. */
export const mutedIn = (link: Kept, id: string): Standing => {
  const room = roomsOf(link).get(id);
  const known = room && standingIn(room, Date.now());
  return known?.locked ? known : { ...known, locked: 'muted' };
};

export const keepSaid = (room: HeldRoom, messages: readonly SdkMessage[]): void => {
  const known = new Set(room.said.map(({ ID }) => ID));
  room.said = [...room.said, ...messages.filter(({ ID }) => !known.has(ID))].slice(-MOST_SAID);
};

/** One's own are not told to who said them. */
export const keepOwn = (link: Kept, message: SdkMessage, id: ConversationId): void => {
  const room = kindOf(id) === 'room' ? roomsOf(link).get(targetOf(id)) : undefined;
  if (room) keepSaid(room, [message]);
};

export const forgetSaid = (link: Kept, id: string, serverId: string): void => {
  const room = roomsOf(link).get(id);
  if (room) room.said = room.said.filter(({ ID }) => ID !== serverId);
};

export const saidIn = (link: Kept, id: ConversationId, serverId: string): SdkMessage | undefined =>
  kindOf(id) === 'room'
    ? roomsOf(link)
        .get(targetOf(id))
        ?.said.find(({ ID }) => ID === serverId)
    : undefined;

const PRIORITIES: Readonly<Record<string, 'High' | 'Low'>> = { gift: 'High', like: 'Low' };

/** Of too much in a moment the service leaves out what is low first. */
export const priorityOf = ({ kind, type }: { readonly kind: string; readonly type?: unknown }) => {
  const name = kind === 'custom' && typeof type === 'string' ? type : kind;
  return (Object.hasOwn(PRIORITIES, name) && PRIORITIES[name]) || 'Normal';
};
