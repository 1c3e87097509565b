import type { Action, Facts } from '../../core/engine/index.js';
import type { GroupType } from '../../core/model/index.js';

/**
 * Who may, by type, as the vendor's tables have it: o(wner), a(dmins), m(embers), s(trangers). Where one row says all,
 * it holds for every type.
 */
const RIGHTS: Readonly<
  Partial<Record<Action, readonly [work: string, open: string, meeting: string] | readonly [string]>>
> = {
  'join-group': ['', 's', 's'],
  members: ['oam'],
  mention: ['oam'],
  'mention-all': ['oam'],
  direct: ['oam'],
  leave: ['oam'],
  'edit-card': ['oam'],
  invite: ['oam'],
  'edit-group': ['oam', 'oa', 'oa'],
  announce: ['oam', 'oa', 'oa'],
  'edit-policy': ['', 'oa', ''],
  'answer-application': ['o', 'oa', 'oa'],
  'pin-message': ['oa'],
  kick: ['o', 'oa', 'oa'],
  'mute-member': ['', 'oa', 'oa'],
  'mute-all': ['', 'oa', 'oa'],
  'edit-member': ['o', 'oa', 'oa'],
  'set-role': ['', 'o', 'o'],
  transfer: ['o'],
  dismiss: ['', 'o', 'o'],
  attributes: ['oam'],
  'init-attributes': ['oam'],
  counters: ['oam'],
};

const COLUMNS: Readonly<Record<GroupType, number>> = { work: 0, discussion: 0, public: 1, meeting: 2 };
const INVITERS = { members: 'oam', admins: 'oam', consent: '', closed: '' } as const;
/** Whom an owner, or an admin, may touch. */
const TOUCHES: Readonly<Record<string, string>> = { o: 'am', a: 'm' };
const TOUCHING: readonly Action[] = ['kick', 'mute-member', 'edit-member', 'set-role', 'transfer'];
const GONE: readonly unknown[] = ['removed', 'left', 'banned'];

export const isGroupAction = (action: Action): boolean => Object.hasOwn(RIGHTS, action);

/** What the vendor's service decides, foreseen from what the core knows of the caller's place there. */
export const allowedInGroup = (
  action: Action,
  { role, type = 'work', policy = 'invite', invites = 'members', locked, other }: Facts,
): boolean => {
  if (locked === 'dismissed') return false;
  const who = role && !GONE.includes(locked) ? (role[0] as string) : 's';
  const row = RIGHTS[action] ?? [''];
  const letters = row[COLUMNS[type]] ?? row[0];
  return (
    letters.includes(who) &&
    (action !== 'invite' || INVITERS[invites].includes(who)) &&
    (action !== 'join-group' || policy !== 'invite') &&
    (!other || !TOUCHING.includes(action) || !!TOUCHES[who]?.includes(other[0] as string))
  );
};
