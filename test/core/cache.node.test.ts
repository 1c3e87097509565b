import { describe, it } from 'node:test';
import { fallbackCache, MemoryCache } from '../../core/cache/index.js';
import { runCacheContract } from '../contracts/cache.js';

const framework = {
  describe: (name: string, body: () => void) => void describe(name, body),
  it: (name: string, body: () => Promise<void>) => void it(name, body),
};
const noCleanup = async () => {};

runCacheContract('memory', () => ({ create: () => new MemoryCache(), lasts: false, cleanup: noCleanup }), framework);
runCacheContract(
  'memory behind a fallback',
  () => ({
    create: () =>
      fallbackCache(new MemoryCache(), (error) => {
        throw error;
      }),
    lasts: false,
    cleanup: noCleanup,
  }),
  framework,
);
