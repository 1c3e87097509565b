import { type Asked, type Commands, Refusal } from '../command.js';
import {
  askingOf,
  askingsOf,
  befriend,
  blockedBy,
  endAsking,
  friendsOf,
  keepAsking,
  tagsOf,
  tellFriend,
  tellRead,
  unfriend,
} from '../relations.js';
import type { Person } from '../state.js';
import { type Json, list, number, text, texts } from '../wire.js';

const ALLOW = 'Tag_Profile_IM_AllowType';

/** One answer for each of several people; `work` refuses with a code. */
const each = <T>(items: readonly T[], id: (item: T) => string, work: (item: T) => Json | undefined): Json[] =>
  items.map((item) => {
    try {
      return { To_Account: id(item), ResultCode: 0, ResultInfo: '', ...work(item) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { To_Account: id(item), ResultCode: error.code, ResultInfo: error.message };
    }
  });

const known = ({ app }: Asked, id: string): Person => {
  const found = app.people.get(id);
  if (!found) throw new Refusal(30_003, 'no such user');
  return found;
};

const account = (item: Json): string => text(item, 'To_Account');

const add = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const both = text(body, 'AddType') !== 'Add_Type_Single';
  const one = (item: Json): Json | undefined => {
    const other = known(asked, account(item));
    if (other === me) throw new Refusal(30_001, 'oneself');
    if (friendsOf(me).has(other.id)) throw new Refusal(30_520, 'already a friend');
    if (blockedBy(me).has(other.id)) throw new Refusal(30_515, 'on the own blocklist');
    if (blockedBy(other).has(me.id)) throw new Refusal(30_525, 'on the blocklist of the other');
    const allow = other.profile.get(ALLOW) ?? 'AllowType_Type_NeedConfirm';
    if (allow === 'AllowType_Type_DenyAny') throw new Refusal(30_516, 'takes no requests');
    const [remark, group] = [text(item, 'Remark'), text(item, 'GroupName')];
    if (allow === 'AllowType_Type_NeedConfirm' && !friendsOf(other).has(me.id)) {
      keepAsking(app, { from: me, to: other, words: text(item, 'AddWording'), at: app.now(), remark, group });
      throw new Refusal(30_539, 'has to be confirmed');
    }
    befriend(app, me, other, remark, group);
    if (both) befriend(app, other, me, '', '');
    return undefined;
  };
  return { ResultItem: each(list(body, 'AddFriendItem'), account, one) };
};

const answer = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const one = (item: Json): Json | undefined => {
    const other = known(asked, account(item));
    const asking = askingOf(app, other, me);
    if (!asking) throw new Refusal(30_614, 'no such request');
    const action = text(item, 'ResponseAction');
    if (action !== 'Response_Action_Reject') befriend(app, other, me, asking.remark, asking.group);
    if (action === 'Response_Action_AgreeAndAdd') befriend(app, me, other, text(item, 'Remark'), text(item, 'TagName'));
    endAsking(app, asking);
    return undefined;
  };
  return { ResultItem: each(list(body, 'ResponseFriendItem'), account, one) };
};

const remove = (asked: Asked): Json => {
  const { me, body } = asked;
  const both = text(body, 'DeleteType') !== 'Delete_Type_Single';
  const one = (id: string): undefined => {
    const other = known(asked, id);
    if (!unfriend(me, other)) throw new Refusal(31_704, 'no friend');
    if (both) unfriend(other, me);
  };
  return { ResultItem: each(texts(body, 'To_Account'), String, one) };
};

const update = ({ me, body }: Asked): Json => {
  const one = (item: Json): undefined => {
    const friend = friendsOf(me).get(account(item));
    if (!friend) throw new Refusal(31_704, 'no friend');
    for (const tag of list(item, 'SnsItem')) {
      if (text(tag, 'Tag') !== 'Tag_SNS_IM_Remark') throw new Refusal(30_001, 'no such field in this app');
      if (Buffer.byteLength(text(tag, 'Value')) > 96) throw new Refusal(30_001, 'a remark may have 96 bytes');
      friend.remark = text(tag, 'Value');
    }
    tellFriend(me, account(item), friend);
  };
  return { ResultItem: each(list(body, 'UpdateItem'), account, one) };
};

const check = (asked: Asked): Json => {
  const one = (id: string): Json => {
    const other = known(asked, id);
    const [mine, theirs] = [friendsOf(asked.me).has(id), friendsOf(other).has(asked.me.id)];
    if (mine && theirs) return { Relation: 'CheckResult_Type_BothWay' };
    if (mine) return { Relation: 'CheckResult_Type_AWithB' };
    return { Relation: theirs ? 'CheckResult_Type_BWithA' : 'CheckResult_Type_NoRelation' };
  };
  return { InfoItem: each(texts(asked.body, 'To_Account'), String, one) };
};

const readAt = (person: Person) => person.kept('asked-read', () => ({ at: 0 }));

const pending = ({ app, me }: Asked): Json => {
  const all = askingsOf(app, me);
  const item = (other: Person, type: string, at: number, words: string): Json => ({
    To_Account: other.id,
    PendencyType: type,
    Nick: other.profile.get('Tag_Profile_IM_Nick') ?? '',
    Image: other.profile.get('Tag_Profile_IM_Image') ?? '',
    ...{ AddTime: at, AddSource: '', AddWording: words },
  });
  return {
    PendencyItem: all.map(({ from, to, at, words }) =>
      to === me ? item(from, 'Pendency_Type_ComeIn', at, words) : item(to, 'Pendency_Type_SendOut', at, words),
    ),
    UnreadPendencyCount: all.filter(({ to, at }) => to === me && at > readAt(me).at).length,
    ...{ StartTime: 0, CurrentSequence: 0 },
  };
};

const report = ({ me, body }: Asked): Json => {
  readAt(me).at = number(body, 'LatestPendencyTimeStamp');
  tellRead(me, readAt(me).at);
  return {};
};

export const commands: Commands = {
  'sns.friend_get': ({ me }) => ({
    FriendNum: friendsOf(me).size,
    UserDataItem: [...friendsOf(me)].map(([id, friend]) => ({ To_Account: id, ValueItem: tagsOf(friend) })),
    ...{ CompleteFlag: 1, NextStartIndex: 0, StandardSequence: 0, CustomSequence: 0 },
  }),
  'sns.friend_get_specified': ({ me, body }) => ({
    InfoItem: each(texts(body, 'To_Account'), String, (id) => {
      const friend = friendsOf(me).get(id);
      if (!friend) throw new Refusal(31_704, 'no friend');
      return { SnsProfileItem: tagsOf(friend) };
    }),
  }),
  'sns.friend_add': add,
  'sns.friend_response': answer,
  'sns.friend_delete': remove,
  'sns.friend_update': update,
  'sns.friend_check': check,
  'sns.pendency_get': pending,
  'sns.pendency_report': report,
};
