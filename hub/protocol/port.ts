import type { ClientFrame } from './frames.js';
import type { WireFile } from './records.js';

export interface UploadMeta {
  readonly name: string;
  readonly mime: string;
  /** Answer of `media.ticket`. */
  readonly path: string;
  readonly token: string;
}

/**
 * The client's end of a connection to a hub, whatever carries it. Frames arrive in the order sent, or the port closes.
 * Frames and a close that come before their listener are kept for it.
 */
export interface HubPort {
  /** After a close: nothing happens. */
  send(frame: ClientFrame): void;
  /** One listener; what it gets is unchecked. */
  onFrame(listener: (frame: unknown) => void): void;
  /** Once: the other end is gone, or `close` was called. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
  /** Bytes go beside the frames. `onProgress` gets 0 to 1. Rejects with an Error whose `wire` is the hub's WireError, where it gave one. */
  upload(
    blob: Blob,
    meta: UploadMeta,
    options: { readonly signal?: AbortSignal; onProgress?(fraction: number): void },
  ): Promise<WireFile>;
  /** An address of `media.url` as something that loads here; object URLs live until the port closes. */
  resolve(url: string): string | Promise<string>;
}

/** Opens one connection. Rejects when there is nobody at the other end; on abort nothing is left open. */
export type OpenPort = (options: { readonly signal?: AbortSignal }) => Promise<HubPort>;
