import type { ConversationId, Message, MessageId } from '../model/index.js';
import type { Timeline } from '../store/index.js';
import type { Cache } from './types.js';

/** The newest kept messages of a conversation, none missing between them, ascending. */
export interface Tail {
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
}

/**
 * The newest run of a conversation, at most `limit` long: feed it to `insertPlaced` as a page with `hasNewer: false`, in a
 * commit of origin `cache`. Undefined: nothing is kept, or not up to the live end.
 */
export const readTail = async (
  cache: Cache,
  conversationId: ConversationId,
  limit: number,
): Promise<Tail | undefined> => {
  const timeline = (await cache.get(`timeline/${conversationId}`)) as Timeline | undefined;
  if (!timeline) return undefined;
  const kept = await cache.messages(conversationId, { limit });
  const byId = new Map<MessageId, Message>(kept.map((message) => [message.id, message]));
  const run: Message[] = [];
  for (const page of timeline.pages.toReversed()) {
    const ids = ((await cache.get(`list/page/${page.id}`)) as readonly MessageId[] | undefined) ?? [];
    for (const id of ids.toReversed()) {
      const message = byId.get(id);
      if (!message) return tailOf(run, true);
      run.push(message);
    }
    if (page.gapBefore) return tailOf(run, true);
  }
  return tailOf(run, false);
};

/** Nothing, not even the knowledge that there is nothing: then the live end is not known either. */
const tailOf = (run: readonly Message[], hasOlder: boolean): Tail | undefined =>
  run.length === 0 && hasOlder ? undefined : { messages: run.toReversed(), hasOlder };
