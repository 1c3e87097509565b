export { both } from './entries.js';
export type * from './host.js';
export { prepareOutbox } from './later.js';
export type * from './outbox.js';
export { createOutbox } from './queue.js';
export type * from './types.js';
