import type { ConversationPatch, EngineEvent } from '../../core/engine/index.js';
import type { Role, Standing } from '../../core/model/index.js';
import { isMutedAll, readRole } from './groups.js';
import type { Link } from './link.js';
import type { SdkConversation } from './sdk.js';

/** What was told last of one's own place in groups, by their ids: rows of the SDK know neither who is muted nor who is out. */
export const places = (link: Pick<Link, 'kept'>): Map<string, Standing> =>
  link.kept('places', () => new Map<string, Standing>());

/** Out of it, or over for all: then what one was there is still so. `role`: where it is not known from what was told. */
export const goneFrom = (
  link: Pick<Link, 'kept'>,
  groupId: string,
  locked: NonNullable<Standing['locked']>,
  role: Role | undefined = places(link).get(groupId)?.role,
): EngineEvent => {
  const standing = { ...(role && locked === 'dismissed' && { role }), locked };
  places(link).set(groupId, standing);
  return { type: 'conversations', changed: [{ id: `group:${groupId}`, standing }] };
};

export const placeOf = (
  link: Pick<Link, 'kept'>,
  { groupProfile: group }: SdkConversation,
): Pick<ConversationPatch, 'standing'> => {
  if (!group || group.type === 'AVChatRoom') return {};
  const told = places(link).get(group.groupID);
  const role = readRole(group.selfInfo?.role) ?? told?.role;
  if (told?.locked && told.locked !== 'muted-all') return { standing: told };
  if (!role) return {};
  return { standing: { role, ...(isMutedAll(group) && role === 'member' && { locked: 'muted-all' as const }) } };
};
