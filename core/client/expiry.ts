import type { Message } from '../model/index.js';
import type { Changes } from './changes.js';
import type { Context } from './context.js';

/** A timer cannot wait longer than this, milliseconds. */
const LONGEST = 0x7fff_ffff;

/** What burns after reading vanishes here on time, connected or not. Does nothing before the first such message. */
export const watchExpiry = ({ store, env, now }: Context, changes: Changes): void => {
  const due = new Map<string, number>();
  let timer: unknown;
  const arm = (): void => {
    env.clearTimeout(timer);
    const next = Math.min(...due.values());
    if (Number.isFinite(next)) timer = env.setTimeout(burn, Math.min(LONGEST, Math.max(0, next - now())));
  };
  const burn = (): void => {
    const over = [...due].filter(([, at]) => at <= now()).map(([id]) => id);
    for (const id of over) due.delete(id);
    const gone = over.flatMap((id) => store.get('message', id) ?? []);
    if (gone.length > 0)
      store.commit('local', (writer) => {
        for (const message of gone) changes.delete(writer, message);
      });
    arm();
  };
  store.tap(({ changes: all }) => {
    let changed = false;
    for (const { key, after } of all) {
      const at = key.startsWith('message/') ? (after as Message | undefined)?.expire?.at : undefined;
      if (at === undefined || after === undefined) continue;
      due.set((after as Message).id, at);
      changed = true;
    }
    // Not inside the commit that told of it.
    if (changed) queueMicrotask(arm);
  });
};
