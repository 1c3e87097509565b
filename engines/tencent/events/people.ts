import type { EngineEvent } from '../../../core/engine/index.js';
import type { Contact, ContactRequest, UserId } from '../../../core/model/index.js';
import { readContact, readPresence, readRequests } from '../people.js';
import type { SdkApplications, SdkFriend, SdkFriendGroup, SdkStatus } from '../sdk-people.js';
import type { EventContext, Listeners } from './index.js';

interface Difference<T> {
  readonly changed: readonly T[];
  readonly removed: readonly string[];
}

/** The SDK tells whole lists: what of them is new, or gone. Undefined: nothing. */
const difference = <T>(
  { kept }: Pick<EventContext, 'kept'>,
  name: string,
  now: readonly T[],
  id: (item: T) => string,
): Difference<T> | undefined => {
  const before = kept(name, () => new Map<string, string>());
  const changed = now.filter((item) => before.get(id(item)) !== JSON.stringify(item));
  const ids = new Set(now.map(id));
  const removed = [...before.keys()].filter((one) => !ids.has(one));
  for (const one of removed) before.delete(one);
  for (const item of changed) before.set(id(item), JSON.stringify(item));
  return changed.length + removed.length > 0 ? { changed, removed } : undefined;
};

/** Those of whom the server has not said yet since when are told with it. */
const friends = (all: readonly SdkFriend[], context: EventContext): EngineEvent[] => {
  const whole = all.filter(({ addTime }) => addTime > 0).map(readContact);
  const found = difference<Contact>(context, 'contacts', whole, ({ userId }) => userId);
  return found ? [{ type: 'contacts', ...found }] : [];
};

const applications = (all: SdkApplications, context: EventContext): EngineEvent[] => {
  const found = difference<ContactRequest>(context, 'requests', readRequests(all, context.self), ({ id }) => id);
  return found ? [{ type: 'contact-requests', ...found }] : [];
};

const groups = (all: readonly SdkFriendGroup[], context: EventContext): EngineEvent[] => {
  const names = all.map(({ name }) => name);
  return difference(context, 'contact-groups', names, String) ? [{ type: 'contact-groups', names }] : [];
};

type Keeping = Pick<EventContext, 'kept'>;

/** Blocked by this device, and not yet in the SDK's own list: it adds nobody before it is told, if it is. */
export const blockedHere = ({ kept }: Keeping) => kept('blocked-here', () => new Set<UserId>());

export const allBlocked = (ids: readonly UserId[], context: Keeping): readonly UserId[] => [
  ...new Set([...ids, ...blockedHere(context)]),
];

/** Whom one has blocked, as it is now. */
export const blocksNow = (ids: readonly UserId[], context: Keeping): EngineEvent[] => {
  const found = difference(context, 'blocks', allBlocked(ids, context), String);
  return found ? [{ type: 'blocks', added: found.changed, removed: found.removed }] : [];
};

/** Who is in the SDK's list leaves it by what it is told; told of somebody who is not, it tells the same list once more. */
const blocked = (ids: readonly UserId[], context: EventContext): EngineEvent[] => {
  const here = blockedHere(context);
  const last = context.kept('blocked-told', () => ({ ids: '' }));
  const now = JSON.stringify(ids);
  if (now === last.ids) here.clear();
  last.ids = now;
  for (const id of ids) here.delete(id);
  return blocksNow(ids, context);
};

/** Friends are told of unasked where the console says so; what the core does not watch it lets pass. */
const statuses = (all: readonly SdkStatus[], { self, kept }: EventContext): EngineEvent[] => {
  const { ids } = kept('watched', () => ({ ids: [] as readonly UserId[] }));
  const presences = all.filter(({ userID }) => userID !== self && ids.includes(userID)).map(readPresence);
  return presences.length > 0 ? [{ type: 'presence', presences }] : [];
};

export const peopleEvents: Listeners = {
  onFriendListUpdated: friends,
  onFriendApplicationListUpdated: applications,
  onFriendGroupListUpdated: groups,
  blacklistUpdated: blocked,
  onUserStatusUpdated: statuses,
};
