import { randomInt } from 'node:crypto';
import { type Asked, type Commands, Refusal } from '../command.js';
import { addTip, done, notify, tellEnd } from '../group-lines.js';
import { checkRight } from '../group-rights.js';
import { addGroup, endGroup, type Group, groupNamed, joinedBy, type Member, newMember, ownPlace } from '../groups.js';
import { LiveRoom } from '../live-room.js';
import { type Json, list, number, text, texts } from '../wire.js';
import { leaveLive, onlineIn } from './live-rooms.js';

const TYPES = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'];
/** Bytes. */
const LONGEST: Readonly<Record<string, number>> = { Name: 100, Introduction: 400, Notification: 400, FaceUrl: 500 };
const FACE = [...Object.keys(LONGEST), 'ApplyJoinOption', 'InviteJoinOption'];
const JOIN: Readonly<Record<string, string>> = {
  Private: 'DisableApply',
  Public: 'NeedPermission',
};
const MOST_AT_ONCE = 100;
const MILLION = '@TGS#_';

const checkFace = (body: Json): void => {
  for (const [name, most] of Object.entries(LONGEST))
    if (Buffer.byteLength(text(body, name)) > most) throw new Refusal(10_004, `${name} is longer than ${most} bytes`);
};

const putFields = (into: Map<string, unknown>, items: readonly Json[]): void => {
  for (const one of items) into.set(text(one, 'Key'), one.Value);
};
const fieldsOf = (from: ReadonlyMap<string, unknown>): Json[] => [...from].map(([Key, Value]) => ({ Key, Value }));

export const memberWire = ({ person, role, joined, card, mutedUntil, fields, read, remind }: Member): Json => ({
  Member_Account: person.id,
  Role: role,
  JoinTime: joined,
  NameCard: card,
  ShutUpUntil: mutedUntil,
  MsgSeq: read,
  MsgFlag: remind,
  AppMemberDefinedData: fieldsOf(fields),
});

export const groupWire = (group: Group, full = true): Json => ({
  GroupId: group.id,
  Type: group.type,
  ...Object.fromEntries(FACE.map((name) => [name, group.face.get(name) ?? ''])),
  Owner_Account: group.ownerId,
  CreateTime: group.created,
  MemberNum: group.live?.online ?? group.members.size,
  MaxMemberNum: 200,
  ...(group.topics && { SupportTopic: 1 }),
  ...(full && {
    NextMsgSeq: group.next,
    LastMsgTime: group.lines.at(-1)?.time ?? 0,
    ShutUpAllMember: group.mutedAll ? 'On' : 'Off',
    AppDefinedData: fieldsOf(group.fields),
  }),
  ErrorCode: 0,
  ErrorInfo: '',
});

const create = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const type = text(body, 'Type');
  if (!TYPES.includes(type)) throw new Refusal(10_004, `no type of group: ${type}`);
  if (!text(body, 'Name')) throw new Refusal(10_004, 'a group has a name');
  checkFace(body);
  const named = list(body, 'MemberList').map((one) => text(one, 'Member_Account'));
  if (named.length > MOST_AT_ONCE) throw new Refusal(10_005, 'too many people at once');
  const strangers = named.filter((id) => !app.people.has(id));
  if (strangers.length > 0) throw new Refusal(10_019, `no such user: ${strangers.join(', ')}`);
  const id = text(body, 'GroupId') || `@TGS#${type === 'Community' ? '_' : ''}${randomInt(2 ** 40).toString(36)}`;
  if (Buffer.byteLength(id) > 48) throw new Refusal(10_004, 'the id is longer than 48 bytes');
  const million = type === 'Community';
  if (million !== id.startsWith(MILLION))
    throw new Refusal(10_004, `ids of communities, and no others, begin with ${MILLION}`);
  const group: Group = {
    ...(million && number(body, 'SupportTopic') === 1 && { topics: new Map() }),
    ...{ id, type, face: new Map(), fields: new Map(), members: new Map(), lines: [], created: app.now() },
    ...{ ownerId: me.id, mutedAll: false, next: 1, ...(type === 'AVChatRoom' && { live: new LiveRoom() }) },
  };
  group.face.set('ApplyJoinOption', JOIN[type] ?? 'FreeAccess');
  group.face.set('InviteJoinOption', type === 'Private' ? 'FreeAccess' : 'NeedPermission');
  for (const name of FACE) if (text(body, name)) group.face.set(name, body[name]);
  putFields(group.fields, list(body, 'AppDefinedData'));
  addGroup(app, group);
  newMember(app, group, me, 'Owner');
  for (const one of named) {
    const person = app.people.get(one);
    if (!person || group.members.has(one)) continue;
    newMember(app, group, person);
    notify(app, group, person, { ReportType: 7, Operator_Account: me.id });
  }
  notify(app, group, me, { ReportType: 6, Operator_Account: me.id }, asked.connection);
  return { GroupId: id, HugeGroupFlag: type === 'AVChatRoom' ? 1 : 0 };
};

const destroy = (asked: Asked): Json => {
  const { app, me, body, connection } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  checkRight(asked, group, 'dismiss');
  endGroup(app, group);
  if (group.live) tellEnd(app, group, me);
  for (const { person } of group.members.values())
    notify(app, group, person, { ReportType: 5, Operator_Account: me.id }, connection);
  return {};
};

