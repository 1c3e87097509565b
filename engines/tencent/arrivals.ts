import { tipOf } from './content/notices.js';
import type { Link } from './link.js';
import type { SdkMessage } from './sdk.js';

/** Members who came in, in the vendor's tips. */
const CAME = 1;

/**
 * Who is brought into a group is told by the SDK of what was said there before, as if it were new: that is history. Where one
 * came in is told with it, or was before.
 */
export const withoutPast = (link: Pick<Link, 'kept'>, all: readonly SdkMessage[], self: string): SdkMessage[] => {
  const places = link.kept('arrivals', () => new Map<string, number>());
  for (const message of all) {
    const tip = message.conversationType === 'GROUP' ? tipOf(message) : undefined;
    if (tip?.operationType !== CAME || !tip.userIDList?.includes(self)) continue;
    places.set(message.conversationID, Math.max(message.sequence, places.get(message.conversationID) ?? 0));
  }
  // What passes has no place.
  return all.filter((one) => one._onlineOnlyFlag || one.sequence >= (places.get(one.conversationID) ?? 0));
};
