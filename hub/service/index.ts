export type { HubClock } from './clock.js';
export { createHub, type HubParts } from './create.js';
export { HubError, type HubErrorOptions } from './errors.js';
export type { HubHooks, PushNote, Report, Verdict } from './hooks.js';
export { isUserId } from './ids.js';
export { DEFAULT_OPTIONS, type HubOptions, type HubRates, type HubSettings } from './options.js';
export type { Claims, Connection, Hub, HubFiles, Logger, Passwords, Peer, Tokens } from './types.js';
