import { type Asked, type Commands, Refusal } from '../command.js';
import { groupSessions } from '../group-rows.js';
import { groupItems, markFields, rowKey } from '../row-marks.js';
import { type Row, rowOf, rowsOf, talk, talkOf } from '../talks.js';
import { type Json, list, number, text, texts } from '../wire.js';

const session = ({ app, me }: Asked, row: Row): Json | undefined => {
  const last = talkOf(app, me, row.peer).findLast(({ unlisted }) => !unlisted);
  if (row.hidden || (!last && !row.pinned)) return undefined;
  const at = last && {
    MsgTime: last.time,
    MsgTimeStamp: last.time,
    MsgSeq: last.seq,
    LastMsgFlags: last.recalled ? 8 : 0,
    LastC2cMsgFrom_Account: last.from.id,
    LastMsg: {
      MsgBody: last.body,
      CloudCustomData: last.custom,
      ...(last.recalled && { RevokerInfo: { Revoker_Account: last.from.id } }),
    },
  };
  return {
    Type: 1,
    To_Account: row.peer.id,
    C2cNick: row.peer.profile.get('Tag_Profile_IM_Nick') ?? '',
    C2cImage: row.peer.profile.get('Tag_Profile_IM_Image') ?? '',
    TopFlags: row.pinned ? 1 : 0,
    MsgRecvOption: row.remind,
    C2cPeerReadTime: rowOf(row.peer, me).readTime,
    ...markFields(me, rowKey(1, row.peer.id)),
    ...at,
  };
};

/** All at once; without CompleteFlag the SDK asks for ever. */
const page = (asked: Asked): Json => ({
  CompleteFlag: 1,
  TimeStamp: 0,
  StartIndex: 0,
  TopTimeStamp: 0,
  TopStartIndex: 0,
  GroupItem: groupItems(asked.me),
  SessionItem: [...[...rowsOf(asked.me).values()].flatMap((row) => session(asked, row) ?? []), ...groupSessions(asked)],
});

const known = ({ app, me }: Asked, id: string): Row => {
  const peer = app.people.get(id);
  const row = peer && rowsOf(me).get(peer.id);
  if (!row) throw new Refusal(50_003, 'no such conversation');
  return row;
};

/** The other devices; there the peer is called by a name of its own. */
const told = ({ me, connection }: Asked, type: number, name: string, items: readonly Json[]): void => {
  const named = items.map((one) => ({ Type: 1, UserId: text(one, 'To_Account') }));
  me.push({ Event: 13, RecentContactMod: [{ PushType: type, [name]: { RecentContactList: named } }] }, connection);
};

const pin = (asked: Asked): Json => {
  const on = number(asked.body, 'OperationType') === 1;
  const items = list(asked.body, 'RecentContactItem');
  for (const one of items) known(asked, text(one, 'To_Account')).pinned = on;
  told(asked, on ? 2 : 3, 'RecentContactTopItem', items);
  return {};
};

const remove = (asked: Asked): Json => {
  const items = list(asked.body, 'ContactItem');
  for (const one of items) {
    const row = known(asked, text(one, 'To_Account'));
    row.hidden = true;
    if (number(asked.body, 'ClearRamble') !== 1) continue;
    for (const said of talk(asked.app, asked.me, row.peer)) said.gone.add(asked.me.id);
  }
  told(asked, 1, 'RecentContactDeleteItem', items);
  return { ResultItem: items.map((one) => ({ ...one, ResultCode: 0 })) };
};

const mute = (asked: Asked): Json => {
  const level = number(asked.body, 'Mute_Notifications');
  for (const id of texts(asked.body, 'Peer_Account')) {
    const peer = asked.app.people.get(id);
    if (!peer) continue;
    rowOf(asked.me, peer).remind = level;
    const sync = { To_Account: id, MuteNotifications: level };
    asked.me.push({ Event: 10, C2cNotifyMsgArray: [{ MuteNotificationsSync: sync }] }, asked.connection);
  }
  return { ErrorList: [] };
};

export const commands: Commands = {
  'recentcontact.page_get': page,
  'recentcontact.top': pin,
  'recentcontact.batch_delete': remove,
  'openim.set_c2c_peer_mute_notifications': mute,
  'openim.get_c2c_peer_mute_notifications': ({ app, me, body }) => ({
    MuteNotificationsList: texts(body, 'Peer_Account').map((id) => {
      const peer = app.people.get(id);
      return { UserId: id, MuteNotifications: peer ? rowOf(me, peer).remind : 0 };
    }),
  }),
};
