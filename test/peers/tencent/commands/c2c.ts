import { waitingTips } from '../at-tips.js';
import { type Asked, type Commands, Refusal } from '../command.js';
import { pushTo } from '../pushes.js';
import { blockedBy } from '../relations.js';
import type { Person } from '../state.js';
import { keyOf, rowOf, rowsOf, type Said, talk, talkOf, unread, wireOf } from '../talks.js';
import { judged, tellAltered } from '../webhook.js';
import { type Json, list, number, object, text, texts } from '../wire.js';

/** Text and custom messages: 12 KB. */
const MOST = 12 * 1024;

/** Of a row: nothing is to be received. */
const DISCARD = 1;

const other = ({ app }: Asked, id: string): Person => {
  const found = app.people.get(id);
  if (!found) throw new Refusal(20_003, 'no such user');
  return found;
};

/** One's own devices are told with both names the other way round, and a word that says so. */
const turned = (said: Said, extra: Json): Json => {
  const names = { From_Account: said.to.id, To_Account: said.from.id, IsSyncMsg: 1 };
  return { ...wireOf(said), ...names, ...extra };
};

const tell = ({ me, connection }: Asked, said: Said, extra: Json = {}): void => {
  const row = rowOf(said.to, me);
  if (row.remind === DISCARD) row.missed.add(said);
  else said.to.push({ Event: 9, C2cMsgArray: [{ ...wireOf(said), ...extra }] });
  if (said.to !== me) me.push({ Event: 9, C2cMsgArray: [turned(said, extra)] }, connection);
};

const send = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const to = other(asked, text(body, 'To_Account'));
  if (blockedBy(to).has(me.id)) throw new Refusal(20_007, 'on the blocklist of the other');
  if (text(body, 'From_Account') !== me.id) throw new Refusal(90_001, 'From_Account is somebody else');
  const { body: parts, altered } = judged(app, list(body, 'MsgBody'));
  if (Buffer.byteLength(JSON.stringify(parts)) + Buffer.byteLength(text(body, 'CloudCustomData')) > MOST)
    throw new Refusal(80_002, 'the message is too large');
  const all = talk(app, me, to);
  const [seq, random] = [number(body, 'MsgSeq'), number(body, 'MsgRandom')];
  const before = all.find((one) => one.from === me && one.seq === seq && one.random === random);
  if (before) return { MsgTime: before.time, MsgKey: keyOf(before) };
  const control = texts(body, 'SendMsgControl');
  const said: Said = {
    ...{ from: me, to, seq, random, time: app.now(), at: Date.now(), clientTime: number(body, 'MsgClientTime') },
    ...{ body: parts, custom: text(body, 'CloudCustomData'), receipt: number(body, 'IsNeedReadReceipt') === 1 },
    ...{ extensible: number(body, 'SupportMessageExtension') === 1, gone: new Set<string>() },
    ...{ uncounted: control.includes('NoUnread'), unlisted: control.includes('NoLastMsg') },
  };
  if (body.MsgLifeTime === 0) {
    tell(asked, said, { MsgLifeTime: 0 });
    return { MsgTime: said.time, MsgKey: keyOf(said) };
  }
  all.push(said);
  for (const [who, peer] of [[me, to] as const, [to, me] as const]) rowOf(who, peer).hidden = false;
  tell(asked, said);
  pushTo(asked, said, [to]);
  if (altered) tellAltered(asked, { Event: 9, C2cMsgArray: [turned(said, { MsgModifiedFlag: 1 })] });
  return { MsgTime: said.time, MsgKey: keyOf(said) };
};

/** Direction 0: older than `LastMsgTime` or as old, newest of them; 1: newer or as new. `MsgKey`: where the last page ended. */
const roam = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const peer = other(asked, text(body, 'Peer_Account'));
  const all = talkOf(app, me, peer);
  const [time, key, count] = [number(body, 'LastMsgTime'), text(body, 'MsgKey'), number(body, 'MaxCnt') || 15];
  const at = key ? all.findIndex((said) => keyOf(said) === key) : -1;
  const newer = number(body, 'GetDirection') === 1;
  const rest = all.filter((said, n) => {
    if (at >= 0) return newer ? n > at : n < at;
    return newer ? said.time >= time : time === 0 || said.time <= time;
  });
  const page = newer ? rest.slice(0, count) : rest.slice(-count);
  const edge = newer ? page.at(-1) : page[0];
  return {
    Complete: page.length === rest.length ? 1 : 0,
    MsgCnt: page.length,
    LastMsgTime: edge?.time ?? 0,
    MsgKey: edge ? keyOf(edge) : '',
    MsgList: page.map(wireOf),
  };
};

