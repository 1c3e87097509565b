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
  waiting: RoomChange[] | undefined;
  /** The last that were said, for answers to them. */
  said: readonly SdkMessage[];
}

const MOST_SAID = 100;
/** People who are named of those who are there. */
export const MOST_RECENT = 20;

type Kept = Pick<Link, 'kept'>;

export const roomsOf = (link: Kept): Map<string, HeldRoom> => link.kept('rooms', () => new Map<string, HeldRoom>());

export const newRoom = (): HeldRoom => ({
  ...{ mutedAll: false, recent: [], attributes: {}, waiting: [], said: [] },
});

/** When somebody was put out of a room for a moment, by its id: milliseconds of this clock. */
export const putOut = (link: Kept): Map<string, number> => link.kept('put out', () => new Map<string, number>());

/** The line is lost: what the SDK hears before the next entry waits for it. */
export const holdRooms = (link: Kept): void => {
  for (const room of roomsOf(link).values()) room.waiting ??= [];
};

/** The id of the room, by the SDK's id of a conversation. */
export const roomIn = (link: Kept, conversationID: string): string | undefined => {
  const id = conversationID.startsWith('GROUP') ? conversationID.slice(5) : '';
  return roomsOf(link).has(id) ? id : undefined;
};

/** The SDK has a row of each, which stands in no list of ours. */
export const isRoomRow = (link: Kept, { conversationID, groupProfile }: SdkConversation): boolean =>
  groupProfile?.type === 'AVChatRoom' || roomIn(link, conversationID) !== undefined;

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
  room.said = [...room.said, ...messages].slice(-MOST_SAID);
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
