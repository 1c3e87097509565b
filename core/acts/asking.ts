import { requireIds, requireMessage } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { ImError, invalid } from '../model/index.js';
import { requireAct, unsupported } from './check.js';
import type { ActsHost } from './host.js';

const REASON = 64;
const WORDS = 1_000;

/** What only the back end knows, or is to know. */
export const asking = (host: ActsHost): Pick<RunningActs['messages'], 'readers' | 'report'> => {
  const { ctx } = host;
  return {
    async readers(_, id, which, cursor) {
      if (which !== 'read' && which !== 'unread') throw invalid('which', 'must be read or unread');
      const message = requireAct(host, id, 'readers');
      if (!message.own) throw new ImError('forbidden', { field: 'id', message: 'id: not your message' });
      ctx.requireConnected();
      if (!ctx.engine.receipts?.readers) throw unsupported('readers');
      const page = await ctx.engine.receipts.readers(message, which, { cursor });
      ctx.store.commit('remote', (writer) =>
        writer.put('tally', id, { messageId: id, read: page.read, unread: page.unread }),
      );
      return page;
    },
    async report(_, target, reason, words) {
      if (typeof reason !== 'string' || reason === '' || reason.length > REASON)
        throw invalid('reason', `must have 1 to ${REASON} characters`);
      if (words !== undefined && (typeof words !== 'string' || words.length > WORDS))
        throw invalid('words', `must have at most ${WORDS} characters`);
      const { reports } = ctx.engine;
      if (!reports) throw unsupported('report');
      ctx.requireConnected();
      if (target && 'messageId' in target) {
        const message = requireMessage(ctx, target.messageId);
        if (!message.serverId) throw invalid('messageId', 'was never sent');
        await reports.report({ message, reason, words });
      } else {
        requireIds('userId', [target?.userId]);
        await reports.report({ userId: target.userId, reason, words });
      }
    },
  };
};
