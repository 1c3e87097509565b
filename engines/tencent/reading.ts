import type { Anchor, CallOptions } from '../../core/engine/index.js';
import type { ConversationId } from '../../core/model/index.js';
import { newestOf } from './history.js';
import type { Link } from './link.js';

/**
 * The SDK marks a whole conversation alone: would something that others said after `upTo` be read with it?
 * @param end where the conversation ends
 */
export const readsNewer = async (
  link: Link,
  id: ConversationId,
  { order }: Anchor,
  end: number,
  options?: CallOptions,
): Promise<boolean> => {
  if (order.seq >= end) return false;
  const newest = await newestOf(link, id, 15, options);
  return newest.some((one) => one.counts && one.senderId !== link.self() && one.order.seq > order.seq);
};
