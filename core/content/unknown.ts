import { isRecord, stringOf } from './check.js';
import { MAX_FALLBACK } from './custom.js';
import type { ContentType } from './types.js';

/** `parse` is for content that was unknown when it was kept; `readContent` tries its `raw` again first. */
export const unknownContent: ContentType<'unknown'> = {
  kind: 'unknown',
  parse: ({ wireKind, fallback, raw }) => ({
    kind: 'unknown',
    wireKind: stringOf(wireKind, 128) ?? '',
    ...(stringOf(fallback, MAX_FALLBACK) !== undefined && { fallback: fallback as string }),
    ...(isRecord(raw) && { raw }),
  }),
  preview: ({ wireKind, fallback }) => ({ kind: wireKind, fallback: fallback ?? '' }),
  text: ({ fallback }) => fallback ?? '',
  counts: true,
  copyable: false,
};
