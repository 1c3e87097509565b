import type { LinkReply, LinkRequest, LinkUpload, ServerFrame, WireFile } from '../../protocol/index.js';
import { HubError } from '../../service/index.js';
import type { Hub } from '../../service/types.js';
import type { FileStore } from './files.js';

/** Types an object URL may have: shown or played, never run in the page's own origin. */
const HARMLESS = /^(image\/(png|jpeg|gif|webp|avif|bmp)|(audio|video)\/[\w.+-]+)$/;

export interface Served {
  /** What came over the link, unchecked. */
  receive(message: unknown): void;
  /** The other end is gone. */
  gone(): void;
}

/** Lets one client in. */
export type Serve = (post: (reply: LinkReply) => void, onEnd: () => void) => Served;

/** The hub's end of a link: frames go to the service, files to the store when the service allows. */
export const serveLink = (hub: Hub, files: FileStore, post: (reply: LinkReply) => void, onEnd: () => void): Served => {
  let open = true;
  const stopped = new Set<number>();
  const end = () => {
    if (!open) return;
    open = false;
    onEnd();
  };
  const connection = hub.connect({
    address: 'page',
    send: (frame: ServerFrame) => {
      if (open) post({ frame });
    },
    close: () => {
      if (open) post({ close: 'the hub closed the connection' });
      end();
    },
  });
  const gone = () => {
    if (open) connection.closed();
    end();
  };
  const answer = async (ask: number, work: Promise<{ file: WireFile; blob?: Blob }>) => {
    try {
      const done = await work;
      if (open) post({ ask, ...done });
    } catch (error) {
      if (open) post({ ask, error: toWire(error) });
    }
    stopped.delete(ask);
  };
  return {
    gone,
    receive(message) {
      if (!open || typeof message !== 'object' || message === null) return;
      const request = message as LinkRequest;
      if ('frame' in request) connection.receive(request.frame);
      else if ('close' in request) gone();
      else if ('upload' in request) {
        const isStopped = () => !open || stopped.has(request.ask);
        void answer(request.ask, upload(hub, files, request.upload, isStopped));
      } else if ('open' in request) void answer(request.ask, read(hub, files, request.open));
      else if ('stop' in request) stopped.add(request.ask);
    },
  };
};

const toWire = (error: unknown) =>
  (error instanceof HubError ? error : new HubError('storage', 'the browser did not keep the file')).toWire();

const upload = async (hub: Hub, files: FileStore, sent: LinkUpload, stopped: () => boolean) => {
  const { blob, name, mime, token } = sent;
  if (!(blob instanceof Blob)) throw new HubError('invalid', 'file: is no Blob', { field: 'file' });
  if (blob.size === 0) throw new HubError('invalid', 'file: is empty', { field: 'file' });
  const { id, userId, maxBytes } = await hub.files.begin(token, { name, mime, bytes: blob.size });
  if (blob.size > maxBytes)
    throw new HubError('too-large', `file: over ${maxBytes} bytes`, { field: 'file', limit: maxBytes });
  try {
    await files.put(id, blob);
    if (stopped()) throw new HubError('invalid', 'file: the upload was stopped');
    return { file: await hub.files.finish({ id, userId, name, mime, bytes: blob.size }) };
  } catch (error) {
    await files.remove(id);
    throw error;
  }
};

const read = async (hub: Hub, files: FileStore, url: string) => {
  const signed = new URL(url, 'page://hub/').searchParams.get('t') ?? '';
  const { download: _, ...file } = await hub.files.open(signed);
  const blob = await files.get(file.id);
  if (!blob) throw new HubError('not-found', 'file: not found', { field: 'file' });
  return { file, blob: blob.slice(0, blob.size, HARMLESS.test(file.mime) ? file.mime : 'application/octet-stream') };
};
