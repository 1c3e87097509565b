import type { CallOptions, EngineEvent } from '../../core/engine/index.js';
import {
  type ConversationId,
  type ImError,
  kindOf,
  type Message,
  targetOf,
  type UserId,
} from '../../core/model/index.js';
import { isNotBought, unlessRefused } from './abilities.js';
import type { Link } from './link.js';

type Asking = Pick<Link, 'call' | 'kept' | 'emit'>;
type Pin = NonNullable<Message['pinned']>;
/** By ids of messages, in the order of pinning as far as it is known. */
export type Pins = ReadonlyMap<string, Pin>;

const all = (link: Pick<Link, 'kept'>) => link.kept('pins', () => new Map<ConversationId, Promise<Map<string, Pin>>>());

/** After a lost line nobody knows what was pinned meanwhile. */
export const forgetPins = (link: Pick<Link, 'kept'>): void => all(link).clear();

const rowOf = (id: ConversationId, { size }: Pins): EngineEvent => ({
  type: 'conversations',
  changed: [{ id, pins: size }],
});

const ask = async (link: Asking, id: ConversationId): Promise<Map<string, Pin>> => {
  const work = link.call((sdk) => sdk.getPinnedGroupMessageList(targetOf(id)));
  const { messageList } = await unlessRefused(link, ['pin-message'], work).catch((error: ImError) => {
    // An app that has not bought it has none.
    if (isNotBought(error)) return { messageList: [] };
    throw error;
  });
  const pins = new Map<string, Pin>();
  for (const { ID, time, from, pinnerInfo, isRevoked } of messageList)
    if (!isRevoked) pins.set(ID, { at: time * 1000, by: pinnerInfo?.userID ?? from });
  if (pins.size > 0) link.emit([rowOf(id, pins)]);
  return pins;
};

/** What is pinned in a group, asked for once and told of from then on: rows and messages do not say it. */
export const pinsIn = (link: Asking, id: ConversationId): Promise<Pins> => {
  // Of this sign-in: when the answer is a loss of the line, there may be none any more.
  const pins = all(link);
  const known = pins.get(id);
  if (known) return known;
  const asked = ask(link, id);
  pins.set(id, asked);
  asked.catch(() => pins.get(id) === asked && pins.delete(id));
  return asked;
};

/** Anywhere; nothing where it cannot be known. */
export const pinsOr = async (link: Asking, id: ConversationId, options?: CallOptions): Promise<Pins> => {
  if (kindOf(id) !== 'group') return new Map();
  const pins = pinsIn(link, id).catch((): Pins => new Map());
  return link.call(() => pins.then((data) => ({ data })), options);
};

/** One more, or one less. `by` undefined: let go. */
export const pinned = (
  link: Pick<Link, 'kept' | 'emit'>,
  conversationId: ConversationId,
  serverId: string,
  by: UserId | undefined,
): void => {
  const change = by === undefined ? undefined : { at: Date.now(), by };
  link.emit([
    {
      type: 'message-changes',
      changes: [{ what: 'pinned', serverId, conversationId, ...(change && { pinned: change }) }],
    },
  ]);
  // A group that nobody has looked at is asked for whole.
  all(link)
    .get(conversationId)
    ?.then((pins) => {
      if (!pins.delete(serverId) && !change) return;
      if (change) pins.set(serverId, change);
      link.emit([rowOf(conversationId, pins)]);
    })
    .catch(() => undefined);
};

/** A message that was taken back is held no more. */
export const letGo = (link: Pick<Link, 'kept' | 'emit'>, id: ConversationId, serverId: string): void => {
  all(link)
    .get(id)
    ?.then((pins) => {
      if (pins.delete(serverId)) link.emit([rowOf(id, pins)]);
    })
    .catch(() => undefined);
};
