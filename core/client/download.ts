import { type FileRef, ImError, toImError } from '../model/index.js';
import type { Client } from './types.js';

type DownloadOptions = Parameters<Client['media']['download']>[1];

/** The bytes, from wherever `url` says they are; runs in the tab that asks. */
export const download = async (
  url: Client['media']['url'],
  get: typeof fetch,
  file: FileRef,
  { signal, onProgress }: DownloadOptions = {},
): Promise<Blob> => {
  const address = await url(file, { signal });
  if (address.blob) return address.blob;
  try {
    const answer = await get(address.url as string, { signal });
    if (!answer.ok) throw refused(answer.status);
    const total = Number(answer.headers.get('content-length')) || file.bytes;
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = answer.body?.getReader();
    if (!reader) return await answer.blob();
    let have = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      have += next.value.length;
      if (total > 0) onProgress?.(Math.min(1, have / total));
    }
    onProgress?.(1);
    return new Blob(chunks, { type: file.mime });
  } catch (error) {
    const fault = toImError(error);
    // What fetch throws says nothing but that there was no answer.
    throw fault.code === 'engine' && error instanceof TypeError
      ? new ImError('not-connected', { cause: error })
      : fault;
  }
};

const refused = (status: number): ImError => {
  const code =
    status === 404 || status === 410 ? 'not-found' : status === 401 || status === 403 ? 'forbidden' : 'engine';
  return new ImError(code, { field: 'file', message: `file: the server answered ${status}` });
};
