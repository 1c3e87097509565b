export { fallbackCache } from './fallback.js';
export { MemoryCache } from './memory.js';
export { markOpened } from './outgrown.js';
export { type Persistence, persistCommits } from './persist.js';
export { readTail, type Tail } from './tail.js';
export type { Cache, CacheScope } from './types.js';
