import type { HubOptions } from '../../../../hub/service/index.js';

const PLENTY = 1e6;
/** Others say more in a second than a hub lets people say. */
export const BUSY: HubOptions = {
  rates: { callsPerSecond: PLENTY, visitorsPerMinute: PLENTY },
  limits: { sendsPerSecond: PLENTY },
  ownedGroups: PLENTY,
};
