import type { ConversationId } from '../model/index.js';
import type { Writer } from '../store/index.js';
import type { Shelf, Write } from './keys.js';

/** Remembers for `trim` when a conversation was last opened (milliseconds). */
export const markOpened = (writer: Writer, conversationId: ConversationId, now: number): void =>
  writer.put('meta', `opened/${conversationId}`, { value: String(now) });

export interface Bounds {
  readonly messagesPerConversation: number;
  readonly conversations: number;
}

/** What has to go, if anything. How it is chosen is loaded when more is held than may be; where it cannot be had, the next time will do. */
export const outgrown = async (shelf: Shelf, bounds: Bounds): Promise<readonly Write[]> => {
  const held = await shelf.held();
  let over = held.length > bounds.conversations;
  for (const id of held) over ||= (await shelf.placed(id)).length > bounds.messagesPerConversation;
  if (!over) return [];
  const room = await import('./trim.js').catch(() => undefined);
  return room ? room.trimPlan(shelf, bounds) : [];
};
