export * from './records.js';
export * from './store.js';
export * from './views.js';
