import type { CallOptions, OutgoingMessage } from '../../core/engine/index.js';
import { ImError, invalid, kindOf } from '../../core/model/index.js';
import { targetFor } from './identity.js';
import type { Link } from './link.js';
import { communityOf } from './space-ids.js';

/** People whom one message can be for alone, and members looked up at once. */
const MOST_RECEIVERS = 50;
const PROFILES = 50;

/** The service takes any name: who is not there would be written to in vain. Rejects `invalid`. */
export const checkReceivers = async (
  link: Link,
  { conversationId, mentions, audience }: OutgoingMessage,
  options: CallOptions,
): Promise<void> => {
  if (audience?.length === 0) throw invalid('audience', 'names nobody');
  const people = [...new Set([...(mentions?.users ?? []), ...(audience ?? [])])];
  if (audience && audience.length > MOST_RECEIVERS)
    throw new ImError('too-large', {
      field: 'audience',
      limit: MOST_RECEIVERS,
      message: `audience: at most ${MOST_RECEIVERS}`,
    });
  const kind = kindOf(conversationId);
  if ((kind !== 'group' && kind !== 'channel') || people.length === 0) return;
  const { to } = targetFor(conversationId);
  const groupID = kind === 'channel' ? communityOf(to) : to;
  for (let n = 0; n < people.length; n += PROFILES) {
    const userIDList = people.slice(n, n + PROFILES);
    const { memberList } = await link.call((sdk) => sdk.getGroupMemberProfile({ groupID, userIDList }), options);
    const there = new Set(memberList.map(({ userID }) => userID));
    if (userIDList.every((id) => there.has(id))) continue;
    throw invalid(audience ? 'audience' : 'mentions', 'names somebody who is not in the group');
  }
};
