import type { FileRef } from '../model/index.js';
import { compact, countOf, isRecord, stringOf } from './check.js';
import { safeFileUrl } from './url.js';

const MIME = /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/;
const BYTES = 'application/octet-stream';

/** The name stays as it is, markup and all: it is only ever shown as text. `localKey` is ours and never taken from outside. */
export const readFileRef = (raw: unknown): FileRef | undefined => {
  if (!isRecord(raw)) return undefined;
  const name = stringOf(raw.name, 1024);
  const bytes = countOf(raw.bytes, 0, Number.MAX_SAFE_INTEGER);
  const id = stringOf(raw.id, 1024);
  const url = typeof raw.url === 'string' ? safeFileUrl(raw.url) : undefined;
  if (name === undefined || bytes === undefined) return undefined;
  return compact({ id, name, bytes, mime: readMime(raw.mime), url });
};

const readMime = (raw: unknown): string => {
  const mime = typeof raw === 'string' ? (raw.split(';', 1)[0] ?? '').trim().toLowerCase() : '';
  return MIME.test(mime) && mime.length <= 128 ? mime : BYTES;
};
