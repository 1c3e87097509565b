import { HubEngine, type PortOptions } from './engine.js';
import { type WebSocketOptions, webSocketPort } from './websocket-port.js';

export type HubEngineOptions = (WebSocketOptions & Omit<PortOptions, 'port'>) | PortOptions;

/**
 * An engine for the hub. `{ url }`: over a WebSocket, files over HTTP; without one, the page's own origin. `{ port }`:
 * over anything duplex, such as a hub in the page. Opens nothing before `connect`. Throws `invalid` on an address that is none.
 */
export const hubEngine = (options: HubEngineOptions = {}): HubEngine =>
  new HubEngine('port' in options ? options : { ...options, port: webSocketPort(options) });

export { type AccountOptions, type AccountStorage, type HubAccount, hubAccount } from './account.js';
export { HubEngine, type PortOptions } from './engine.js';
export { messagePort } from './message-port.js';
export type { HubPort, OpenPort } from './port.js';
export { type VisitorOptions, visitorCredentials } from './visitor.js';
export { type WebSocketOptions, webSocketPort } from './websocket-port.js';
