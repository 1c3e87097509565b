import { isLazyKind, loadKinds, reviveContent } from '../content/index.js';
import type { Message } from '../model/index.js';
import type { Change } from '../store/index.js';
import type { Changes } from './changes.js';
import type { Context } from './context.js';
import type { createExpiry } from './expiry.js';

/** Milliseconds until what could not be loaded is asked for again. */
const AGAIN = 2_000;

/** The kind that a content is, or will be once its rules are there. */
const kindOf = ({ content }: Message): string => (content.kind === 'unknown' ? content.wireKind : content.kind);

const waits = (value: unknown, key: string): value is Message =>
  key.startsWith('message/') && value !== undefined && isLazyKind(kindOf(value as Message));

/** Rules of rare kinds come with the first message of one; what stood there as unknown is then read again. So does what lets messages burn. */
export const watchKinds = (ctx: Context, changes: () => Promise<Changes>): void => {
  const { store, log, env } = ctx;
  let expiry: Promise<ReturnType<typeof createExpiry>> | undefined;
  const burns = (message: Message): void => {
    expiry ??= Promise.all([import('./expiry.js'), changes()]).then(([room, all]) => room.createExpiry(ctx, all));
    expiry.then(
      (note) => note(message),
      () => {
        expiry = undefined;
        env.setTimeout(() => burns(message), AGAIN);
      },
    );
  };
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
  const load = (): void => {
    loading = true;
    loadKinds().then(
      () => {
        loading = false;
        revive();
      },
      (error) => {
        log('warn', 'kinds-not-loaded', { error: String(error) });
        env.setTimeout(load, AGAIN);
      },
    );
  };
  store.tap(({ changes: all }) => {
    for (const { key, after } of all)
      if (key.startsWith('message/') && (after as Message | undefined)?.expire?.at) burns(after as Message);
    const found = all.filter(({ key, after }) => waits(after, key));
    for (const { after } of found) names.add(kindOf(after as Message));
    if (found.length === 0 || loading) return;
    load();
  });
};
