import { type HubPort, type LinkReply, linkPort } from '../../protocol/index.js';
import type { Serve } from './serve.js';

/**
 * A way into a hub of this very tab. Copies what passes, and never calls back at once, as any other port: nobody holds
 * the other's records, nobody is re-entered.
 */
export const localPort = (serve: Serve): HubPort => {
  let hear: (reply: LinkReply) => void = () => {};
  const reply = (message: LinkReply) => {
    const copy = structuredClone(message);
    queueMicrotask(() => hear(copy));
  };
  const served = serve(reply, () => {});
  return linkPort({
    post(message) {
      const copy = structuredClone(message);
      queueMicrotask(() => served.receive(copy));
    },
    listen(listener) {
      hear = listener;
    },
    close: () => queueMicrotask(() => served.gone()),
  });
};
