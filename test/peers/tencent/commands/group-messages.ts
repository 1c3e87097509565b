import { dropTip, tellTip } from '../at-tips.js';
import { type Asked, type Commands, Refusal } from '../command.js';
import { addLine, lineWire, namedIn, namesAll, placeIds, tellLine } from '../group-lines.js';
import { checkRight } from '../group-rights.js';
import { type Group, groupNamed, type Line, linesOf, type Member, ownPlace } from '../groups.js';
import { pushTo } from '../pushes.js';
import { placeNamed } from '../topics.js';
import { judged, tellAltered } from '../webhook.js';
import { type Json, list, number, text, texts } from '../wire.js';

/** Text and custom messages: 12 KB. */
const MOST = 12 * 1024;
const PAGE = 20;

const here = (asked: Asked): { readonly group: Group; readonly own: Member } => {
  const group = placeNamed(asked);
  return { group, own: ownPlace(asked, group) };
};

const mayWrite = ({ app }: Asked, group: Group, own: Member): void => {
  if (own.mutedUntil > app.now() || (group.mutedAll && own.role === 'Member'))
    throw new Refusal(10_017, 'muted in this group');
};

/** Whom a message names: kept for them until a device of theirs has it deleted. */
const tellNamed = ({ app, me }: Asked, group: Group, line: Line): void => {
  const mentions = line.mentions ?? [];
  const [all, named] = [mentions.some(namesAll), namedIn(mentions)];
  for (const { person } of group.members.values()) {
    const types = [...(named.includes(person.id) ? [1] : []), ...(all ? [2] : [])];
    if (person === me || types.length === 0) continue;
    const GroupAtTips = { ...placeIds(group), From_Account: me.id, MsgSeq: line.seq, GroupAtType: types };
    const tip = { From_Account: me.id, ToGroupId: group.id, MsgRandom: line.random, ClientSeq: line.seq, GroupAtTips };
    tellTip(person, { ...tip, MsgTimeStamp: app.now() });
  }
};

const send = (asked: Asked): Json => {
  const { app, me, body, connection } = asked;
  const { group, own } = here(asked);
  mayWrite(asked, group, own);
  const { body: parts, altered } = judged(app, list(body, 'MsgBody'));
  const custom = text(body, 'CloudCustomData');
  if (Buffer.byteLength(JSON.stringify(parts)) + Buffer.byteLength(custom) > MOST)
    throw new Refusal(80_002, 'the message is too large');
  const [random, clientSeq] = [number(body, 'Random'), number(body, 'ClientSeq')];
  const same = group.lines.find((one) => one.from === me && one.random === random && one.clientSeq === clientSeq);
  if (same) return { MsgTime: same.time, MsgSeq: same.seq };
  const control = texts(body, 'SendMsgControl');
  const receivers = texts(body, 'To_Account');
  const mentions = list(body, 'GroupAtInfo');
  const made: Omit<Line, 'seq' | 'readers' | 'gone'> = {
    ...{ from: me, random, clientSeq, time: app.now(), at: Date.now(), clientTime: number(body, 'MsgClientTime') },
    ...{ body: parts, custom, receipt: number(body, 'NeedReadReceipt') === 1 },
    priority: text(body, 'MsgPriority'),
    ...{ extensible: number(body, 'SupportMessageExtension') === 1 },
    ...{ uncounted: control.includes('NoUnread'), unlisted: control.includes('NoLastMsg') },
    ...(receivers.length > 0 && { only: [...receivers, me.id] }),
    ...(mentions.length > 0 && { mentions }),
  };
  if (number(body, 'OnlineOnlyFlag') === 1) {
    const passing: Line = { ...made, seq: group.next, readers: new Set(), gone: new Set() };
    tellLine(group, passing, connection, { OnlineOnlyFlag: 1 });
    return { MsgTime: passing.time, MsgSeq: passing.seq };
  }
  const line = addLine(group, made);
  own.read = Math.max(own.read, line.seq);
  tellLine(group, line, connection);
  if (altered) tellAltered(asked, { Event: 3, GroupMsgArray: [{ ...lineWire(group, line), MsgModifiedFlag: 1 }] });
  const hearers = [...group.members.values()].filter(({ person }) => !line.only || line.only.includes(person.id));
  pushTo(
    asked,
    line,
    hearers.map(({ person }) => person),
  );
  tellNamed(asked, group, line);
  return { MsgTime: line.time, MsgSeq: line.seq };
};