/** Twice at each sign-in: first how much is unread, then the end. Without a cookie the SDK looks at neither. */
const sync = ({ app, me, body }: Asked): Json => {
  if (number(body, 'SyncFlag') !== 0) return { Cookie: 'end', SyncFlag: 2, MsgList: [] };
  const counts = [...rowsOf(me).values()].filter(({ hidden }) => !hidden);
  const events = waitingTips(me);
  return {
    Cookie: 'begun',
    SyncFlag: 1,
    MsgList: [],
    ...(events.length > 0 && { EventArray: events }),
    C2CPairUnreadCount: counts.map((row) => ({ From_Account: row.peer.id, UnreadCount: unread(app, me, row) })),
  };
};

const read = (asked: Asked): Json => {
  const { me, connection, body } = asked;
  for (const one of list(object(body, 'C2CMsgReaded'), 'C2CMsgReadedItem')) {
    const peer = other(asked, text(one, 'To_Account'));
    const row = rowOf(me, peer);
    const time = number(one, 'LastedMsgTime');
    if (time <= row.readTime) continue;
    row.readTime = time;
    const pair = [{ LastReadTime: time }];
    peer.push({ Event: 10, C2cNotifyMsgArray: [{ C2cReadedReceipt: { To_Account: me.id, UinPairReadArray: pair } }] });
    const mine = [{ From_Account: peer.id, LastReadTime: time }];
    me.push({ Event: 10, C2cNotifyMsgArray: [{ ReadC2cMsgNotify: { UinPairReadArray: mine } }] }, connection);
  }
  return {};
};

const recall = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const info = object(body, 'MsgInfo');
  const to = other(asked, text(info, 'To_Account'));
  const [seq, random] = [number(info, 'MsgSeq'), number(info, 'MsgRandom')];
  const said = talk(app, me, to).find((one) => one.seq === seq && one.random === random);
  if (!said || said.from !== me) throw new Refusal(20_022, 'no such message of this sender');
  if (said.recalled) throw new Refusal(20_023, 'recalled already');
  if (Date.now() - said.at > (app.options.recallMs ?? 120_000)) throw new Refusal(20_016, 'too late to recall');
  said.recalled = true;
  const which = { From_Account: me.id, To_Account: to.id, MsgSeq: seq, MsgRandom: random, MsgTimeStamp: said.time };
  const more = { TinyId: me.tiny, MsgClientTime: said.clientTime, RevokerInfo: { Revoker_Account: me.id, Reason: '' } };
  const event = {
    Event: 10,
    C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [{ ...which, ...more }] } }],
  };
  to.push(event);
  if (to !== me) me.push(event, asked.connection);
  return {};
};

/** Of all people at once. */
const readAll = (asked: Asked): Json => {
  const { app, me, connection, body } = asked;
  if (number(body, 'C2CReadAllMsg') !== 1) return {};
  for (const row of rowsOf(me).values()) {
    const last = talk(app, me, row.peer).at(-1);
    if (!last || unread(app, me, row) === 0) continue;
    row.readTime = last.time;
    const pair = [{ LastReadTime: last.time }];
    const receipt = { C2cReadedReceipt: { To_Account: me.id, UinPairReadArray: pair } };
    row.peer.push({ Event: 10, C2cNotifyMsgArray: [receipt] });
  }
  me.push({ Event: 14, C2CReadAllMsg: 1 }, connection);
  return { C2CReadAllMsg: 1 };
};

/** Per message, of those that asked for it. */
const receipt = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const peer = other(asked, text(body, 'Peer_Account'));
  const marks = list(body, 'C2CMsgInfo').map((one) => ({ ...one, TinyId: peer.tiny }));
  for (const one of marks) {
    const said = talk(app, me, peer).find(
      ({ seq, random }) => seq === number(one, 'MsgSeq') && random === number(one, 'MsgRandom'),
    );
    if (said?.receipt && said.from === peer) said.receipted = true;
  }
  peer.push({ Event: 16, UserId: me.id, PeerReadTime: app.now(), C2cMsgInfo: marks });
  return {};
};

export const commands: Commands = {
  'openim.sendmsg': send,
  'openim.getroammsg': roam,
  'openim.getmsg': sync,
  'openim.msgreaded': read,
  'openim.read_all_unread_msg': readAll,
  'openim.msgwithdraw': recall,
  'openim.c2c_msg_read_receipt': receipt,
  'openim.get_peer_read_time': (asked) => ({
    ReadTime: texts(asked.body, 'To_Account').map((id) => {
      const peer = asked.app.people.get(id);
      return peer ? rowOf(peer, asked.me).readTime : 0;
    }),
  }),
};
