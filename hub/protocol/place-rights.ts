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
export const SPACE_RIGHTS = {
  'join-group': 's',
  members: 'oam',
  mention: 'oam',
  'mention-all': 'oam',
  leave: 'oam',
  invite: 'oam',
  'edit-space': 'oa',
  'create-channel': 'oa',
  'edit-channel': 'oa',
  'channel-members': 'oa',
  'pin-message': 'oa',
  kick: 'oa',
  'set-role': 'o',
  dismiss: 'o',
} as const;

/** The same for live rooms; who is in one as an anonymous visitor is a member. Whether he may write is the site's word. */
export const ROOM_RIGHTS = {
  'join-room': 'oams',
  members: 'oam',
  leave: 'oam',
  like: 'oam',
  'room-attributes': 'oam',
  'force-attributes': 'oa',
  'edit-group': 'oa',
  kick: 'oa',
  ban: 'oa',
  'mute-member': 'oa',
  'mute-all': 'oa',
  'destroy-room': 'o',
} as const;

/** Of those who may invite at all. */
const INVITERS = { invite: 'oa', apply: 'oa', open: 'oam' } as const;
/** Whom an owner, or an admin, may touch. */
const TOUCHES: Readonly<Record<string, string>> = { o: 'am', a: 'm' };
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
  return ROOM_RIGHTS[action].includes(who) && touches(action, who, other);
};
