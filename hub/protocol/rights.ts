import { byWord } from './words.js';

/** What may be done in a group, by the names that clients ask `can()` by. */
export type GroupAction = keyof typeof RIGHTS;

type Role = 'owner' | 'admin' | 'member';

/** What decides, beside the action. `locked`: why the caller is no member any more. */
export interface RightFacts {
  /** Absent: a stranger. */
  readonly role?: Role;
  /** Absent: `work`. */
  readonly type?: 'work' | 'public' | 'meeting' | 'discussion';
  /** Absent: `invite`. */
  readonly policy?: 'invite' | 'apply' | 'open';
  /** Absent: `members`. */
  readonly invites?: 'members' | 'admins' | 'consent' | 'closed';
  readonly locked?: string;
  /** Of the member whom it is done to. */
  readonly other?: Role;
}

/**
 * Who may: o(wner), a(dmins), m(embers), s(trangers, and who is gone). After the bar: in a discussion, which has no admins
 * and where nobody is silenced. The whole matrix: nothing about roles is decided anywhere else.
 */
export const RIGHTS = byWord({
  s: 'join-group',
  oam: 'members search-members mention mention-all direct leave edit-card attributes counters invite',
  'oa|oam': 'edit-group',
  oa: 'announce answer-application init-attributes pin-message kick',
  'oa|': 'ban mute-member mute-all edit-member',
  'o|': 'set-role',
  o: 'edit-policy transfer dismiss',
});

/** Of those who may invite at all. */
export const INVITERS = { members: 'oam', admins: 'oa', consent: 'oam', closed: '' } as const;

/** Whom an owner, or an admin, may touch. */
export const TOUCHES: Readonly<Record<string, string>> = { o: 'am', a: 'm' };
/** What touches somebody. */
export const TOUCHING: readonly string[] = ['kick', 'ban', 'mute-member', 'edit-member', 'set-role', 'transfer'];

/** Left to members where all is over. */
export const OVER: readonly string[] = ['leave', 'members', 'search-members'];

/** Who is gone is a stranger. */
export const GONE: readonly unknown[] = ['removed', 'left', 'banned'];

/** The one place where it is decided: the hub asks it before it does anything, clients to show what the hub will do. */
export const allowed = (
  action: GroupAction,
  { role, type, policy = 'invite', invites = 'members', locked, other }: RightFacts,
): boolean => {
  const who = role && !GONE.includes(locked) ? (role[0] as string) : 's';
  if (locked === 'dismissed') return who !== 's' && OVER.includes(action);
  const [usual = '', discussion = usual] = RIGHTS[action].split('|');
  return (
    (type === 'discussion' ? discussion : usual).includes(who) &&
    (action !== 'invite' || INVITERS[invites].includes(who)) &&
    (action !== 'join-group' || (policy !== 'invite' && locked !== 'banned')) &&
    (!other || !TOUCHING.includes(action) || !!TOUCHES[who]?.includes(other[0] as string))
  );
};
