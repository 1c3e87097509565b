import { type LinkReply, linkPort, type OpenPort } from '../../hub/protocol/index.js';
import { aborted } from './errors.js';

/** A hub behind a MessagePort: in a worker, in a frame. `connect` gets a new port for each connection. Blobs travel as they are. */
export const messagePort =
  (connect: () => MessagePort | Promise<MessagePort>): OpenPort =>
  async ({ signal }) => {
    const port = await connect();
    if (signal?.aborted) {
      port.close();
      throw aborted();
    }
    return linkPort({
      post: (message) => port.postMessage(message),
      listen(listener) {
        port.onmessage = ({ data }) => listener(data as LinkReply);
        port.addEventListener('close', () => listener({ close: 'the other end of the port is gone' }));
      },
      close: () => port.close(),
    });
  };
