export { MemoryCache } from './cache/index.js';
export type { Cache, CacheScope } from './cache/types.js';
export * from './client/index.js';
export * from './content/index.js';
export type * from './engine/index.js';
export * from './model/index.js';
export * from './store/index.js';
export * from './timeline/index.js';
