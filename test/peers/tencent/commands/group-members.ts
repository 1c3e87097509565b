import { apply, askInvitation } from '../applications.js';
import { type Asked, type Commands, Refusal } from '../command.js';
import { addTip, done, notify } from '../group-lines.js';
import { checkRight, outranks } from '../group-rights.js';
import { type Group, groupNamed, type Member, newMember, ownPlace, type Role } from '../groups.js';
import type { Person } from '../state.js';
import { placeNamed } from '../topics.js';
import { type Json, list, number, text, texts } from '../wire.js';
import { memberWire } from './groups.js';
import { enterLive } from './live-rooms.js';

const PAGE = 100;
const MOST_AT_ONCE = 100;
const LONGEST_CARD = 50;

const whole = (member: Member): Json => ({
  ...memberWire(member),
  OnlineStatus: member.person.connections.size > 0 ? 'Online' : 'Offline',
});

const members = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  ownPlace(asked, group);
  const roles = texts(body, 'MemberRoleFilter');
  const all = [...group.members.values()].filter(({ role }) => roles.length === 0 || roles.includes(role));
  // Communities are paged by a text, which is empty at the end.
  const million = group.type === 'Community';
  const from = million ? Number(text(body, 'Next')) : number(body, 'Offset');
  const end = from + Math.min(number(body, 'Limit') || PAGE, PAGE);
  const next = million && { Next: end < all.length ? String(end) : '' };
  return { MemberNum: group.members.size, MemberList: all.slice(from, end).map(whole), ...next };
};

const some = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  ownPlace(asked, group);
  return {
    MemberList: texts(body, 'Member_List_Account')
      .map((id) => group.members.get(id))
      .filter((one) => one !== undefined)
      .map(whole),
  };
};

/** What came of each: 0 nobody knows him, 1 in, 2 he was in already, 3 somebody has to say yes. */
const add = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  const own = ownPlace(asked, group);
  const named = list(body, 'MemberList').map((one) => text(one, 'Member_Account'));
  if (named.length > MOST_AT_ONCE) throw new Refusal(10_005, 'too many people at once');
  const way = group.face.get('InviteJoinOption');
  if (way === 'DisableInvite') throw new Refusal(10_007, 'nobody is invited here');
  const free = way === 'FreeAccess' || own.role !== 'Member';
  const results = new Map<string, number>();
  const come: Person[] = [];
  for (const id of named) {
    const person = app.people.get(id);
    if (!person) results.set(id, 0);
    else if (group.members.has(id)) results.set(id, 2);
    else if (!free) {
      askInvitation(asked, group, person);
      results.set(id, 3);
    } else {
      newMember(app, group, person);
      come.push(person);
      results.set(id, 1);
    }
  }
  for (const person of come) notify(app, group, person, { ReportType: 7, Operator_Account: me.id });
  if (come.length > 0) addTip(app, group, done(asked, 1, come));
  return { MemberList: [...results].map(([id, Result]) => ({ Member_Account: id, Result })) };
};

const kick = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  const own = checkRight(asked, group, 'kick');
  const gone = texts(body, 'MemberToDel_Account').flatMap((id) => group.members.get(id) ?? []);
  if (gone.some((one) => !outranks(own, one))) throw new Refusal(10_007, 'not one of the same rank');
  for (const { person } of gone) group.members.delete(person.id);
  const people = gone.map(({ person }) => person);
  if (people.length > 0) addTip(app, group, done(asked, 3, people));
  for (const person of people) notify(app, group, person, { ReportType: 4, Operator_Account: me.id });
  return {};
};

const setRole = (asked: Asked, group: Group, own: Member, other: Member, role: Role): void => {
  checkRight(asked, group, 'role');
  if (own === other || (role !== 'Admin' && role !== 'Member')) throw new Refusal(10_004, 'no such role to give');
  if (other.role === role) return;
  other.role = role;
  addTip(asked.app, group, done(asked, role === 'Admin' ? 4 : 5, [other.person]));
  const more = { ReportType: role === 'Admin' ? 9 : 10, Operator_Account: asked.me.id };
  notify(asked.app, group, other.person, more);
};

const mute = (asked: Asked, group: Group, own: Member, other: Member, seconds: number): void => {
  checkRight(asked, group, 'mute');
  if (!outranks(own, other)) throw new Refusal(10_007, 'not one of the same rank');
  other.mutedUntil = seconds > 0 ? asked.app.now() + seconds : 0;
  const MsgMemberInfo = [{ User_Account: other.person.id, ShutupTime: seconds }];
  addTip(asked.app, group, done(asked, 7, [other.person], { MsgMemberInfo }));
};

/** Cards and fields are told to nobody: clients see them with the next message, or when they ask. */
const modify = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = placeNamed(asked);
  const own = ownPlace(asked, group);
  const other = group.members.get(text(body, 'Member_Account'));
  if (!other) throw new Refusal(10_004, 'not a member of this group');
  if (typeof body.Role === 'string') setRole(asked, group, own, other, text(body, 'Role') as Role);
  if (body.ShutUpTime !== undefined) mute(asked, group, own, other, number(body, 'ShutUpTime'));
  if (typeof body.NameCard === 'string' || body.AppMemberDefinedData !== undefined) {
    if (own !== other && !outranks(own, other)) throw new Refusal(10_007, 'not one of the same rank');
    if (Buffer.byteLength(text(body, 'NameCard')) > LONGEST_CARD) throw new Refusal(10_004, 'the card is too long');
    if (typeof body.NameCard === 'string') other.card = body.NameCard;
    for (const one of list(body, 'AppMemberDefinedData')) other.fields.set(text(one, 'Key'), one.Value);
  }
  if (typeof body.MsgFlag === 'string') {
    if (own !== other) throw new Refusal(10_007, 'one’s own alone');
    own.remind = body.MsgFlag;
    notify(app, group, own.person, { ReportType: 20, MsgFlag: own.remind }, asked.connection);
  }
  return {};
};

const join = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  if (group.live) return enterLive(asked, group, group.live);
  if (group.members.has(me.id)) throw new Refusal(10_013, 'a member already');
  const way = group.face.get('ApplyJoinOption');
  if (way === 'DisableApply') throw new Refusal(10_007, 'one is invited here');
  if (way === 'NeedPermission') {
    apply(asked, group, text(body, 'ApplyMsg'));
    return { JoinedStatus: 'WaitAdminApproval' };
  }
  newMember(app, group, me);
  addTip(app, group, done(asked, 1, [me]));
  return { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 0 };
};

export const commands: Commands = {
  'group_open_http_svc.get_group_member_info': members,
  'group_open_http_svc.get_specified_group_member_info': some,
  'group_open_http_svc.add_group_member': add,
  'group_open_http_svc.delete_group_member': kick,
  'group_open_http_svc.modify_group_member_info': modify,
  'group_open_http_svc.apply_join_group': join,
};
