import type { Message } from '../model/index.js';
import type { Changes } from './changes.js';
import type { Context } from './context.js';

/** A timer cannot wait longer than this, milliseconds. */
const LONGEST = 0x7fff_ffff;

/** What burns after reading vanishes here on time, connected or not. Answers how a message is noted. */
export const createExpiry = ({ store, env, now }: Context, changes: Changes): ((message: Message) => void) => {
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
  return ({ id, expire }) => {
    if (expire?.at === undefined) return;
    due.set(id, expire.at);
    arm();
  };
};
