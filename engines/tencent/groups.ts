import type { Group, GroupType, InvitePolicy, JoinPolicy, Member, Role } from '../../core/model/index.js';
import type { SdkGroup, SdkMember } from './sdk-groups.js';

/** A group of the vendor's has a name: this one stands where nobody gave one. */
export const NAMELESS = '-';

const TYPES: Readonly<Record<string, GroupType>> = { Private: 'work', Public: 'public', ChatRoom: 'meeting' };
const WAYS_IN: Readonly<Record<string, JoinPolicy>> = {
  FreeAccess: 'open',
  NeedPermission: 'apply',
  DisableApply: 'invite',
};
/** Where it needs permission, a member's invitation waits for owner or admins: what `admins` comes nearest to. */
const INVITES: Readonly<Record<string, InvitePolicy>> = {
  FreeAccess: 'members',
  NeedPermission: 'admins',
  DisableInvite: 'closed',
};
const ROLES: Readonly<Record<string, Role>> = { Owner: 'owner', Admin: 'admin', Member: 'member' };

const wordFor = (words: Readonly<Record<string, string>>, ours: string): string | undefined =>
  Object.entries(words).find(([, word]) => word === ours)?.[0];

/** A discussion is what the vendor calls Private: anybody renames and adds, its owner alone removes. */
export const typeFor = (type: GroupType): string => wordFor(TYPES, type) ?? 'Private';
export const joinFor = (policy: JoinPolicy): string | undefined => wordFor(WAYS_IN, policy);
export const inviteFor = (invites: InvitePolicy): string | undefined => wordFor(INVITES, invites);
export const roleFor = (role: Role): string | undefined => wordFor(ROLES, role);
export const readRole = (role: unknown): Role | undefined => (typeof role === 'string' ? ROLES[role] : undefined);
export const readType = (type: string | undefined): GroupType | undefined => TYPES[type ?? ''];

export const nameOf = (name: string | undefined): string | undefined => (name && name !== NAMELESS ? name : undefined);

const fieldsOf = (fields: readonly { readonly key: string; readonly value: string }[] = []) => {
  const said = fields.filter(({ value }) => value);
  return said.length > 0 ? Object.fromEntries(said.map(({ key, value }) => [key, value])) : undefined;
};

const seconds = (time: number | '' | undefined): number | undefined => (time ? time * 1000 : undefined);

/** By nobody, where the service does not say who announced. */
const announced = ({ notification, lastInfoTime, ownerID = '' }: SdkGroup): Group['announcement'] =>
  notification ? { text: notification, at: seconds(lastInfoTime) ?? 0, by: ownerID } : undefined;

/** The SDK says yes or no, and where it has copied what the service said: On or Off. */
export const isMutedAll = ({ muteAllMembers }: Pick<SdkGroup, 'muteAllMembers'>): boolean =>
  muteAllMembers === true || muteAllMembers === 'On';

export const readGroup = (group: SdkGroup): Group => {
  const [name, announcement, fields] = [nameOf(group.name), announced(group), fieldsOf(group.groupCustomField)];
  const [type, policy] = [readType(group.type), WAYS_IN[group.joinOption ?? '']];
  const [invites, createdAt] = [INVITES[group.inviteOption ?? ''], seconds(group.createTime)];
  return {
    id: group.groupID,
    kind: group.type === 'AVChatRoom' ? 'room' : 'group',
    ...(type && { type, history: type === 'meeting' ? 'all' : 'joined' }),
    ...(policy && { policy }),
    ...(invites && { invites }),
    ...(group.ownerID && { ownerId: group.ownerID }),
    ...(name && { name }),
    ...(group.avatar && { avatar: group.avatar }),
    ...(group.introduction && { introduction: group.introduction }),
    ...(announcement && { announcement }),
    ...(typeof group.memberCount === 'number' && { memberCount: group.memberCount }),
    ...(isMutedAll(group) && { mutedAll: true }),
    ...(fields && { fields }),
    ...(createdAt && { createdAt }),
  };
};

/** `now`: by the server, milliseconds. A time that has passed mutes nobody. */
export const readMember = (groupId: string, member: SdkMember, now: number): Member => {
  const until = (member.muteUntil ?? 0) * 1000;
  const [fields, joinedAt] = [fieldsOf(member.memberCustomField), seconds(member.joinTime)];
  return {
    ...{ groupId, userId: member.userID, role: readRole(member.role) ?? 'member' },
    ...(member.nameCard && { card: member.nameCard }),
    // The service counts seconds: one that ends within this one is over.
    ...(until > now + 1_000 && { mutedUntil: until }),
    ...(fields && { fields }),
    ...(joinedAt && { joinedAt }),
  };
};
