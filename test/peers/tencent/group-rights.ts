import { type Asked, Refusal } from './command.js';
import { type Group, type Member, ownPlace, type Role } from './groups.js';

/** Who may, by type of group, as the manual's tables say: o(wner), a(dmins), m(embers). */
const RIGHTS = {
  //             Private  Public  ChatRoom  Community  AVChatRoom
  edit: ['oam', 'oa', 'oa', 'oa', 'oa'],
  add: ['oam', '', '', 'oam'],
  kick: ['o', 'oa', 'oa', 'oa', 'oa'],
  role: ['', 'o', 'o', 'o'],
  mute: ['', 'oa', 'oa', 'oa', 'oa'],
  muteAll: ['', 'oa', 'oa', 'oa', 'oa'],
  dismiss: ['', 'o', 'o', 'o', 'o'],
  transfer: ['o', 'o', 'o', 'o'],
  answer: ['oa', 'oa', 'oa', 'oa'],
  recallOthers: ['o', 'oa', 'oa', 'oa', 'oa'],
  topics: ['', '', '', 'oa'],
} as const;
const TYPES = ['Private', 'Public', 'ChatRoom', 'Community', 'AVChatRoom'];
const RANK: Readonly<Record<Role, number>> = { Owner: 3, Admin: 2, Member: 1 };

/** Refuses 10007. */
export const checkRight = (asked: Asked, group: Group, right: keyof typeof RIGHTS): Member => {
  const own = ownPlace(asked, group);
  const letters = RIGHTS[right][TYPES.indexOf(group.type)] ?? '';
  if (!letters.includes(own.role[0]?.toLowerCase() ?? '-'))
    throw new Refusal(10_007, `${own.role} may not ${right} in ${group.type}`);
  return own;
};

export const outranks = (one: Member, other: Member): boolean => RANK[one.role] > RANK[other.role];
