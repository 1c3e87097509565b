import type { Content } from '../../model/index.js';
import { isRecord } from '../check.js';
import { previewOf, readContent, searchText } from '../read.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** Several contents that belong together, 1 to 10, in order; files among them are uploaded before. */
    multipart: { readonly parts: readonly Content[] };
  }
}

const MOST = 10;
/** What is about its whole message cannot be a part of one. */
const WHOLE = new Set<string>(['multipart', 'recalled', 'notice', 'signal', 'command', 'stream']);

const readPart = (raw: unknown): Content | undefined => {
  if (!isRecord(raw) || typeof raw.kind !== 'string' || WHOLE.has(raw.kind)) return undefined;
  const content = readContent({ ...raw, kind: raw.kind });
  const kind = content.kind === 'unknown' ? content.wireKind : content.kind;
  return WHOLE.has(kind) ? undefined : content;
};

export const multipartContent: ContentType<'multipart'> = {
  kind: 'multipart',
  parse: ({ parts }) => {
    if (!Array.isArray(parts) || parts.length === 0 || parts.length > MOST) return undefined;
    const read = parts.map(readPart);
    if (!read.every((one) => one !== undefined)) return undefined;
    // An answer hangs on the message: there can be one form to it.
    return read.filter(({ kind }) => kind === 'form').length > 1 ? undefined : { kind: 'multipart', parts: read };
  },
  preview: ({ parts }) => ({ text: parts.map((part) => searchText(part) || wordOf(part)).join(' ') }),
  text: ({ parts }) => parts.map(searchText).filter(Boolean).join('\n'),
  counts: true,
  copyable: true,
};

const wordOf = (part: Content): string => previewOf(part)[1]?.name ?? '';
