import type { ContentOf } from '../model/index.js';
import { compact, stringOf } from './check.js';
import type { ContentType } from './types.js';

export const MAX_FALLBACK = 2000;

export const customContent: ContentType<'custom'> = {
  kind: 'custom',
  parse: (raw) => {
    const type = stringOf(raw.type, 128);
    if (type === undefined) return undefined;
    return compact<ContentOf<'custom'>>({
      kind: 'custom',
      type,
      data: raw.data ?? null,
      fallback: stringOf(raw.fallback, MAX_FALLBACK),
    });
  },
  preview: ({ type, fallback }) => compact({ type, fallback: fallback ?? '' }),
  text: ({ fallback }) => fallback ?? '',
  counts: true,
  copyable: false,
};
