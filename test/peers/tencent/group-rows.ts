import type { Asked } from './command.js';
import { lastLine, lineWire } from './group-lines.js';
import { type Group, joinedBy, type Member, unreadIn } from './groups.js';
import { markFields, rowKey } from './row-marks.js';
import type { Person } from './state.js';
import type { Json } from './wire.js';

interface Row {
  pinned: boolean;
  /** Below which line it was taken off the list. */
  hiddenAt: number;
}

const rows = (me: Person) => me.kept('group rows', () => new Map<string, Row>());
export const groupRow = (me: Person, id: string): Row => {
  const row = rows(me).get(id) ?? { pinned: false, hiddenAt: 0 };
  rows(me).set(id, row);
  return row;
};

const REMINDS = ['AcceptAndNotify', 'Discard', 'AcceptNotNotify', 'AcceptNotNotifyExceptAt'];

const session = (me: Person, group: Group): Json | undefined => {
  const own = group.members.get(me.id) as Member;
  const row = groupRow(me, group.id);
  const last = lastLine(group, own);
  if (!last || (last.seq <= row.hiddenAt && !row.pinned)) return undefined;
  const wire = lineWire(group, last);
  return {
    Type: 2,
    ToAccount: group.id,
    GroupNick: group.face.get('Name') ?? '',
    GroupImage: group.face.get('FaceUrl') ?? '',
    GroupType: group.type,
    GroupNextMsgSeq: group.next,
    MsgGroupReadedSeq: own.read,
    UnreadMsgCount: unreadIn(group, own),
    TopFlags: row.pinned ? 1 : 0,
    MsgRecvOption: Math.max(0, REMINDS.indexOf(own.remind)),
    ...markFields(me, rowKey(2, group.id)),
    MsgTime: last.time,
    MsgTimeStamp: last.time,
    MsgSeq: last.seq,
    LastMsgFlags: last.recalled ? 2 : 0,
    MsgGroupFrom_Account: wire.From_Account,
    LastMsg: last.tip
      ? { Event: 4, GroupTips: wire }
      : {
          MsgBody: last.body,
          CloudCustomData: last.custom,
          ...(last.recalled && { RevokerInfo: { Revoker_Account: last.recalled.by.id } }),
        },
  };
};

export const groupSessions = ({ app, me }: Asked): Json[] =>
  joinedBy(app, me)
    .filter(({ type }) => type !== 'AVChatRoom' && type !== 'Community')
    .map((group) => session(me, group))
    .filter((row) => row !== undefined);
