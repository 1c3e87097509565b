import { randomInt } from 'node:crypto';
import type { Asked } from './command.js';
import type { Connection } from './connection.js';
import { type Group, type Line, linesOf, type Member } from './groups.js';
import type { App, Person } from './state.js';
import { type Json, object, texts } from './wire.js';

/** Whom the service calls itself in groups. */
export const SYSTEM = '@TIM#SYSTEM';
const SYSTEM_TINY = '144115198244471703';

const nameOf = ({ profile }: Person) => profile.get('Tag_Profile_IM_Nick') ?? '';
const imageOf = ({ profile }: Person) => profile.get('Tag_Profile_IM_Image') ?? '';

export const personInfo = (person: Person): Json => ({
  User_Account: person.id,
  NickName: nameOf(person),
  ImageUrl: imageOf(person),
});

/** A topic is named beside its community. */
export const placeIds = ({ id, within }: Group): Json =>
  within ? { GroupId: within.id, TopicId: id } : { GroupId: id };

/** 2: a community with topics, or one of these. */
const groupInfo = (group: Group, from?: Person): Json => ({
  ...placeIds(group),
  ...((group.topics || group.within) && { MillionGroupFlag: 2 }),
  GroupType: group.type,
  GroupName: group.face.get('Name') ?? '',
  ...(from && {
    From_AccountNick: nameOf(from),
    From_AccountHeadurl: imageOf(from),
    MsgFrom_AccountExtraInfo: { NameCard: group.members.get(from.id)?.card ?? '' },
  }),
});

/** As it is told live; history says the same with `Random` and `MsgTime`. */
export const lineWire = (group: Group, line: Line): Json => ({
  From_Account: line.from?.id ?? SYSTEM,
  ToGroupId: group.within?.id ?? group.id,
  ...(group.within && { TopicId: group.id }),
  GroupInfo: groupInfo(group, line.from),
  MsgSeq: line.seq,
  MsgRandom: line.random,
  Random: line.random,
  MsgTimeStamp: line.time,
  MsgTime: line.time,
  MsgClientTime: line.clientTime,
  TinyId: line.from?.tiny ?? SYSTEM_TINY,
  ...(line.clientSeq && { ClientSeq: line.clientSeq }),
  ...(line.tip
    ? { Event: 4, IsSystemMsg: 1, MsgBody: line.tip }
    : { MsgBody: line.body, CloudCustomData: line.custom }),
  ...(line.mentions && { GroupAtInfo: line.mentions }),
  ...(line.priority && { MsgPriority: line.priority }),
  NeedReadReceipt: line.receipt ? 1 : 0,
  SupportMessageExtension: line.extensible ? 1 : 0,
  ...(line.version && { MsgVersion: line.version }),
  IsPlaceMsg: line.recalled ? 2 : 0,
  ...(line.recalled && { RevokerInfo: { Revoker_Account: line.recalled.by.id, Reason: '' } }),
  ...((line.uncounted || line.unlisted) && {
    SendMsgControl: { NoUnread: line.uncounted ? 1 : 0, NoLastMsg: line.unlisted ? 1 : 0 },
  }),
});

/** Who is told of a line: the members, or those it is for and who says it. */
const hearers = (group: Group, { only }: Pick<Line, 'only'>): Member[] =>
  [...group.members.values()].filter(({ person }) => !only || only.includes(person.id));

export const addLine = (group: Group, line: Omit<Line, 'seq' | 'readers' | 'gone'>): Line => {
  const whole: Line = { ...line, seq: group.next++, readers: new Set(), gone: new Set() };
  group.lines.push(whole);
  return whole;
};

/** Live, to every device but the one it came from. */
export const tellLine = (group: Group, line: Line, but?: Connection, extra: Json = {}): void => {
  const wire = { ...lineWire(group, line), ...extra };
  if (group.live) group.live.say({ Event: 3, ...wire });
  else for (const { person } of hearers(group, line)) person.push({ Event: 3, GroupMsgArray: [wire] }, but);
};

