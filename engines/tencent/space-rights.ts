import type { Action, Facts } from '../../core/engine/index.js';

/** Who may in a community, as the vendor's tables have it: o(wner), a(dmins), m(embers), s(trangers). */
const RIGHTS: Readonly<Partial<Record<Action, string>>> = {
  'join-group': 's',
  members: 'oam',
  mention: 'oam',
  'mention-all': 'oam',
  leave: 'oam',
  invite: 'oam',
  'edit-space': 'oa',
  'create-channel': 'oa',
  'edit-channel': 'oa',
  kick: 'oa',
  'set-role': 'o',
  dismiss: 'o',
};

/** Whom an owner, or an admin, may touch. */
const TOUCHES: Readonly<Record<string, string>> = { o: 'am', a: 'm' };
const TOUCHING: readonly Action[] = ['kick', 'set-role'];

/** What is asked of spaces alone. */
export const SPACE_ACTIONS: readonly Action[] = [
  'spaces',
  'create-space',
  'edit-space',
  'create-channel',
  'edit-channel',
];

/** What topics do without: they stand in no list, and the service tells nobody who has read what in them. */
export const NOT_IN_CHANNELS: readonly Action[] = [
  ...(['remove', 'pin', 'mark', 'mark-unread', 'data', 'shield', 'tag', 'receipt', 'readers'] as const),
  ...(['direct', 'wipe', 'pin-message'] as const),
];

export const isSpaceAction = (action: Action): boolean => Object.hasOwn(RIGHTS, action);

/** What the vendor's service decides, foreseen from what the core knows of the caller's place there. */
export const allowedInSpace = (action: Action, { role, policy = 'invite', locked, other }: Facts): boolean => {
  const who = role && locked !== 'removed' && locked !== 'left' && locked !== 'dismissed' ? (role[0] as string) : 's';
  return (
    RIGHTS[action]?.includes(who) === true &&
    (action !== 'invite' || who !== 'm' || policy === 'open') &&
    (action !== 'join-group' || policy === 'open') &&
    (!other || !TOUCHING.includes(action) || !!TOUCHES[who]?.includes(other[0] as string))
  );
};