/** `ReqMsgSeq` and older, newest first; without it from the newest; or the places named. What one may not see is left out. */
const history = (asked: Asked): Json => {
  const { body } = asked;
  const named = body.ReqMsgSeqList;
  const { group, own } = here(asked);
  if (group.live) throw new Refusal(10_007, 'a live room keeps nothing');
  if (Array.isArray(named)) {
    const lines = linesOf(group, own).filter(({ seq }) => named.includes(seq));
    return { GroupId: group.id, IsFinished: 1, RspMsgList: lines.reverse().map((line) => lineWire(group, line)) };
  }
  const [from, count] = [number(body, 'ReqMsgSeq') || group.next - 1, number(body, 'ReqMsgNumber') || PAGE];
  const lowest = Math.max(from - count + 1, own.from + 1);
  const all = linesOf(group, own).filter(({ seq }) => seq <= from && seq >= lowest);
  const end = lowest <= own.from + 1;
  return {
    GroupId: group.id,
    IsFinished: end ? 2 : 1,
    NextReqMsgSeq: end ? 0 : lowest - 1,
    RspMsgList: all.reverse().map((line) => lineWire(group, line)),
  };
};

const tellRead = ({ me, connection }: Asked, group: Group, seq: number): void => {
  const body = { GroupReadInfoArray: [{ ...placeIds(group), LastReadMsgSeq: seq }] };
  me.push({ Event: 5, GroupTips: [{ GroupInfo: placeIds(group), MsgBody: body }] }, connection);
};

const read = (asked: Asked): Json => {
  const { group, own } = here(asked);
  const seq = Math.min(number(asked.body, 'MsgReadedSeq'), group.next - 1);
  if (seq <= own.read) return {};
  own.read = seq;
  tellRead(asked, group, seq);
  return {};
};

const recall = (asked: Asked): Json => {
  const { app, me, body, connection } = asked;
  const { group } = here(asked);
  const results = list(body, 'MsgSeqList').map((one) => {
    const seq = number(one, 'MsgSeq');
    const line = group.lines.find((said) => said.seq === seq && !said.tip);
    if (!line?.from) return { MsgSeq: seq, RetCode: 10_030 };
    if (line.recalled) return { MsgSeq: seq, RetCode: 10_032 };
    if (line.from !== me) checkRight(asked, group, 'recallOthers');
    else if (Date.now() - line.at > (app.options.recallMs ?? 120_000)) return { MsgSeq: seq, RetCode: 10_031 };
    line.recalled = { by: me, at: Date.now() };
    const which = { ...placeIds(group), MsgSeq: seq, MsgRandom: line.random, TinyId: line.from.tiny };
    const info = { ...which, MsgClientTime: line.clientTime, MsgTimeStamp: line.time };
    const RevokerInfo = { Revoker_Account: me.id, Reason: '' };
    const body = { GroupWithdrawInfoArray: [{ ...info, RevokerInfo }] };
    const tip = { GroupInfo: placeIds(group), RevokerInfo, MsgBody: body };
    if (group.live)
      group.live.tell({ Event: 20, ToGroupId: group.id, RevokerInfo, MsgBody: { RevokeMsgList: [info] } });
    else for (const { person } of group.members.values()) person.push({ Event: 5, GroupTips: [tip] }, connection);
    return { MsgSeq: seq, RetCode: 0 };
  });
  return { RecallRetList: results };
};

/** Recalls that somebody missed; times are microseconds. */
const missed = ({ app, me, body }: Asked): Json => ({
  NotifyRspList: list(body, 'NotifyReqList').map((one) => {
    const group = groupNamed(app, text(one, 'GroupId'));
    const own = group.members.get(me.id);
    const lines = own ? linesOf(group, own).filter(({ recalled }) => recalled) : [];
    const news = lines.filter(({ recalled }) => (recalled?.at ?? 0) * 1000 > number(one, 'BeginTime'));
    const told = news.map(({ seq, random, recalled }) => ({
      ...{ MsgSeq: seq, MsgRandom: random, RevokerInfo: { Revoker_Account: recalled?.by.id, Reason: '' } },
    }));
    return { GroupId: group.id, NextMsgTime: 0, NotifyMsgList: told };
  }),
});

export const commands: Commands = {
  'group_open_http_svc.send_group_msg': send,
  'group_open_http_svc.group_msg_get': history,
  'group_open_http_svc.msg_read_report': read,
  'group_open_http_svc.group_msg_recall': recall,
  'group_open_http_svc.batch_get_group_notify': missed,
  'openim.deletemsg'({ me, body }) {
    for (const one of list(body, 'DelMsgList')) dropTip(me, one);
    return {};
  },
};
