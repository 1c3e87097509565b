import type { UserId } from '../model/index.js';
import { requireIds } from './checks.js';
import type { Context } from './context.js';
import type { CommandPath } from './parts.js';

/** Whom this tab watches: counted, gathered over one microtask, told to the tab that leads as a whole. */
export const watching = (
  say: (path: CommandPath, args: readonly unknown[]) => void,
  { env }: Pick<Context, 'env'>,
): ((ids: readonly UserId[]) => () => void) => {
  const counts = new Map<UserId, number>();
  const tab = env.id();
  let queued = false;
  const tell = (): void => {
    if (queued) return;
    queued = true;
    queueMicrotask(() => {
      queued = false;
      say('presence.hold', [env.id(), tab, [...counts.keys()]]);
    });
  };
  const count = (id: UserId, by: 1 | -1): void => {
    const now = (counts.get(id) ?? 0) + by;
    if (now > 0) counts.set(id, now);
    else counts.delete(id);
    if (now === 0 || (now === 1 && by === 1)) tell();
  };
  return (ids) => {
    requireIds('ids', ids);
    const own = [...new Set(ids)];
    for (const id of own) count(id, 1);
    return () => {
      for (const id of own.splice(0)) count(id, -1);
    };
  };
};
