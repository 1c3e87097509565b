import { type Call, Calls, type Clock, systemClock } from './calls.js';
import { notConnected } from './errors.js';
import type { OpenPort } from './port.js';
import { type WebSocketOptions, webSocketPort } from './websocket-port.js';

export type Way = ({ readonly port: OpenPort } | WebSocketOptions) & {
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
};

/** A question to a hub on a connection of its own, by somebody who has not signed in. */
export const ask = async <T>(way: Way, question: (call: Call) => Promise<T>): Promise<T> => {
  const open = 'port' in way ? way.port : webSocketPort(way);
  const port = await open({ signal: way.signal });
  const calls = new Calls((frame) => port.send(frame), way.clock ?? systemClock);
  port.onClose((reason) => calls.close(notConnected(`the connection to the hub closed: ${reason}`)));
  port.onFrame((frame) => calls.answer(frame));
  try {
    return await question(calls.call);
  } finally {
    port.close();
  }
};
