import { type Asked, type Commands, Refusal } from '../command.js';
import { placeIds } from '../group-lines.js';
import { type Group, type Line, linesOf, type Member, ownPlace } from '../groups.js';
import { placeNamed } from '../topics.js';
import { type Json, list, number, text } from '../wire.js';
import { changeExtensions, extensionsOf, extensionWire } from './extensions.js';
import { putReaction, reactors, summary } from './reactions.js';

const MOST = 12 * 1024;
const MOST_DELETED = 30;

const tellAll = ({ connection }: Asked, group: Group, event: Json): void => {
  for (const { person } of group.members.values()) person.push(event, connection);
};

const place = (asked: Asked): { readonly group: Group; readonly own: Member } => {
  const group = placeNamed(asked);
  return { group, own: ownPlace(asked, group) };
};

const lineAt = (asked: Asked, seq = number(asked.body, 'MsgSeq')): { readonly group: Group; readonly line: Line } => {
  const { group, own } = place(asked);
  const line = linesOf(group, own).find((one) => one.seq === seq && one.from);
  if (!line) throw new Refusal(23_005, 'no such message');
  return { group, line };
};

const nameOf = (line: Line): Json => ({
  TinyId: line.from?.tiny,
  MsgClientTime: line.clientTime,
  MsgRandom: line.random,
});

const react =
  (on: boolean) =>
  (asked: Asked): Json => {
    const { group, line } = lineAt(asked);
    const now = putReaction(asked.app, line, asked.me, text(asked.body, 'Reaction'), on);
    if (now)
      tellAll(asked, group, {
        Event: 20,
        MsgReactionNotifyList: [{ GroupMsgInfo: nameOf(line), MsgReactionSummary: [now] }],
      });
    return {};
  };

const reactions = (asked: Asked): Json => {
  const all = asked.body.MsgSeqList;
  return {
    Results: (Array.isArray(all) ? all : []).map((seq: number) => ({
      MsgSeq: seq,
      MsgReactionSummary: summary(asked, lineAt(asked, seq).line, number(asked.body, 'Count') || 10),
    })),
  };
};

const extend = (asked: Asked): Json => {
  const { app, body } = asked;
  const { group, line } = lineAt(asked);
  if (!line.extensible || line.recalled) throw new Refusal(23_002, 'this message takes no extensions');
  const own = extensionsOf(app, line);
  const type = number(body, 'OperateType');
  const all = [...own.values].map(([key, value]) => extensionWire(key, value));
  const [answers, done] = changeExtensions(asked, line, type === 1, type === 3 ? all : list(body, 'ExtensionList'));
  const event = {
    ...{ MsgOptType: type === 1 ? 1 : 2, TinyId: line.from?.tiny, MsgLastSeq: own.seq },
    ExtensionGroupMsgInfo: nameOf(line),
    [type === 1 ? 'SetKVInfo' : 'DeleteKVInfo']: [{ MsgKeyValue: done }],
  };
  if (done.length > 0) tellAll(asked, group, { Event: 19, MsgExtensionNotify: event });
  return { ExtensionList: answers, Seq: own.seq };
};

const extensions = (asked: Asked): Json => {
  const own = extensionsOf(asked.app, lineAt(asked).line);
  const from = number(asked.body, 'startSeq');
  const news = [...own.values].filter(([, { seq }]) => seq >= from).map(([key, value]) => extensionWire(key, value));
  return { ExtensionList: news, CompleteFlag: 1, LatestSeq: own.seq, ClearSeq: 0 };
};

/** Everybody in the group may; `MsgVersion` is what the caller believes to be there. */
const modify = (asked: Asked): Json => {
  const { body } = asked;
  const { group, line } = lineAt(asked);
  if (line.recalled) throw new Refusal(20_026, 'no such message');
  const now = () => ({ MsgVersion: line.version ?? 0, MsgBody: line.body, CloudCustomData: line.custom });
  if (number(body, 'MsgVersion') !== (line.version ?? 0)) throw new Refusal(20_027, 'changed meanwhile', now());
  const parts = Array.isArray(body.MsgBody) ? list(body, 'MsgBody') : line.body;
  const custom = typeof body.CloudCustomData === 'string' ? text(body, 'CloudCustomData') : line.custom;
  if (Buffer.byteLength(JSON.stringify(parts)) + Buffer.byteLength(custom) > MOST)
    throw new Refusal(80_002, 'the message is too large');
  line.body = parts;
  line.custom = custom;
  line.version = (line.version ?? 0) + 1;
  const which = { ...placeIds(group), From_Account: line.from?.id, MsgSeq: line.seq, MsgRandom: line.random };
  tellAll(asked, group, { Event: 18, GroupMsgModNotifys: [{ ...which, MsgTime: line.time, ...now() }] });
  return now();
};

