import type { ClientFrame, ServerFrame, WireError } from './frames.js';
import { createInbox } from './inbox.js';
import type { HubPort } from './port.js';
import type { WireFile } from './records.js';

/** Client to hub over anything that clones structures (MessagePort, BroadcastChannel): frames, and files beside them. */
export type LinkRequest =
  | { readonly frame: ClientFrame }
  | { readonly close: true }
  | { readonly ask: number; readonly upload: LinkUpload }
  | { readonly ask: number; readonly open: string }
  /** The asker has lost interest. */
  | { readonly ask: number; readonly stop: true };

export interface LinkUpload {
  readonly blob: Blob;
  readonly name: string;
  readonly mime: string;
  readonly token: string;
}

/** Hub to client. */
export type LinkReply =
  | { readonly frame: ServerFrame }
  | { readonly close: string }
  | { readonly ask: number; readonly file: WireFile; readonly blob?: Blob }
  | { readonly ask: number; readonly error: WireError };

/** One end's way to the other. */
export interface Carrier {
  post(message: LinkRequest): void;
  /** Called once, at once. */
  listen(listener: (message: LinkReply) => void): void;
  close(): void;
}

type Answer = { readonly file: WireFile; readonly blob?: Blob };

/** The client's end of a link. */
export const linkPort = (carrier: Carrier): HubPort => {
  const inbox = createInbox();
  const asked = new Map<number, { resolve(answer: Answer): void; reject(error: unknown): void }>();
  const addresses = new Map<string, string>();
  let next = 1;

  const end = (reason: string) => {
    if (!inbox.end(reason)) return;
    carrier.close();
    for (const { reject } of asked.values()) reject(new Error(`the hub is gone: ${reason}`));
    asked.clear();
    for (const address of addresses.values()) URL.revokeObjectURL(address);
  };
  const settle = (reply: Extract<LinkReply, { ask: number }>) => {
    const waiting = asked.get(reply.ask);
    asked.delete(reply.ask);
    if ('error' in reply) waiting?.reject(Object.assign(new Error(reply.error.message), { wire: reply.error }));
    else waiting?.resolve(reply);
  };
  carrier.listen((message) => {
    if ('frame' in message) inbox.frame(message.frame);
    else if ('close' in message) end(message.close);
    else settle(message);
  });

  const ask = (question: { upload: LinkUpload } | { open: string }, signal?: AbortSignal): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (inbox.closed) return reject(new Error('the hub is gone'));
      if (signal?.aborted) return reject(signal.reason);
      const number = next++;
      asked.set(number, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!asked.delete(number)) return;
        carrier.post({ ask: number, stop: true });
        reject(signal.reason);
      });
      carrier.post({ ask: number, ...question });
    });

  return {
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    send(frame) {
      if (!inbox.closed) carrier.post({ frame });
    },
    close() {
      if (!inbox.closed) carrier.post({ close: true });
      end('closed here');
    },
    async upload(blob, { name, mime, token }, { signal, onProgress }) {
      onProgress?.(0);
      const { file } = await ask({ upload: { blob, name, mime, token } }, signal);
      onProgress?.(1);
      return file;
    },
    async resolve(url) {
      const { file, blob } = await ask({ open: url });
      if (!blob) throw new Error('the hub sent no bytes');
      const known = addresses.get(file.id);
      if (known) return known;
      const address = URL.createObjectURL(blob);
      addresses.set(file.id, address);
      return address;
    },
  };
};
