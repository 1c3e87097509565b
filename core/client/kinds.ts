import { isLazyKind, loadKinds } from '../content/index.js';
import type { Message } from '../model/index.js';
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
  const names = new Set<string>();
  const load = (): void => {
    loading = true;
    Promise.all([import('./revive.js'), loadKinds()]).then(
      ([{ reviveAll }]) => {
        loading = false;
        reviveAll(store, names);
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
