export type * from './change-facets.js';
export type * from './engine.js';
export type * from './events.js';
export type * from './facets.js';
export type * from './group-facets.js';
export type * from './limits.js';
export type * from './people-facets.js';
export type * from './row-facets.js';
