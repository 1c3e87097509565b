import type { WireSignal } from '../protocol/index.js';
import type { Core } from './core.js';
import type { Session } from './session.js';

/** What is true only now, to all devices of a user that are here, without the one it came from. Gives how many those were. */
export const pushSignal = (core: Core, user: string, signal: WireSignal, except?: Session): number => {
  const sessions = core.online.of(user).filter((session) => session !== except);
  for (const session of sessions) session.line.send({ signal });
  return sessions.length;
};
