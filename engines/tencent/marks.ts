import type { CallOptions, IncomingMessage } from '../../core/engine/index.js';
import type { ImError, Reaction } from '../../core/model/index.js';
import { isAble, isNotBought, unlessRefused } from './abilities.js';
import type { Link } from './link.js';
import { tallyOf } from './messages.js';
import { ring } from './ringing.js';
import type { SdkMessage } from './sdk.js';
import type { SdkReaction } from './sdk-marks.js';

const AT_ONCE = 20;
/** People named with each reaction. */
const NAMED = 10;

const readReaction = ({ reactionID, totalUserCount, partialUserList, reactedByMyself }: SdkReaction): Reaction => ({
  ...{ emoji: reactionID, count: totalUserCount, mine: reactedByMyself },
  users: partialUserList.map(({ userID }) => userID),
});

/** Of messages of one conversation, by their ids. */
export const reactionsOf = async (
  link: Pick<Link, 'call'>,
  messages: readonly SdkMessage[],
  options?: CallOptions,
): Promise<Map<string, readonly Reaction[]>> => {
  const found = new Map<string, readonly Reaction[]>();
  for (let n = 0; n < messages.length; n += AT_ONCE) {
    const query = { messageList: messages.slice(n, n + AT_ONCE), maxUserCountPerReaction: NAMED };
    const { resultList } = await link.call((sdk) => sdk.getMessageReactions(query), options);
    for (const { messageID, reactionList } of resultList) {
      const reactions = reactionList.filter(({ totalUserCount }) => totalUserCount > 0).map(readReaction);
      if (reactions.length > 0) found.set(messageID, reactions);
    }
  }
  return found;
};

export const extensionsOf = async (
  link: Pick<Link, 'call'>,
  message: SdkMessage,
  options?: CallOptions,
): Promise<Readonly<Record<string, string>>> => {
  const { extensions } = await link.call((sdk) => sdk.getMessageExtensions(message), options, 'get_key_values');
  return Object.fromEntries(extensions.map(({ key, value }) => [key, value]));
};

/** How many have read one's own messages in groups, of those that asked for it. */
const talliesOf = async (link: Link, all: readonly SdkMessage[], options?: CallOptions) => {
  const self = link.self();
  const asked = all.filter(
    ({ conversationType, needReadReceipt, from }) => conversationType === 'GROUP' && needReadReceipt && from === self,
  );
  const tallies = new Map<string, { readonly read: number; readonly unread: number }>();
  if (asked.length === 0) return tallies;
  const work = link.call((sdk) => sdk.getMessageReadReceiptList(asked), options);
  const { messageList } = await unlessRefused(link, ['readers', 'receipt'], work).catch((error: unknown) => {
    if (isNotBought(error)) return { messageList: [] };
    throw error;
  });
  for (const one of messageList) {
    const tally = tallyOf(one, self);
    if (tally) tallies.set(one.ID, tally);
  }
  return tallies;
};

/** Messages are worth more than what hangs on them: a refusal is nothing, a lost line and who gave up end all. */
const orNothing = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: ImError) => {
    if (error.code === 'not-connected' || error.code === 'aborted') throw error;
    return undefined;
  });

/**
 * The service keeps what was done to messages apart from them: history is asked for it too. Where it cannot be had, messages
 * come in outline.
 */
export const marked = async (
  link: Link,
  items: readonly IncomingMessage[],
  options?: CallOptions,
): Promise<readonly IncomingMessage[]> => {
  for (const item of items) ring(link, link.self(), item);
  const ids = items.flatMap(({ serverId, recalled }) => (recalled ? [] : [serverId]));
  if (ids.length === 0) return items;
  const all = await link.call(async (sdk) => ({ data: ids.flatMap((id) => sdk.findMessage(id) ?? []) }), options);
  const extensible = (await isAble(link, 'extensions', options)) ? all.filter((one) => one.isSupportExtension) : [];
  const reacted = (await isAble(link, 'reactions', options)) ? all : [];
  const [tallies, reactions, extensions] = await Promise.all([
    orNothing(talliesOf(link, all, options)),
    orNothing(reactionsOf(link, reacted, options)),
    Promise.all(extensible.map(async (one) => [one.ID, await orNothing(extensionsOf(link, one, options))] as const)),
  ]);
  const values = new Map(extensions);
  return items.map((item) => {
    const { serverId: id, recalled } = item;
    const [tally, own, kept] = [tallies?.get(id), reactions?.get(id), values.get(id)];
    const lacking = !recalled && (!reactions || (values.has(id) && !kept));
    return {
      ...item,
      ...(tally && { tally }),
      ...(own && { reactions: own }),
      ...(kept && Object.keys(kept).length > 0 && { extensions: kept }),
      ...(lacking && { outline: true }),
    };
  });
};
