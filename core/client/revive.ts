import { reviveContent } from '../content/index.js';
import type { Message } from '../model/index.js';
import type { Change } from '../store/index.js';
import type { Context } from './context.js';

/** Messages that stood as unknown are read again; `names`: kinds whose rules have come. */
export const reviveAll = (store: Context['store'], names: ReadonlySet<string>): void => {
  const changes: Pick<Change, 'key' | 'after'>[] = [];
  for (const [key, value] of store.entries()) {
    if (!key.startsWith('message/')) continue;
    const message = value as Message;
    const content = reviveContent(message.content);
    // A new object even where nothing else is: previews of it can be told only now.
    if (content !== message.content || names.has(content.kind))
      changes.push({ key, after: Object.freeze({ ...message, content }) });
  }
  store.apply('mirror', changes);
};
