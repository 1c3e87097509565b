import type { Action, Availability, Facts } from '../../core/engine/index.js';

/** Who may in live rooms: o(wner), a(dmins), m(embers), s(trangers). Naming admins is the site's own server's. */
const RIGHTS: Readonly<Partial<Record<Action, string>>> = {
  'create-room': 'oams',
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
};
/** The service keeps nothing of what is said there, but for a while. */
const MESSAGES: readonly Action[] = ['send', 'reply', 'recall', 'history', 'forward'];
const TOUCHING: readonly Action[] = ['kick', 'ban', 'mute-member'];
const TOUCHES: Readonly<Record<string, string>> = { o: 'am', a: 'm' };
const LISTENING: readonly Action[] = ['create-room', 'join-room', 'leave', 'history'];

const answer = (may: boolean): Availability => (may ? 'available' : 'unavailable');

export const isRoomAction = (action: Action): boolean => Object.hasOwn(RIGHTS, action);

export const canInRoom = (action: Action, facts: Facts | undefined): Availability => {
  if (MESSAGES.includes(action)) return answer(action !== 'send' || !facts?.locked);
  const letters = RIGHTS[action];
  if (letters === undefined) return 'unsupported';
  if (!facts) return 'available';
  const { role, locked, other } = facts;
  const who = role?.[0] ?? 's';
  if (action === 'join-room') return answer(locked !== 'banned');
  if (action === 'room-attributes' && locked) return 'unavailable';
  return answer(
    letters.includes(who) && (!other || !TOUCHING.includes(action) || !!TOUCHES[who]?.includes(other[0] as string)),
  );
};

/** Who has not signed in listens, and that is all. */
export const canAsGuest = (action: Action, could: Availability): Availability =>
  could !== 'available' || LISTENING.includes(action) ? could : 'unavailable';
