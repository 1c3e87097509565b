import { ImError } from '../../core/model/index.js';
import { createInbox, type UploadMeta, type WireFile } from '../../hub/protocol/index.js';
import { aborted, fromWireError, isWireError, notConnected } from './errors.js';
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
    upload: (blob, meta, how) => upload(new URL(meta.path.replace(/^\//, ''), root).href, blob, meta, how),
    resolve: (url) => new URL(url.replace(/^\//, ''), root).href,
  };
};

const parse = (data: unknown): unknown => {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
};

type UploadHow = Parameters<HubPort['upload']>[2];

const upload = async (
  url: string,
  blob: Blob,
  { name, mime, token }: UploadMeta,
  how: UploadHow,
): Promise<WireFile> => {
  const form = new FormData();
  form.append('file', blob.type === mime ? blob : blob.slice(0, blob.size, mime), name);
  const post = globalThis.XMLHttpRequest ? withProgress : withFetch;
  const { status, text } = await post(url, form, `Bearer ${token}`, how);
  const body = parse(text) as (WireFile & { error?: unknown }) | undefined;
  if (status < 300 && typeof body?.id === 'string') return body;
  const error = body?.error ?? body;
  if (isWireError(error)) throw fromWireError(error);
  throw new ImError(BY_STATUS[status] ?? 'engine', {
    message: `the hub answered an upload with status ${status}`,
    retry: status >= 500 ? 'backoff' : undefined,
    engine: { name: 'hub', code: status },
  });
};

/** A proxy before the hub refuses in its own words. */
const BY_STATUS: Readonly<Record<number, 'unauthorized' | 'forbidden' | 'not-found' | 'too-large' | 'too-many'>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many',
};

type Post = (url: string, form: FormData, bearer: string, how: UploadHow) => Promise<{ status: number; text: string }>;

/** The only way a browser tells how far an upload is. */
const withProgress: Post = (url, form, bearer, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted());
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open('POST', url);
    request.setRequestHeader('Authorization', bearer);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress?.(loaded / total);
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onabort = () => reject(aborted());
    request.onerror = () => reject(notConnected('the upload broke off'));
    request.onloadend = () => signal?.removeEventListener('abort', stop);
    signal?.addEventListener('abort', stop);
    request.send(form);
  });

const withFetch: Post = async (url, form, bearer, { signal, onProgress }) => {
  const request = { method: 'POST', body: form, headers: { Authorization: bearer }, signal };
  const response = await fetch(url, request).catch((cause: unknown) => {
    throw signal?.aborted ? aborted() : notConnected('the upload broke off', cause);
  });
  const text = await response.text();
  onProgress?.(1);
  return { status: response.status, text };
};