const remove = (asked: Asked): Json => {
  const { group } = place(asked);
  const seqs = asked.body.Seqs;
  const all: readonly unknown[] = Array.isArray(seqs) ? seqs : [];
  if (all.length > MOST_DELETED) throw new Refusal(20_018, 'too many messages at once');
  const named = all.map((one) => Number(typeof one === 'object' ? Object.values(one ?? {})[0] : one));
  for (const line of group.lines) if (named.includes(line.seq)) line.gone.add(asked.me.id);
  return {};
};

const counted = (group: Group, line: Line) => {
  const others = [...group.members.keys()].filter((id) => id !== line.from?.id);
  const read = others.filter((id) => line.readers.has(id));
  return { read, unread: others.filter((id) => !line.readers.has(id)) };
};

const tally = (group: Group, line: Line): Json => {
  const { read, unread } = counted(group, line);
  return { ...nameOf(line), MsgSeq: line.seq, ReadNum: read.length, UnreadNum: unread.length };
};

/** Of those that asked for it; the sender of each is told how many have read. */
const receipt = (asked: Asked): Json => {
  const { group, own } = place(asked);
  for (const one of list(asked.body, 'MsgSeqList')) {
    const line = linesOf(group, own).find(({ seq }) => seq === number(one, 'MsgSeq'));
    if (!line?.receipt || !line.from || line.from === asked.me || line.readers.has(asked.me.id)) continue;
    line.readers.add(asked.me.id);
    const tip = { GroupInfo: { GroupId: group.id }, MsgBody: { GroupMsgReceiptList: [tally(group, line)] } };
    line.from.push({ Event: 5, GroupTips: [tip] });
  }
  return {};
};

const tallies = (asked: Asked): Json => ({
  GroupMsgReceiptList: list(asked.body, 'MsgSeqList').map((one) => {
    const { group, line } = lineAt(asked, number(one, 'MsgSeq'));
    return { ...tally(group, line), Code: line.from === asked.me && line.receipt ? 0 : 10_062 };
  }),
});

const readers = (asked: Asked): Json => {
  const { body } = asked;
  const { group, line } = lineAt(asked);
  if (line.from !== asked.me || !line.receipt) throw new Refusal(10_062, 'no receipts of this message');
  const { read, unread } = counted(group, line);
  const who = number(body, 'Flag') === 0 ? read : unread;
  const [from, count] = [Number(text(body, 'Cursor') || 0), number(body, 'Num') || 100];
  const end = from + count;
  const page = who.slice(from, end);
  return {
    Cursor: end < who.length ? String(end) : '',
    IsFinish: end < who.length ? 0 : 1,
    ReadList: number(body, 'Flag') === 0 ? page.map((id) => ({ Read_Account: id })) : [],
    UnreadList: number(body, 'Flag') === 0 ? [] : page.map((id) => ({ Unread_Account: id })),
  };
};

export const commands: Commands = {
  'openim_msg_ext_http_svc.group_reaction_add': react(true),
  'openim_msg_ext_http_svc.group_reaction_del': react(false),
  'openim_msg_ext_http_svc.group_reaction_multi_stat': reactions,
  'openim_msg_ext_http_svc.group_reaction_iterate': (asked) => reactors(asked, lineAt(asked).line),
  'openim_msg_ext_http_svc.group_set_key_values': extend,
  'openim_msg_ext_http_svc.group_get_key_values': extensions,
  'openim.modify_group_msg': modify,
  'group_open_http_svc.delete_group_ramble_msg_by_seq': remove,
  'group_open_http_svc.group_msg_receipt': receipt,
  'group_open_http_svc.get_group_msg_receipt': tallies,
  'group_open_http_svc.get_group_msg_receipt_detail': readers,
};
