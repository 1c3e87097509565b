import { ImError } from '../../core/model/index.js';
import { createInbox } from '../../hub/protocol/index.js';
import { aborted, notConnected } from './errors.js';
import type { HubPort, OpenPort } from './port.js';

export interface WebSocketOptions {
  /**
   * The hub's HTTP root (`/hub/`, `https://chat.example/`), or its socket (`wss://chat.example/ws`). Relative ones are
   * relative to the page. Default: the root of the page's own origin.
   */
  readonly url?: string | URL;
  /** Where there is no global one (Node 20). */
  readonly webSocket?: new (
    url: string,
  ) => WebSocket;
}

/** The two addresses of one hub: `<root>/ws` speaks, `<root>/` serves files. */
export const hubAddresses = (url: string | URL = '/'): { readonly socket: string; readonly root: string } => {
  const base = globalThis.location?.href;
  if (!URL.canParse(url, base)) throw new ImError('invalid', { field: 'url', message: `url: ${url} is no address` });
  const root = new URL(url, base);
  const speaks = /^wss?:$/.test(root.protocol);
  if (!speaks && !/^https?:$/.test(root.protocol))
    throw new ImError('invalid', { field: 'url', message: `url: ${root.protocol} is neither http(s) nor ws(s)` });
  root.search = '';
  root.hash = '';
  if (speaks) root.pathname = root.pathname.replace(/\/ws\/?$/, '/');
  if (!root.pathname.endsWith('/')) root.pathname += '/';
  root.protocol = root.protocol.replace('ws', 'http');
  const socket = new URL('ws', root);
  socket.protocol = socket.protocol.replace('http', 'ws');
  return { socket: socket.href, root: root.href };
};

export const webSocketPort = (options: WebSocketOptions = {}): OpenPort => {
  const { socket: address, root } = hubAddresses(options.url);
  return ({ signal }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted());
      const Socket = options.webSocket ?? globalThis.WebSocket;
      if (!Socket)
        return reject(new ImError('unsupported', { field: 'webSocket', message: 'webSocket: there is none here' }));
      const socket = new Socket(address);
      const stop = () => {
        reject(aborted());
        socket.close();
      };
      signal?.addEventListener('abort', stop);
      socket.onopen = () => {
        signal?.removeEventListener('abort', stop);
        resolve(wrap(socket, root));
      };
      socket.onclose = () => {
        signal?.removeEventListener('abort', stop);
        reject(notConnected(`no hub answers at ${address}`));
      };
      // `close` always follows and says as much as a browser lets us know.
      socket.onerror = () => {};
    });
};

const wrap = (socket: WebSocket, root: string): HubPort => {
  const inbox = createInbox();
  const at = (path: string) => new URL(path.replace(/^\//, ''), root).href;
  socket.onmessage = ({ data }) => inbox.frame(parse(data));
  socket.onclose = ({ code, reason }) => inbox.end(reason || `code ${code}`);
  return {
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    send(frame) {
      if (!inbox.closed && socket.readyState === 1) socket.send(JSON.stringify(frame));
    },
    close() {
      socket.close();
      // A dead network can hold the closing handshake for minutes; nobody waits for that.
      inbox.end('closed here');
    },
    async upload(blob, meta, how) {
      // Most visits send no file.
      const { upload } = await import('./http-upload.js');
      return upload(at(meta.path), blob, meta, how);
    },
    resolve: at,
  };
};

const parse = (data: unknown): unknown => {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
};
