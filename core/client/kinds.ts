import { isLazyKind, loadKinds, reviveContent } from '../content/index.js';
import type { Message } from '../model/index.js';
import type { Change } from '../store/index.js';
import type { Context } from './context.js';

/** The kind that a content is, or will be once its rules are there. */
const kindOf = ({ content }: Message): string => (content.kind === 'unknown' ? content.wireKind : content.kind);

const waits = (value: unknown, key: string): value is Message =>
  key.startsWith('message/') && value !== undefined && isLazyKind(kindOf(value as Message));

/** Rules of rare kinds come with the first message of one; what stood there as unknown is then read again. */
export const watchKinds = ({ store, log }: Pick<Context, 'store' | 'log'>): void => {
  let loading = false;
  const revive = (): void => {
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
  const names = new Set<string>();
  store.tap(({ changes }) => {
    const found = changes.filter(({ key, after }) => waits(after, key));
    for (const { after } of found) names.add(kindOf(after as Message));
    if (found.length === 0 || loading) return;
    loading = true;
    loadKinds()
      .then(revive, (error) => log('warn', 'kinds-not-loaded', { error: String(error) }))
      .finally(() => {
        loading = false;
      });
  });
};
