import type { Contact, ContactRequest, Presence, UserId } from '../../core/model/index.js';
import type { SdkApplications, SdkFriend, SdkStatus } from './sdk-people.js';

export const readContact = ({ userID, remark, groupList, addTime }: SdkFriend): Contact => ({
  userId: userID,
  ...(remark && { remark }),
  groups: [...groupList],
  since: addTime * 1000,
});

const OWN = 'Pendency_Type_SendOut';

export const requestId = (from: UserId, to: UserId): string => `${from}>${to}`;

/** Newest first. The vendor counts those that nobody has looked at; they are the last that came in. */
export const readRequests = (
  { friendApplicationList, unreadCount }: SdkApplications,
  self: UserId,
): ContactRequest[] => {
  let unread = unreadCount;
  return [...friendApplicationList]
    .sort((a, b) => b.time - a.time)
    .map(({ userID, type, time, wording }) => {
      const own = type === OWN;
      const [from, to] = own ? [self, userID] : [userID, self];
      const read = own || unread-- <= 0;
      const at = time * 1000;
      return { id: requestId(from, to), from, to, ...(wording && { words: wording }), at, state: 'pending', read };
    });
};

/** Behind the words: their writer is away. The vendor keeps one text of his own for each person, and that is all. */
const AWAY = '\u2063';

export const statusFor = (words: string, away: boolean): string => (away ? `${words}${AWAY}` : words);

export const readPresence = ({ userID, statusType, customStatus = '' }: SdkStatus): Presence => {
  if (statusType !== 1) return { userId: userID, state: 'offline' };
  const words = customStatus.replaceAll(AWAY, '');
  return { userId: userID, state: customStatus.endsWith(AWAY) ? 'away' : 'online', ...(words && { words }) };
};
