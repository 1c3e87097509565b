export { prepareActs } from './acts.js';
export { createClient } from './client.js';
export type { Providers } from './providers.js';
export type * from './types.js';
