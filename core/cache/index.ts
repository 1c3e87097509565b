export { fallbackCache } from './fallback.js';
export { MemoryCache } from './memory.js';
export { type Persistence, persistCommits } from './persist.js';
export { readTail, type Tail } from './tail.js';
export { markOpened } from './trim.js';
export type { Cache, CacheScope } from './types.js';
