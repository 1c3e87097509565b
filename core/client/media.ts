import { type FileRef, ImError, invalid } from '../model/index.js';
import type { Context } from './context.js';
import type { Client } from './types.js';

type Address = Awaited<ReturnType<Client['media']['url']>>;

/** An address this near to its end is not given out any more. */
const MARGIN = 30_000;
const KEPT = 500;

/** Addresses of files, each asked for once while it holds. */
export class Media {
  readonly #ctx: Context;
  /** `until` by the server's clock: ours may be set. */
  readonly #known = new Map<string, { readonly url: string; readonly until: number }>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  async url(
    file: FileRef,
    options: { readonly download?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<Address> {
    requireFile(file);
    const { cache, engine, now } = this.#ctx;
    const blob = file.localKey && (await cache.blobs.get(file.localKey).catch(() => undefined));
    if (blob) return { blob };
    if (!file.id) {
      if (file.url) return { url: file.url };
      throw new ImError('not-found', { field: 'file', message: 'file: its bytes are no longer on this device' });
    }
    const key = `${file.id} ${options.download === true}`;
    const known = this.#known.get(key);
    if (known && known.until - MARGIN > now()) return { url: known.url };
    if (!engine.media) throw new ImError('unsupported', { field: 'media', message: 'this back end has no files' });
    this.#ctx.requireConnected();
    const { url, until = Infinity, blob: bytes } = await engine.media.url(file, options);
    if (bytes) return { blob: bytes };
    this.#known.delete(key);
    this.#known.set(key, { url, until });
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value as string);
    return { url };
  }
}

const requireFile = (file: FileRef): void => {
  if (typeof file !== 'object' || file === null) throw invalid('file', 'must be the file of a message');
};
