import type { CallOptions, MediaFacet } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { readContent } from '../content/codec.js';
import { isAddress } from '../content/files.js';
import { isApart, RELAY, relayOf } from '../content/merged.js';
import { tencentError } from '../errors.js';
import type { Link } from '../link.js';
import { addressOf } from '../uploads.js';

/** Bytes, as the manual says. */
export const FILE_BYTES = 104_857_600;
export const IMAGE_BYTES = 20_971_520;

/** As our own bundles that are too large for a message lie in a file. */
const fetchBundle = async (link: Link, id: string, options?: CallOptions): Promise<Blob> => {
  const json = await link.call(async (sdk) => {
    const message = await sdk.downloadMergerMessage(relayOf(id));
    if (!message) return undefined;
    const { messages } = readContent({ type: RELAY, payload: message.payload ?? {} });
    return { data: JSON.stringify({ messages }) };
  }, options);
  return new Blob([json], { type: 'application/json' });
};

/** A file's address is all that there is to it: who knows it may load it. */
export const mediaFacet = (link: Link, enabled: boolean): MediaFacet => ({
  async upload(blob, { name, mime, signal, onProgress }) {
    if (!enabled)
      throw new ImError('unsupported', { field: 'uploadPlugin', message: 'uploads need the option uploadPlugin' });
    if (blob.size === 0) throw invalid('file', 'is empty');
    if (blob.size > FILE_BYTES)
      throw new ImError('too-large', {
        field: 'fileBytes',
        limit: FILE_BYTES,
        message: `file: at most ${FILE_BYTES} bytes`,
      });
    const file = new File([blob], name, { type: mime });
    let told = 0;
    const progress = (fraction: number): void => {
      if (fraction <= told || fraction > 1) return;
      told = fraction;
      onProgress?.(fraction);
    };
    const payload: { file?: File } = { file };
    const draft = { to: link.self(), conversationType: 'C2C', payload, onProgress: progress };
    const work = async (): Promise<{ data: string }> => ({
      data: await link.call(
        (sdk) =>
          addressOf(file, signal, async () => {
            try {
              await sdk.sendMessage(sdk.createFileMessage(draft), { onlineUserOnly: true });
            } catch (error) {
              throw tencentError(error);
            }
          }).then((data) => ({ data })),
        { signal },
      ),
    });
    try {
      const { data: id } = await work();
      progress(1);
      return { id, name, mime, bytes: blob.size };
    } finally {
      // The SDK keeps what it was asked for where nothing was sent.
      payload.file = undefined;
    }
  },
  async url({ id }, options) {
    link.self();
    if (id === undefined) throw invalid('file', 'has no id');
    if (isApart(id)) return { url: '', blob: await fetchBundle(link, id, options) };
    if (!isAddress(id)) throw new ImError('not-found', { field: 'file', message: 'file: there is none of this id' });
    return { url: id };
  },
});
