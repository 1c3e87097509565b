import type { OutboxHost } from './host.js';
import type { Outbox } from './outbox.js';

/** Touches nothing until `load` or `add`. */
export const createOutbox = (host: OutboxHost): Outbox => {
  throw new Error(`not yet: ${host.userId}`);
};
