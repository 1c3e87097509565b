import { IdbCache } from './idb.js';
import { MemoryCache } from './memory.js';
import type { Cache } from './types.js';

/** The one a page named, else the browser's database, else memory. */
export const chooseCache = (given: Cache | undefined): Cache => {
  if (given) return given;
  try {
    // Some browsers throw at the mere name where storage is denied.
    if (typeof indexedDB === 'undefined') return new MemoryCache();
    return new IdbCache();
  } catch {
    return new MemoryCache();
  }
};
