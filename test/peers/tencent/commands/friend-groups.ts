import { type Asked, type Commands, Refusal } from '../command.js';
import { friendGroupsOf, friendsOf, tellFriend } from '../relations.js';
import type { Person } from '../state.js';
import { type Json, list, text, texts } from '../wire.js';

const members = (me: Person, name: string): string[] =>
  [...friendsOf(me)].filter(([, { groups }]) => groups.has(name)).map(([id]) => id);

/** In or out of a group; 31704 of who is no contact. */
const put = (me: Person, id: string, name: string, on: boolean): Json => {
  const friend = friendsOf(me).get(id);
  if (!friend) return { To_Account: id, ResultCode: 31_704, ResultInfo: 'no friend' };
  if (on) friend.groups.add(name);
  else friend.groups.delete(name);
  tellFriend(me, id, friend);
  return { To_Account: id, ResultCode: 0, ResultInfo: '' };
};

const there = ({ me }: Asked, name: string): void => {
  if (!friendGroupsOf(me).has(name)) throw new Refusal(32_207, 'no such group');
};

const update = (asked: Asked): Json => {
  const { me, body } = asked;
  const [name, to] = [text(body, 'GroupOldName'), text(body, 'GroupNewName')];
  there(asked, name);
  if (to) {
    if (friendGroupsOf(me).has(to)) throw new Refusal(32_217, 'there is such a group');
    friendGroupsOf(me).delete(name);
    friendGroupsOf(me).add(to);
    for (const id of members(me, name)) {
      friendsOf(me).get(id)?.groups.delete(name);
      put(me, id, to, true);
    }
  }
  return {
    ResultItem: list(body, 'UpdateGroupItem').map((item) => {
      const type = text(item, 'UpdateType');
      return { ...put(me, text(item, 'To_Account'), name, type === 'Update_Type_Add'), UpdateType: type };
    }),
  };
};

export const commands: Commands = {
  'sns.group_get': ({ me }) => ({
    ResultItem: [...friendGroupsOf(me)].map((name) => {
      const all = members(me, name);
      return { GroupName: name, FriendNumber: all.length, To_Account: all };
    }),
  }),
  'sns.group_add'({ me, body }) {
    const names = texts(body, 'GroupName');
    for (const name of names) {
      if (Buffer.byteLength(name) > 30) throw new Refusal(30_001, 'a name may have 30 bytes');
      friendGroupsOf(me).add(name);
    }
    return {
      ResultItem: names.flatMap((name) => texts(body, 'To_Account').map((id) => put(me, id, name, true))),
    };
  },
  'sns.group_update': update,
  'sns.group_delete'(asked) {
    const { me, body } = asked;
    for (const name of texts(body, 'GroupName')) {
      there(asked, name);
      for (const id of members(me, name)) put(me, id, name, false);
      friendGroupsOf(me).delete(name);
    }
    return {};
  },
};
