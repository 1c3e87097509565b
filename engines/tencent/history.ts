import type { Anchor, CallOptions, HistoryPage, IncomingMessage } from '../../core/engine/index.js';
import { type ConversationId, compareOrder, kindOf, type OrderKey } from '../../core/model/index.js';
import { conversationFor, targetFor } from './identity.js';
import type { Link } from './link.js';
import { madeIn, orderOf, readMessage } from './messages.js';
import { saidIn } from './rooms.js';
import type { SdkMessage } from './sdk.js';

const PAGE = 15;
const MOST_PAGES = 14;

/** Where one page of the SDK ended; undefined: from the very newest. */
type Place = number | undefined;

interface Hop {
  readonly messages: readonly SdkMessage[];
  readonly next: Place;
  readonly done: boolean;
}

/** Its place is read out of what it carries, so it is read once. */
interface Placed {
  readonly message: SdkMessage;
  readonly order: OrderKey;
}
const withOrder = (message: SdkMessage): Placed => ({ message, order: orderOf(message) });

const hop = async (
  link: Link,
  id: ConversationId,
  place: Place,
  direction: 0 | 1,
  count: number,
  options?: CallOptions,
): Promise<Hop> => {
  const { type, to } = targetFor(id);
  const where = type === 'C2C' ? { time: place } : { sequence: place };
  const query = { conversationID: `${type}${to}`, direction, count, ...(place !== undefined && where) };
  const pace = type === 'C2C' ? 'getroammsg' : 'group_msg_get';
  const page = await link.call((sdk) => sdk.getMessageListHopping(query), options, pace);
  const next = type === 'C2C' ? page.nextMessageTime : page.nextMessageSeq;
  return {
    messages: page.messageList,
    next: typeof next === 'number' ? next : undefined,
    done: page.isCompleted || page.messageList.length === 0 || typeof next !== 'number',
  };
};

/**
 * Messages on one side of a place, nearest first, until there are `limit` and one more. The SDK pages by seconds and keeps to
 * itself where within one it stood, so that a page may begin with what is not asked for.
 */
const side = async (
  link: Link,
  id: ConversationId,
  edge: OrderKey | undefined,
  direction: 0 | 1,
  limit: number,
  options?: CallOptions,
): Promise<SdkMessage[]> => {
  const direct = targetFor(id).type === 'C2C';
  const step = direction === 0 ? 1 : -1;
  const far = (order: OrderKey) => !edge || compareOrder(order, edge) * step < 0;
  const found = new Map<string, Placed>();
  // One second further, so that a place the SDK kept from before hides nothing.
  let place: Place = edge && (direct ? Math.max(1, Math.floor(edge.seq / 1000) + step) : edge.seq);
  for (;;) {
    const { messages, next, done } = await hop(link, id, place, direction, PAGE, options);
    for (const placed of messages.map(withOrder)) if (far(placed.order)) found.set(placed.message.ID, placed);
    if (done || found.size > limit) break;
    place = next;
  }
  const sorted = [...found.values()].sort((a, b) => compareOrder(a.order, b.order) * -step);
  return sorted.slice(0, limit + 1).map(({ message }) => message);
};

const readAll = (link: Link, all: readonly SdkMessage[]): IncomingMessage[] =>
  all.flatMap((one) => readMessage(one, link.self(), link.now()) ?? []);

/** Newest pages in no order, until one has what was sent before `since` (milliseconds), at most about 200 messages. */
export const newestOf = async (
  link: Link,
  id: ConversationId,
  since: number,
  options?: CallOptions,
): Promise<IncomingMessage[]> => {
  const found = new Map<string, SdkMessage>();
  let place: Place;
  for (let left = MOST_PAGES; left > 0; left--) {
    const { messages, next, done } = await hop(link, id, place, 0, PAGE, options);
    for (const message of messages) found.set(message.ID, message);
    if (done || messages.some(({ time }) => time * 1000 < since)) break;
    place = next;
  }
  return readAll(link, [...found.values()]);
};

export const before = async (
  link: Link,
  id: ConversationId,
  edge: Anchor | undefined,
  limit: number,
  options?: CallOptions,
): Promise<HistoryPage> => {
  const found = await side(link, id, edge?.order, 0, limit, options);
  const items = readAll(link, found.slice(0, limit)).reverse();
  return { items, hasOlder: found.length > limit, hasNewer: edge !== undefined };
};

export const after = async (
  link: Link,
  id: ConversationId,
  edge: Anchor,
  limit: number,
  options?: CallOptions,
): Promise<HistoryPage> => {
  const found = await side(link, id, edge.order, 1, limit, options);
  return { items: readAll(link, found.slice(0, limit)), hasOlder: true, hasNewer: found.length > limit };
};

/** By its id: with the SDK, or at the second in which its sender made it. */
export const findMessage = async (
  link: Link,
  id: ConversationId,
  serverId: string,
  options?: CallOptions,
): Promise<SdkMessage | undefined> => {
  const held = await link.call(async (sdk) => ({ data: sdk.findMessage(serverId) }), options);
  const room = kindOf(id) === 'room';
  if (held && !held.isDeleted && conversationFor(held.conversationID, room) === id) return held;
  if (room) return saidIn(link, id, serverId);
  const made = madeIn(serverId);
  if (made === undefined || targetFor(id).type !== 'C2C') return undefined;
  // The sender's clock, which the SDK corrects by the server's; a little aside all the same.
  for (const direction of [1, 0] as const) {
    const { messages } = await hop(link, id, made + (direction === 1 ? -2 : 2), direction, PAGE, options);
    const found = messages.find(({ ID }) => ID === serverId);
    if (found) return found;
  }
  return undefined;
};
