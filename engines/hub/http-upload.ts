import { ImError } from '../../core/model/index.js';
import type { HubPort, UploadMeta, WireFile } from '../../hub/protocol/index.js';
import { aborted, fromWireError, isWireError, notConnected } from './errors.js';

type UploadHow = Parameters<HubPort['upload']>[2];

/** `POST` of one file, with progress where the browser tells it. */
export const upload = async (
  url: string,
  blob: Blob,
  { name, mime, token }: UploadMeta,
  how: UploadHow,
): Promise<WireFile> => {
  const form = new FormData();
  form.append('file', blob.type === mime ? blob : blob.slice(0, blob.size, mime), name);
  const post = globalThis.XMLHttpRequest ? withProgress : withFetch;
  const { status, text } = await post(url, form, `Bearer ${token}`, how);
  const body = parse(text);
  if (status < 300 && typeof body?.id === 'string') return body as unknown as WireFile;
  if (isWireError(body)) throw fromWireError(body);
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

const parse = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
