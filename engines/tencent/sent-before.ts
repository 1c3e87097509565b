import type { CallOptions, OutgoingMessage, Placed } from '../../core/engine/index.js';
import type { ConversationId, ImError } from '../../core/model/index.js';
import { newestOf } from './history.js';
import type { Link } from './link.js';

/** Milliseconds by which the clock that a message was written by may have been ahead. */
const AHEAD = 60_000;

/** One look at the end of a conversation. */
interface Look {
  /** How far back it went: milliseconds by the server's clock. */
  readonly since: number;
  /** Own messages by the ids of who sent them. */
  readonly found: Promise<ReadonlyMap<string, Placed>>;
}
/** Of this sign-in. Where the answer to one is lost, its conversation is taken out: it may be there by now. */
export const looksOf = (link: Link): Map<ConversationId, Look> => link.kept('sent before', () => new Map());

const look = async (link: Link, id: ConversationId, since: number): Promise<ReadonlyMap<string, Placed>> => {
  const newest = await newestOf(link, id, since);
  return new Map(
    newest.flatMap(({ clientId, serverId, order, sentAt }) =>
      clientId ? [[clientId, { serverId, order, sentAt }] as const] : [],
    ),
  );
};

/**
 * A page that was closed may have sent it: with the first message into each conversation after signing in, what is there since
 * it was written is looked at. What was written after one that did not arrive did not either. Rejects what may be tried again.
 */
export const sentBefore = async (
  link: Link,
  { clientId, conversationId, writtenAt }: OutgoingMessage,
  options: CallOptions,
): Promise<Placed | undefined> => {
  const looks = looksOf(link);
  const since = writtenAt === undefined ? Number.NEGATIVE_INFINITY : writtenAt - AHEAD;
  const known = looks.get(conversationId);
  const own = known && known.since <= since ? known : { since, found: look(link, conversationId, since) };
  looks.set(conversationId, own);
  own.found.catch(() => looks.get(conversationId) === own && looks.delete(conversationId));
  const placed = await link
    .call(() => own.found.then((data) => ({ data })), options)
    .catch((error: ImError) => {
      if (error.retry !== 'never' || error.code === 'aborted') throw error;
      // Nobody to be written to says so himself, to the message.
      return undefined;
    });
  return placed?.get(clientId);
};
