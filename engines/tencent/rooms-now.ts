import type { CallOptions } from '../../core/engine/index.js';
import type { Group, ImError, UserId } from '../../core/model/index.js';
import { isMutedAll, readGroup, readRole } from './groups.js';
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
