import type { CallOptions, RoomFace } from '../../core/engine/index.js';
import { type Group, ImError, type UserId } from '../../core/model/index.js';
import { isMutedAll, readGroup, readRole } from './groups.js';
import { HIDDEN } from './groups-now.js';
import type { Link } from './link.js';
import { type HeldRoom, roomsOf } from './rooms.js';
import type { SdkGroup } from './sdk-groups.js';

type Asking = Pick<Link, 'call' | 'kept'>;

/** Takes over what a member is told of himself with it. */
export const readRoom = (group: SdkGroup, self: UserId, room?: HeldRoom): Group => {
  if (room) {
    room.role = group.ownerID === self ? 'owner' : (readRole(group.selfInfo?.role) ?? room.role ?? 'member');
    room.mutedAll = isMutedAll(group);
  }
  return { ...readGroup(group), kind: 'room' };
};

export const missing = (): ImError => new ImError('not-found', { field: 'id', message: 'id: there is no such room' });

/** As anybody sees it. Rejects `not-found`, also where another group has the id. */
export const roomFace = async (link: Link, groupID: string, options?: CallOptions): Promise<RoomFace> => {
  const { group } = await link
    .call((sdk) => sdk.searchGroupByID(groupID), options)
    .catch((error: ImError) => {
      throw HIDDEN.includes(error.engine?.code) ? missing() : error;
    });
  if (group.type !== 'AVChatRoom') throw missing();
  return { ...readRoom(group, link.self()), online: group.memberCount || 0 };
};

export const onlineIn = async (link: Asking, id: string, options?: CallOptions): Promise<number> =>
  (await link.call((sdk) => sdk.getGroupOnlineMemberCount(id), options)).memberCount;

/** As who is in it sees it. */
export const groupNow = async (link: Asking, groupID: string, self: UserId, options?: CallOptions): Promise<Group> => {
  const { group } = await link.call((sdk) => sdk.getGroupProfile({ groupID }), options, 'get_group_self_member_info');
  return readRoom(group, self, roomsOf(link).get(groupID));
};

/** Something that an app may not have, or that the SDK refuses for the moment. */
export const orElse = async <T>(work: Promise<T>, other: T): Promise<T> =>
  work.catch((error: ImError) => {
    if (error.code === 'not-connected' || error.code === 'aborted') throw error;
    return other;
  });
