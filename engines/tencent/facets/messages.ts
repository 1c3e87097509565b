import type { HistoryPage, IncomingMessage, MessageFacet } from '../../../core/engine/index.js';
import { ImError, kindOf } from '../../../core/model/index.js';
import { withAltered } from '../altered.js';
import { checkConversation, checkLimit } from '../guard.js';
import { after, before, findMessage } from '../history.js';
import type { Link } from '../link.js';
import { marked } from '../marks.js';
import { orderOf, readMessage } from '../messages.js';
import { type Pins, pinsOr } from '../pins.js';
import { Sending } from '../sending.js';

export const HISTORY_PAGE = 100;
const PAGE = 20;

/** What history does not say. */
const told = (link: Link, message: IncomingMessage, pins: Pins): IncomingMessage => {
  const pinned = message.recalled ? undefined : pins.get(message.serverId);
  return withAltered(link, pinned ? { ...message, pinned } : message);
};

export const messageFacet = (link: Link): MessageFacet => {
  const sending = new Sending(link);
  return {
    send: (message, options) => sending.send(message, options),
    async history(id, { before: older, after: newer, around, limit = PAGE, signal }) {
      checkConversation(id);
      checkLimit(limit, HISTORY_PAGE);
      const options = { signal };
      // What was said before one came in is told with the entry, and kept nowhere.
      if (kindOf(id) === 'room') return { items: [], hasOlder: false, hasNewer: older !== undefined };
      const pins = await pinsOr(link, id, options);
      const whole = async (page: HistoryPage) => {
        const items = await marked(link, page.items, options);
        return { ...page, items: items.map((one) => told(link, one, pins)) };
      };
      if (newer) return whole(await after(link, id, newer, limit, options));
      if (around === undefined) return whole(await before(link, id, older, limit, options));
      const found = await findMessage(link, id, around, options);
      const middle = found && readMessage(found, link.self(), link.now());
      if (!found || !middle) throw new ImError('not-found', { field: 'around', message: 'around: no such message' });
      const anchor = { order: orderOf(found) };
      const [above, below] = [
        await before(link, id, anchor, limit, options),
        await after(link, id, anchor, limit, options),
      ];
      // As many on each side, and more on one where the other has fewer.
      const down = Math.min(below.items.length, Math.max(Math.floor((limit - 1) / 2), limit - 1 - above.items.length));
      const up = Math.min(above.items.length, limit - 1 - down);
      return whole({
        items: [...above.items.slice(above.items.length - up), middle, ...below.items.slice(0, down)],
        hasOlder: above.hasOlder || up < above.items.length,
        hasNewer: below.hasNewer || down < below.items.length,
      });
    },
    async get(id, serverIds, options) {
      checkConversation(id);
      const found = await Promise.all(
        serverIds.map((one) => findMessage(link, id, one, options).catch(() => undefined)),
      );
      const read = found.flatMap((one) => (one && readMessage(one, link.self(), link.now())) ?? []);
      const items = await marked(link, read, options);
      return items.map((one) => withAltered(link, one));
    },
  };
};
