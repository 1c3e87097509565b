export * from './content.js';
export * from './conversation.js';
export * from './errors.js';
export * from './ids.js';
export * from './message.js';
export * from './people.js';
export * from './session.js';
