import { type Add, type CacheFactory, SCOPE } from './cache/kit.js';
import { outboxCases } from './cache/outbox-cases.js';
import { recordCases } from './cache/record-cases.js';
import { tailCases } from './cache/tail-cases.js';
import { trimCases } from './cache/trim-cases.js';
import type { Framework } from './storage/kit.js';

export type { CacheFactory } from './cache/kit.js';

/** What every cache of a client must do; each case has one of its own. */
export const runCacheContract = (name: string, factory: () => CacheFactory, { describe, it }: Framework): void => {
  describe(`cache contract: ${name}`, () => {
    const add: Add = (what, run) =>
      it(what, async () => {
        const made = factory();
        const cache = made.create();
        try {
          await cache.open(SCOPE);
          await run(cache, made);
        } finally {
          await cache.close();
          await made.cleanup();
        }
      });
    for (const cases of [recordCases, outboxCases, trimCases, tailCases]) cases(add);
  });
};
