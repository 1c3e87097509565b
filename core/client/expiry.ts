import type { Message } from '../model/index.js';
import type { Changes } from './changes.js';
import type { Context } from './context.js';

/** A timer cannot wait longer than this, milliseconds. */
const LONGEST = 0x7fff_ffff;

/** What burns after reading vanishes here on time, connected or not. Answers how a message is noted. */
export const createExpiry = ({ store, env, now, log }: Context, changes: Changes): ((message: Message) => void) => {
  const due = new Map<string, Pick<Message, 'conversationId' | 'serverId'> & { readonly at: number }>();
  let timer: unknown;
  let offset: number | undefined;
  const arm = (): void => {
    env.clearTimeout(timer);
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of due.values()) next = Math.min(next, at);
    if (Number.isFinite(next)) timer = env.setTimeout(burn, Math.min(LONGEST, Math.max(0, next - now())));
  };
  const burn = (): void => {
    const over = [...due].filter(([, { at }]) => at <= now());
    for (const [id] of over) due.delete(id);
    const gone = over.flatMap(([id]) => store.get('message', id) ?? []);
    if (gone.length > 0)
      store.commit('local', (writer) => {
        for (const message of gone) changes.delete(writer, message);
      });
    // Left to the cache meanwhile.
    for (const [id, { conversationId, serverId }] of over)
      if (serverId && !gone.some((one) => one.id === id))
        changes
          .cached({ what: 'deleted', conversationId, serverId })
          .catch((error) => log('warn', 'change-lost', { error: String(error) }));
    arm();
  };
  // The clock was wrong: what waits is due earlier or later.
  store.subscribe(['session/self'], () => {
    const { clockOffset } = store.get('session', 'self') ?? {};
    if (clockOffset === offset) return;
    offset = clockOffset;
    arm();
  });
  return ({ id, conversationId, serverId, expire }) => {
    if (expire?.at === undefined || due.get(id)?.at === expire.at) return;
    due.set(id, { conversationId, serverId, at: expire.at });
    arm();
  };
};
