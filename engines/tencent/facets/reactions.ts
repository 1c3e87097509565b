import type { ReactionFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type Message } from '../../../core/model/index.js';
import { isAble } from '../abilities.js';
import { checkLimit } from '../guard.js';
import { held, named, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { reactionsOf } from '../marks.js';

const MOST = 100;
const LENGTH = 64;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/;

const checkEmoji = (emoji: string): void => {
  if (typeof emoji !== 'string' || emoji === '' || CONTROL.test(emoji)) throw invalid('emoji', 'is none');
  if (emoji.length > LENGTH)
    throw new ImError('too-large', { field: 'emoji', limit: LENGTH, message: `emoji: at most ${LENGTH} characters` });
};

const checkAble = async (link: Link, options?: { readonly signal?: AbortSignal }): Promise<void> => {
  if (await isAble(link, 'reactions', options)) return;
  throw new ImError('unsupported', { message: 'reactions: this app has not bought them', engine: { name: 'tencent' } });
};

export const reactionFacet = (link: Link): ReactionFacet => ({
  async react(message: Message, emoji, on, options) {
    checkEmoji(emoji);
    await checkAble(link, options);
    const which = named(link, message);
    notRecalled(await held(link, message, options));
    await link.call(
      (sdk) => (on ? sdk.addMessageReaction(which, emoji) : sdk.removeMessageReaction(which, emoji)),
      options,
    );
    const { serverId = '', conversationId } = message;
    const now = await reactionsOf(link, [which], options);
    const change = { what: 'reacted', serverId, conversationId, reactions: now.get(serverId) ?? [] } as const;
    link.emit([{ type: 'message-changes', changes: [change] }]);
  },
  async reactors(message, emoji, { cursor, limit, signal } = {}) {
    checkLimit(limit, MOST);
    await checkAble(link, { signal });
    const which = named(link, message);
    const place = cursor ?? '0';
    if (!/^\d+$/.test(place)) throw invalid('cursor', 'is not one that this engine gave');
    const page = async (reactionID: string, nextSeq: number) => {
      const query = { message: which, reactionID, nextSeq, count: limit ?? MOST };
      const { userList, nextSeq: next } = await link.call((sdk) => sdk.getAllUserListOfMessageReaction(query), {
        signal,
      });
      return { items: userList.map(({ userID: userId }) => ({ userId, emoji: reactionID })), next };
    };
    if (emoji !== undefined) {
      const { items, next } = await page(emoji, Number(place));
      return { items, ...(next > 0 && { next: String(next) }) };
    }
    // Of all: one emoji after the other, a page of each.
    const all = [...((await reactionsOf(link, [which], { signal })).values().next().value ?? [])];
    const pages = await Promise.all(all.map((one) => page(one.emoji, 0)));
    return { items: pages.flatMap(({ items }) => items) };
  },
});
