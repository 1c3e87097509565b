import type { Message } from '../model/index.js';
import type { Context } from './context.js';
import { goneFrom } from './gone.js';

/**
 * Takes refused changes out of the outbox once their message is recalled, or gone for this reader: no row shows them any
 * more, so nobody could try them again or dismiss them. What merely left the memory of the page keeps its own.
 */
export const watchMoot = (ctx: Context): void => {
  const { store, log } = ctx;
  const isMoot = (before: unknown, after: unknown): boolean => {
    if (after !== undefined) return (after as Message).recalled !== undefined;
    const message = before as Message | undefined;
    return message !== undefined && goneFrom(ctx, message.conversationId)(message);
  };
  store.tap(({ origin, changes }) => {
    if (origin === 'mirror') return;
    for (const { key, before, after } of changes) {
      if (!key.startsWith('message/')) continue;
      const id = key.slice('message/'.length);
      const failed = (store.get('change', id)?.changes ?? []).filter((one) => one.failed !== undefined);
      if (failed.length === 0 || !isMoot(before, after)) continue;
      for (const change of failed)
        ctx.outbox.discard(change.id).then(
          () => log('info', 'change-moot', { id: change.id, code: change.failed }),
          (error) => log('warn', 'change-not-dropped', { id: change.id, error: String(error) }),
        );
    }
  });
};
