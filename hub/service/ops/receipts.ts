import { integer, list, object } from '../check.js';
import { moveCursor } from '../cursor.js';
import type { OpTable } from '../op.js';
import { conversationId } from './messages.js';

export const receiptOps: OpTable<'receipts.delivered'> = {
  'receipts.delivered': {
    auth: 'user',
    check: object({ marks: list(object({ conversation: conversationId, upTo: integer(0) }), 100) }),
    run: ({ core, user }, { marks }) =>
      core.write(async (work) => {
        for (const [index, { conversation, upTo }] of marks.entries()) {
          await moveCursor(work, user, conversation, { delivered: upTo }, `marks[${index}].conversation`);
        }
        return {};
      }),
  },
};
