import type { HistoryPage, Placed } from '../../core/engine/index.js';
import type { scripted } from './client.js';

export const BOB = 'direct:bob' as const;
export const text = (words: string) => ({ kind: 'text', text: words }) as const;
export const page = (items: HistoryPage['items'], hasOlder = false, hasNewer = false): HistoryPage => ({
  items,
  hasOlder,
  hasNewer,
});

/** A send whose answer the test gives. */
export const held = (engine: ReturnType<typeof scripted>['engine']) => {
  const waiting: ((placed: Placed) => void)[] = [];
  engine.sending = () => new Promise((resolve) => waiting.push(resolve));
  return waiting;
};
