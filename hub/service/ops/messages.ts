import type { MessageRow, Tx } from '../../storage/port.js';
import { seatOf } from '../access.js';
import { list, object, string, token } from '../check.js';
import { fit } from '../fit.js';
import type { OpTable } from '../op.js';
import { isRoom, roomMessages } from '../places/room-talk.js';
import { seenBy } from '../visible.js';
import { wireMessages } from '../wire.js';

/** A channel's names two. */
export const conversationId = string(140, 1);
export const messageId = token(128);

/** As many as fit into an answer, and the ids of the others. */
export const wirePage = async (tx: Tx, rows: readonly MessageRow[], viewer: string) => {
  const kept = fit(rows, 'first');
  const left = rows.slice(kept.length).map(({ id }) => id);
  return { items: await wireMessages(tx, kept, viewer), ...(left.length > 0 && { left }) };
};

export const messageOps: OpTable<'messages.get'> = {
  'messages.get': {
    auth: 'user',
    check: object({ conversation: conversationId, ids: list(messageId, 100) }),
    run: (call, { conversation, ids }) => {
      if (isRoom(conversation)) return roomMessages(call, conversation, ids);
      const { core, user } = call;
      return core.write(async (work) => {
        const { key } = await seatOf(work, user, conversation);
        const rows = [];
        for (const one of new Set(ids)) rows.push((await seenBy(work.tx, key, one, user)) ?? []);
        return wirePage(work.tx, rows.flat(), user);
      });
    },
  },
};
