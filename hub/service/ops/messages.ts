import { seatOf } from '../access.js';
import { list, object, string, token } from '../check.js';
import type { OpTable } from '../op.js';
import { seenBy } from '../visible.js';
import { wireMessages } from '../wire.js';

export const conversationId = string(80, 1);
export const messageId = token(128);

export const messageOps: OpTable<'messages.get'> = {
  'messages.get': {
    auth: 'user',
    check: object({ conversation: conversationId, ids: list(messageId, 100) }),
    run: ({ core, user }, { conversation, ids }) =>
      core.write(async (work) => {
        const { key } = await seatOf(work, user, conversation);
        const rows = [];
        for (const one of new Set(ids)) rows.push((await seenBy(work.tx, key, one, user)) ?? []);
        return { items: await wireMessages(work.tx, rows.flat(), user) };
      }),
  },
};
