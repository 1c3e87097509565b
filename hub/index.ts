export * from './host/page/index.js';
export * from './protocol/index.js';
export * from './service/index.js';
export type * from './storage/index.js';
