import type { WireContent } from '../../../core/model/index.js';
import { nameOf } from '../groups.js';
import type { SdkMessage } from '../sdk.js';

export const TIP = 'TIMGroupTipElem';

/** What a tip says; of it all that our notices are made of. */
export interface Tip {
  readonly operationType?: number;
  readonly operatorID?: string;
  readonly userIDList?: readonly string[];
  readonly memberList?: readonly { readonly userID?: string; readonly muteTime?: number }[];
  readonly newGroupProfile?: Readonly<Record<string, unknown>>;
}

const isTip = ({ type }: Pick<SdkMessage, 'type'>): boolean => type === TIP;
export const tipOf = (message: Pick<SdkMessage, 'type' | 'payload'>): Tip | undefined =>
  isTip(message) ? ((message.payload ?? {}) as Tip) : undefined;

type Said = readonly [event: string, params?: Readonly<Record<string, string>>];

/** The first of what changed that we have a line for. */
const changed = (news: Readonly<Record<string, unknown>>): Said => {
  if (news.ownerID) return ['owner-changed'];
  const name = news.groupName ?? news.name;
  if (typeof name === 'string' && nameOf(name)) return ['renamed', { name }];
  if (news.avatar !== undefined) return ['avatar-changed'];
  if (news.introduction !== undefined) return ['introduction-changed'];
  if (news.notification !== undefined) return ['announced'];
  if (news.muteAllMembers !== undefined) return [news.muteAllMembers ? 'muted-all' : 'unmuted-all'];
  return ['changed'];
};

const saidBy = ({ operationType, operatorID, userIDList = [], memberList = [], newGroupProfile = {} }: Tip): Said => {
  switch (operationType) {
    case 1:
      return [userIDList.some((id) => id !== operatorID) ? 'invited' : 'joined'];
    case 2:
      return ['left'];
    case 3:
      return ['removed'];
    case 4:
      return ['admin-set'];
    case 5:
      return ['admin-unset'];
    case 6:
      return changed(newGroupProfile);
    case 7:
      return [memberList.some(({ muteTime = 0 }) => muteTime > 0) ? 'muted' : 'unmuted'];
    default:
      return ['changed'];
  }
};

/** Who did it first, then whom it was done to. */
const actorsOf = ({ operationType, operatorID, userIDList = [], memberList = [], newGroupProfile = {} }: Tip) => {
  const owner = newGroupProfile.ownerID;
  const meant = operationType === 7 ? memberList.flatMap(({ userID }) => userID ?? []) : userIDList;
  const others = typeof owner === 'string' && owner ? [owner] : operationType === 6 ? [] : meant;
  return [...new Set([...(operatorID ? [operatorID] : []), ...others])];
};

/** The SDK writes it by itself into every group that it makes. */
const isCreation = ({ type, payload }: Pick<SdkMessage, 'type' | 'payload'>): boolean => {
  if (type !== 'TIMCustomElem' || typeof payload?.data !== 'string') return false;
  try {
    return (JSON.parse(payload.data) as { businessID?: unknown } | null)?.businessID === 'group_create';
  } catch {
    return false;
  }
};

/** A line of the service's: from what it tells, never in its words. undefined: somebody's own message. */
export const noticeOf = (message: Pick<SdkMessage, 'type' | 'payload' | 'from'>): WireContent | undefined => {
  if (isCreation(message)) return { kind: 'notice', event: 'group-created', actors: [message.from] };
  const tip = tipOf(message);
  if (!tip) return undefined;
  const [event, params] = saidBy(tip);
  return { kind: 'notice', event, actors: actorsOf(tip), ...(params && { params }) };
};
