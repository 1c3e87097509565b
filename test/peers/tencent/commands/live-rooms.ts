import { type Asked, type Commands, Refusal } from '../command.js';
import { addTip, done, lineWire, notify } from '../group-lines.js';
import { checkRight, outranks } from '../group-rights.js';
import { type Group, groupNamed, newMember, ownPlace } from '../groups.js';
import type { LiveRoom } from '../live-room.js';
import { type App, bought } from '../state.js';
import { type Json, number, text, texts } from '../wire.js';

/** Bits of what an app buys. */
const WARES = { history: 2, members: 6, bans: 11 } as const;
const HISTORY = 20;
const MOST_BANNED = 20;
const MOST_LISTED = 500;

/** Refuses 10007: it is no live room. */
const liveNamed = (app: App, id: string): { readonly group: Group; readonly live: LiveRoom } => {
  const group = groupNamed(app, id);
  if (!group.live) throw new Refusal(10_007, 'not a live room');
  return { group, live: group.live };
};

/** Refuses 10059. */
const checkBought = ({ options }: App, bit: number): void => {
  if (!bought(options, bit)) throw new Refusal(10_059, 'not in this package');
};

const rooms = (app: App) => app.kept('live rooms', () => new Set<LiveRoom>());

/** In, whoever he was before; what was said of late goes with the answer where it is asked for. */
export const enterLive = (asked: Asked, group: Group, live: LiveRoom): Json => {
  const { app, me, body } = asked;
  if ((live.banned.get(me.id) ?? 0) > Date.now()) throw new Refusal(10_007, 'banned from this room');
  rooms(app).add(live);
  if (!group.members.has(me.id)) newMember(app, group, me);
  const again = live.has(me);
  const { key, next } = live.enter(me);
  if (!again) addTip(app, group, done(asked, 1, [me]));
  const said = group.lines.filter(({ from, recalled }) => from && !recalled).slice(-HISTORY);
  return {
    ...{ JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 1, AVChatRoomKey: live.key },
    ...{ LongPollingKey: key, StartSeq: next },
    ...(number(body, 'HugeGroupHistoryMsgFlag') === 1 &&
      bought(app.options, WARES.history) && {
        RspMsgList: said.map((line) => ({ Event: 3, ...lineWire(group, line) })),
      }),
  };
};

export const leaveLive = (asked: Asked, group: Group, live: LiveRoom): Json => {
  const { app, me } = asked;
  const own = ownPlace(asked, group);
  if (own.role === 'Owner') throw new Refusal(10_009, 'an owner dismisses the room');
  if (own.role === 'Member') group.members.delete(me.id);
  live.leave(me);
  addTip(app, group, done(asked, 2, [me]));
  return {};
};

const enterUnnamed = ({ app, body }: Asked): Json => {
  const { live } = liveNamed(app, text(body, 'GroupId'));
  rooms(app).add(live);
  return { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 1, LongPollingKey: live.enter().key };
};

/** Answered at once: the SDK asks again a moment later, and gives up on what takes 15 seconds. */
const ask = ({ app, body }: Asked): Json => {
  const key = text(body, 'Key');
  for (const live of rooms(app)) {
    const told = live.ask(key, number(body, 'StartSeq'));
    if (told) return { Key: key, NextSeq: told.next, RspMsgList: told.said };
  }
  throw new Refusal(10_007, 'not in this room');
};

const members = (asked: Asked): Json => {
  const { app, body } = asked;
  checkBought(app, WARES.members);
  const { group, live } = liveNamed(app, text(body, 'GroupId'));
  ownPlace(asked, group);
  const list = live.people.slice(0, MOST_LISTED).map((person) => ({
    Member_Account: person.id,
    NickName: person.profile.get('Tag_Profile_IM_Nick') ?? '',
    JoinTime: group.members.get(person.id)?.joined ?? app.now(),
  }));
  return { MemberList: list, NextTimestamp: 0 };
};

const ban = (asked: Asked): Json => {
  const { app, me, body } = asked;
  checkBought(app, WARES.bans);
  const { group, live } = liveNamed(app, text(body, 'GroupId'));
  const own = checkRight(asked, group, 'kick');
  const users = texts(body, 'Members_Account');
  const seconds = number(body, 'Duration');
  if (users.length > MOST_BANNED) throw new Refusal(10_005, 'too many people at once');
  if (seconds <= 0) throw new Refusal(10_004, 'a ban has a length');
  const gone = users.flatMap((id) => group.members.get(id) ?? []);
  if (gone.some((one) => !outranks(own, one))) throw new Refusal(10_007, 'not one of the same rank');
  for (const id of users) live.banned.set(id, Date.now() + seconds * 1000);
  const said = { BanDuration: seconds, BanDescription: text(body, 'Description') };
  for (const { person } of gone) {
    group.members.delete(person.id);
    live.leave(person);
    notify(app, group, person, { ReportType: 21, Operator_Account: me.id, ...said });
  }
  const people = gone.map(({ person }) => person);
  if (people.length > 0) addTip(app, group, done(asked, 10, people, said));
  return {};
};

export const onlineIn = ({ app, body }: Asked): Json | undefined => {
  const { live } = groupNamed(app, text(body, 'GroupId'));
  return live && { OnlineMemberNum: live.online, ExpireTime: 60 };
};

export const commands: Commands = {
  'group_open_http_noauth_svc.apply_join_group': enterUnnamed,
  'group_open_long_polling_http_svc.get_msg': ask,
  'group_open_long_polling_http_noauth_svc.get_msg': ask,
  'group_open_avchatroom_http_svc.get_members': members,
  'group_open_http_svc.ban_group_member': ban,
};
