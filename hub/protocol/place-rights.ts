import { TOUCHES } from './rights.js';
import { byWord } from './words.js';

/** What may be done in a space, by the names that clients ask `can()` by. */
export type SpaceAction = keyof typeof SPACE_RIGHTS;
/** The same in a live room. */
export type RoomAction = keyof typeof ROOM_RIGHTS;

type Role = 'owner' | 'admin' | 'member';

export interface PlaceFacts {
  /** Absent: a stranger. */
  readonly role?: Role;
  /** Of a space. Absent: `invite`. */
  readonly policy?: 'invite' | 'apply' | 'open';
  /** Why the caller cannot write, or is in it no more. */
  readonly locked?: string;
  /** Of the member whom it is done to. */
  readonly other?: Role;
}

/** Who may: o(wner), a(dmins), m(embers), s(trangers). Spaces and their channels. The whole matrix. */
export const SPACE_RIGHTS = byWord({
  s: 'join-group',
  oam: 'members mention mention-all leave invite',
  oa: 'edit-space create-channel edit-channel channel-members pin-message kick',
  o: 'set-role dismiss',
});

/** The same for live rooms; who is in one as an anonymous visitor is a member. Whether he may write is the site's word. */
export const ROOM_RIGHTS = byWord({
  oams: 'join-room',
  oam: 'members leave like room-attributes',
  oa: 'force-attributes edit-group kick ban mute-member mute-all',
  o: 'destroy-room set-role',
});

/** Of those who may invite at all. */
const INVITERS = { invite: 'oa', apply: 'oa', open: 'oam' } as const;
const TOUCHING: readonly string[] = ['kick', 'ban', 'mute-member', 'set-role'];

const touches = (action: string, who: string, other: Role | undefined): boolean =>
  !other || !TOUCHING.includes(action) || !!TOUCHES[who]?.includes(other[0] as string);

/** The one place where it is decided for spaces: the hub asks it, and clients, to show what the hub will do. */
export const allowedInSpace = (action: SpaceAction, { role, policy = 'invite', other }: PlaceFacts): boolean => {
  const who = role?.[0] ?? 's';
  return (
    SPACE_RIGHTS[action].includes(who) &&
    (action !== 'invite' || INVITERS[policy].includes(who)) &&
    (action !== 'join-group' || policy === 'open') &&
    touches(action, who, other)
  );
};

/** The same for live rooms. */
export const allowedInRoom = (action: RoomAction, { role, locked, other }: PlaceFacts): boolean => {
  const who = role?.[0] ?? 's';
  if (action === 'join-room' && locked === 'banned') return false;
  // All who are there read them.
  if (action === 'room-attributes' && locked !== undefined) return false;
  return ROOM_RIGHTS[action].includes(who) && touches(action, who, other);
};
