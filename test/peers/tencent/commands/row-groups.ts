import { type Asked, type Commands, Refusal } from '../command.js';
import { groupItems, named, rowGroupsOf, rowKeyOf, rowMarksOf } from '../row-marks.js';
import { type Json, list, number, object, text, texts } from '../wire.js';

const MOST = 20;
const LONGEST = 32;

const idOf = ({ me }: Asked, name: string): number => {
  for (const [id, one] of rowGroupsOf(me)) if (one === name) return id;
  throw new Refusal(51_009, 'no such group');
};

const checkName = (name: string): void => {
  if (!name || Buffer.byteLength(name) > LONGEST) throw new Refusal(51_011, 'a name may have 32 bytes');
};

const tell = ({ me, connection }: Asked, PushType: number, name: string, mod: Json): void =>
  me.push({ Event: 13, RecentContactMod: [{ PushType, [name]: mod }] }, connection);

const create = (asked: Asked): Json => {
  const { me, body } = asked;
  const [wanted] = list(body, 'GroupContactItem');
  if (!wanted) throw new Refusal(50_002, 'no group');
  const GroupName = text(wanted, 'GroupName');
  checkName(GroupName);
  const groups = rowGroupsOf(me);
  if (groups.size >= MOST) throw new Refusal(51_010, 'too many groups');
  const GroupId = Math.max(0, ...groups.keys()) + 1;
  groups.set(GroupId, GroupName);
  const items = list(wanted, 'ContactItem');
  for (const item of items) rowMarksOf(me, rowKeyOf(item)).groups.add(GroupId);
  const told = [{ MsgGroupItem: { GroupId, GroupName }, MsgRecentContactItem: items.map(named) }];
  tell(asked, 5, 'RecentContactCreateContactGroup', { MsgContactGroupContactItem: told });
  const ResultItem = items.map((ContactItem) => ({ ContactItem, ResultCode: 0, ResultInfo: '' }));
  return { GroupResultItem: [{ GroupItem: { GroupId, GroupName }, ResultItem }] };
};

const remove = (asked: Asked): Json => {
  const GroupItem = texts(asked.body, 'GroupName').map((GroupName) => ({ GroupId: idOf(asked, GroupName), GroupName }));
  for (const { GroupId } of GroupItem) rowGroupsOf(asked.me).delete(GroupId);
  tell(asked, 6, 'RecentContactDelContactGroup', { MsgGroupItem: GroupItem });
  return { GroupItem };
};

const update = (asked: Asked): Json => {
  const { me, body } = asked;
  const change = object(body, 'UpdateGroup');
  const old = text(change, 'OldGroupName') || text(change, 'GroupName');
  const GroupId = idOf(asked, old);
  const named1 = { GroupId, OldGroupName: old };
  if (number(change, 'UpdateGroupType') === 1) {
    const GroupName = text(change, 'NewGroupName');
    checkName(GroupName);
    rowGroupsOf(me).set(GroupId, GroupName);
    const MsgUpdateGroup = { UpdateGroupType: 1, ...named1, GroupName };
    tell(asked, 7, 'RecentContactUpdateContactGroup', { UpdateType: 1, MsgUpdateGroup });
    return { UpdateGroupResult: { GroupId } };
  }
  const items = [...list(change, 'ContactUpdateItem'), ...list(change, 'UpdateItem')];
  const done = items.map((item) => {
    const ContactItem = object(item, 'ContactItem');
    const type = number(item, 'ContactOptType') || number(item, 'OperationType');
    const { groups } = rowMarksOf(me, rowKeyOf(ContactItem));
    if (type === 1) groups.add(GroupId);
    else groups.delete(GroupId);
    return { ContactItem, type };
  });
  const told = done.map(({ ContactItem, type }) => ({ ContactOptType: type, RecentContactItem: named(ContactItem) }));
  const MsgUpdateGroup = { UpdateGroupType: 2, ...named1, GroupName: old, RecentContactUpdateGroupItem: told };
  tell(asked, 7, 'RecentContactUpdateContactGroup', { UpdateType: 1, MsgUpdateGroup });
  const ContactResultItem = done.map(({ ContactItem }) => ({ ContactItem, ResultCode: 0, ResultInfo: '' }));
  return { UpdateGroupResult: { GroupId, ContactResultItem } };
};

export const commands: Commands = {
  'recentcontact.get_contact_group': ({ me }) => ({
    GroupItem: groupItems(me),
    ContactItem: [],
    ...{ NextStartIndex: 0, CompleteFlag: 1 },
  }),
  'recentcontact.create_contact_group': create,
  'recentcontact.del_contact_group': remove,
  'recentcontact.update_contact_group': update,
};