const counts = ({ live, members }: Group): Json =>
  live ? { OnlineMemberInfo: { OnlineMemberNum: live.online, ExpireTime: 60 } } : { MemberNum: members.size };

/** A tip stands in the sequence and is told at once. `also`: who is out with it, and hears of it all the same. */
export const addTip = (app: App, group: Group, body: Json, also: readonly Person[] = []): Line => {
  const random = randomInt(1, 2 ** 31);
  const time = app.now();
  const line = addLine(group, {
    ...{ random, time, at: Date.now(), clientTime: time, tip: { ...counts(group), ...body } },
    ...{ body: [], custom: '' },
  });
  if (group.live) {
    group.live.tell({ ...lineWire(group, line), Event: 4 });
    return line;
  }
  const event = { Event: 4, GroupTips: [lineWire(group, line)] };
  for (const { person } of group.members.values()) person.push(event);
  for (const person of also) person.push(event);
  return line;
};

/** What somebody did, in the words of a tip. */
export const done = ({ me }: Asked, type: number, people: readonly Person[], more: Json = {}): Json => ({
  OpType: type,
  Operator_Account: me.id,
  MsgOperatorMemberExtraInfo: personInfo(me),
  List_Account: people.map(({ id }) => id),
  MsgMemberExtraInfo: people.map(personInfo),
  ...more,
});

/** Told and kept nowhere. */
export const tellPassing = (app: App, group: Group, body: Json, but?: Connection): void => {
  const random = randomInt(1, 2 ** 31);
  const event = {
    Event: 6,
    GroupTips: [
      {
        ...{ From_Account: SYSTEM, ToGroupId: group.within?.id ?? group.id, GroupInfo: groupInfo(group) },
        ...{
          MsgSeq: group.next,
          MsgRandom: random,
          MsgTimeStamp: app.now(),
          MsgClientTime: app.now(),
          TinyId: SYSTEM_TINY,
          MsgBody: body,
        },
      },
    ],
  };
  if (group.live) group.live.tell({ Event: 6, ...event.GroupTips[0] });
  else for (const { person } of group.members.values()) person.push(event, but);
};

/** To all who are in a live room that is over. */
export const tellEnd = (app: App, group: Group, by: Person): void => {
  const random = randomInt(1, 2 ** 31);
  group.live?.tell({
    ...{ Event: 5, From_Account: SYSTEM, ToGroupId: group.id, GroupInfo: groupInfo(group), MsgSeq: group.next },
    ...{ MsgRandom: random, MsgTimeStamp: app.now(), MsgClientTime: app.now(), TinyId: SYSTEM_TINY },
    MsgBody: { ReportType: 5, Operator_Account: by.id },
  });
};

/** A word of the service's to somebody alone, about a group. */
export const notify = (app: App, group: Group, to: Person, body: Json, but?: Connection): void => {
  const random = randomInt(1, 2 ** 31);
  const tip = {
    ...{ From_Account: SYSTEM, To_Account: to.id, GroupInfo: { ...groupInfo(group), To_Account: to.id } },
    ...{ MsgSeq: randomInt(10, 2 ** 31), ClientSeq: randomInt(10, 2 ** 31), MsgRandom: random, TinyId: SYSTEM_TINY },
    ...{ MsgTimeStamp: app.now(), MsgClientTime: app.now(), MsgBody: body },
  };
  to.push({ Event: 5, GroupTips: [tip] }, but);
};

/** The newest that somebody's list shows. */
export const lastLine = (group: Group, member: Member): Line | undefined =>
  linesOf(group, member).findLast(({ unlisted }) => !unlisted);

/** Of a request about messages: their places. */
export const namesAll = (info: Json): boolean => info.GroupAtAllFlag === 1;
export const namedIn = (mentions: readonly Json[]): readonly string[] =>
  mentions.flatMap((info) => (namesAll(info) ? [] : texts(info, 'GroupAt_Account')));
export const bodyOf = (line: Line): Json => object({ tip: line.tip }, 'tip');
