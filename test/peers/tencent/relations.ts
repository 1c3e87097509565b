import type { Connection } from './connection.js';
import type { App, Person } from './state.js';
import type { Json } from './wire.js';

/** Somebody in a list of contacts. */
export interface Friend {
  remark: string;
  readonly groups: Set<string>;
  /** Seconds. */
  readonly since: number;
}

/** What waits for an answer; the one who asked may have said already what he calls the other. */
export interface Asking {
  readonly from: Person;
  readonly to: Person;
  readonly words: string;
  readonly at: number;
  readonly remark: string;
  readonly group: string;
}

export const friendsOf = (person: Person) => person.kept('friends', () => new Map<string, Friend>());
export const friendGroupsOf = (person: Person) => person.kept('friend-groups', () => new Set<string>());
export const blockedBy = (person: Person) => person.kept('blocked', () => new Set<string>());

const askings = (app: App) => app.kept('askings', () => new Map<string, Asking>());
export const askingOf = (app: App, from: Person, to: Person): Asking | undefined =>
  askings(app).get(`${from.id}\n${to.id}`);
export const askingsOf = (app: App, person: Person): readonly Asking[] =>
  [...askings(app).values()].filter(({ from, to }) => from === person || to === person);

/** To all devices: the SDK changes its own lists by what it is told alone. */
const told = (person: Person, mod: Json, but?: Connection): void =>
  person.push({ Event: 2, FriendListMod: [mod] }, but);

export const keepAsking = (app: App, asking: Asking): void => {
  askings(app).set(`${asking.from.id}\n${asking.to.id}`, asking);
  for (const [who, other] of [[asking.to, asking.from] as const, [asking.from, asking.to] as const]) {
    const words = { AddTime: asking.at, AddWording: asking.words, AddSource: '' };
    const item = { UserId: other.id, ...words, ProfileImImage: other.profile.get('Tag_Profile_IM_Image') ?? '' };
    told(who, { PushType: 3, From_Account: asking.from.id, PendencyAdd: [item] });
  }
};

export const endAsking = (app: App, { from, to }: Pick<Asking, 'from' | 'to'>): void => {
  if (!askings(app).delete(`${from.id}\n${to.id}`)) return;
  told(to, { PushType: 4, From_Account: from.id, FrienPencydDel_Account: [from.id] });
  told(from, { PushType: 4, From_Account: from.id, FrienPencydDel_Account: [to.id] });
};

export const befriend = (app: App, me: Person, other: Person, remark: string, group: string): void => {
  if (friendsOf(me).has(other.id)) return;
  if (group) friendGroupsOf(me).add(group);
  friendsOf(me).set(other.id, { remark, groups: new Set(group ? [group] : []), since: app.now() });
  told(me, { PushType: 1, FriendAddAccount: [other.id] });
};

export const unfriend = (me: Person, other: Person): boolean => {
  if (!friendsOf(me).delete(other.id)) return false;
  told(me, { PushType: 2, FriendDelAccount: [other.id] });
  return true;
};

export const tellBlocked = (me: Person, ids: readonly string[], on: boolean, but?: Connection): void =>
  told(me, { PushType: on ? 5 : 6, [on ? 'BlackListAddAccount' : 'BlackListDelAccount']: ids }, but);

export const tellRead = (me: Person, at: number): void => told(me, { PushType: 7, ReportTime: at });

export const tagsOf = ({ remark, groups, since }: Friend): Json[] => [
  { Tag: 'Tag_SNS_IM_Remark', Value: remark },
  { Tag: 'Tag_SNS_IM_Group', Value: [...groups] },
  { Tag: 'Tag_SNS_IM_AddTime', Value: since },
];

/** What one calls him changed: one's other devices. */
export const tellFriend = (me: Person, other: string, friend: Friend): void =>
  told(me, { PushType: 8, FriendUpInfo: [{ FriendAccount: other, Sns: tagsOf(friend) }] });