const pageOf = ({ me, body }: Asked, all: readonly Group[]): Json => {
  const [from, limit] = [number(body, 'Offset'), number(body, 'Limit') || 200];
  return {
    TotalCount: all.length,
    GroupIdList: all.slice(from, from + limit).map((group) => {
      const own = group.members.get(me.id) as Member;
      return {
        ...groupWire(group),
        SelfInfo: { Role: own.role, JoinTime: own.joined, MsgFlag: own.remind, MsgSeq: own.read },
      };
    }),
  };
};

const joined = (asked: Asked): Json =>
  pageOf(
    asked,
    joinedBy(asked.app, asked.me).filter(({ type }) => type !== 'AVChatRoom' && type !== 'Community'),
  );

/** Those with topics are asked for by themselves. */
const communities = (asked: Asked): Json => {
  const wanted = number(asked.body, 'SupportTopic') === 1;
  const all = joinedBy(asked.app, asked.me).filter(({ type }) => type === 'Community');
  return pageOf(
    asked,
    all.filter(({ topics }) => (topics !== undefined) === wanted),
  );
};

const failed = (id: string, error: unknown): Json => {
  if (!(error instanceof Refusal)) throw error;
  return { GroupId: id, ErrorCode: error.code, ErrorInfo: error.message };
};

/** To members; strangers are refused, each group by itself. */
const info = (asked: Asked): Json => ({
  GroupInfo: texts(asked.body, 'GroupIdList').map((id) => {
    try {
      const group = groupNamed(asked.app, id);
      if (group.type !== 'AVChatRoom') ownPlace(asked, group);
      const own = group.members.get(asked.me.id);
      return {
        ...groupWire(group),
        MemberList: own ? [memberWire(own)] : [],
        ...(group.live && own && { SelfInfo: memberWire(own) }),
      };
    } catch (error) {
      return failed(id, error);
    }
  }),
});

const publicInfo = ({ app, body }: Asked): Json => ({
  GroupInfo: texts(body, 'GroupIdList').map((id) => {
    try {
      const group = groupNamed(app, id);
      if (group.type === 'Private') throw new Refusal(10_007, 'groups of this type are not found');
      return groupWire(group, false);
    } catch (error) {
      return failed(id, error);
    }
  }),
});

/** What a tip calls it. */
const TOLD: Readonly<Record<string, string>> = {
  Name: 'GroupName',
  FaceUrl: 'GroupFaceUrl',
  Introduction: 'GroupIntroduction',
  Notification: 'GroupNotification',
};

const modify = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  checkRight(asked, group, 'edit');
  if (body.ShutUpAllMember !== undefined) checkRight(asked, group, 'muteAll');
  checkFace(body);
  if (body.Name === '') throw new Refusal(10_004, 'a group has a name');
  const fixed = group.type === 'Private' || group.type === 'ChatRoom';
  if (fixed && body.ApplyJoinOption !== undefined) throw new Refusal(10_004, 'this type has its own way in');
  const news: Record<string, unknown> = {};
  for (const name of FACE) {
    if (typeof body[name] !== 'string' || group.face.get(name) === body[name]) continue;
    group.face.set(name, body[name]);
    news[TOLD[name] ?? name] = body[name];
  }
  const fields = list(body, 'AppDefinedData');
  putFields(group.fields, fields);
  if (fields.length > 0) news.MsgAppDefinedData = fields;
  if (body.ShutUpAllMember !== undefined) {
    group.mutedAll = body.ShutUpAllMember === 'On';
    news.ShutupAll = group.mutedAll ? 1 : 0;
  }
  if (Object.keys(news).length > 0) addTip(app, group, done(asked, 6, [], { MsgGroupNewInfo: news }));
  return {};
};

const quit = (asked: Asked): Json => {
  const { app, me, body, connection } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  if (group.live) return leaveLive(asked, group, group.live);
  const own = ownPlace(asked, group);
  if (own.role === 'Owner' && group.type !== 'Private') throw new Refusal(10_009, 'an owner hands over first');
  group.members.delete(me.id);
  if (group.ownerId === me.id) group.ownerId = '';
  addTip(app, group, done(asked, 2, [me]));
  notify(app, group, me, { ReportType: 8, Operator_Account: me.id }, connection);
  return {};
};

const transfer = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  const own = checkRight(asked, group, 'transfer');
  const next = group.members.get(text(body, 'NewOwner_Account'));
  if (!next) throw new Refusal(10_004, 'not a member of this group');
  own.role = 'Member';
  next.role = 'Owner';
  group.ownerId = next.person.id;
  addTip(app, group, done(asked, 6, [next.person], { MsgGroupNewInfo: { Owner_Account: next.person.id } }));
  return {};
};

const online = (asked: Asked): Json => {
  const live = onlineIn(asked);
  if (live) return live;
  const group = groupNamed(asked.app, text(asked.body, 'GroupId'));
  ownPlace(asked, group);
  return { OnlineMemberNum: [...group.members.values()].filter(({ person }) => person.connections.size > 0).length };
};

export const commands: Commands = {
  'group_open_http_svc.create_group': create,
  'group_open_http_svc.destroy_group': destroy,
  'group_open_http_svc.get_joined_group_list': joined,
  'million_group_open_http_svc.get_joined_group_list': communities,
  'group_open_http_svc.get_group_self_member_info': info,
  'group_open_http_svc.get_group_public_info': publicInfo,
  'group_open_http_svc.modify_group_base_info': modify,
  'group_open_http_svc.quit_group': quit,
  'group_open_http_svc.change_group_owner': transfer,
  'group_open_http_svc.get_online_member_num': online,
};
