import type { ContentOf } from '../../model/index.js';
import { compact, countOf, stringOf } from '../check.js';
import type { ContentType } from '../types.js';
import { safeFileUrl } from '../url.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A sticker: the set and the place in it. What it looks like is for the page to say. */
    face: {
      /** At most 128 characters. */
      readonly set: string;
      readonly index?: number;
      /** The set's own name of it, at most 1,024 characters. There is an index, data, or both. */
      readonly data?: string;
      /** What it says, in words: at most 128 characters. */
      readonly label?: string;
      /** A picture, https: loaded only where the page allows it. */
      readonly url?: string;
    };
  }
}

export const faceContent: ContentType<'face'> = {
  kind: 'face',
  parse: (raw) => {
    const set = stringOf(raw.set, 128);
    const index = countOf(raw.index, 0, Number.MAX_SAFE_INTEGER);
    const data = stringOf(raw.data, 1024);
    if (set === undefined || (index === undefined && data === undefined)) return undefined;
    const address = stringOf(raw.url, 4096);
    const url = address && safeFileUrl(address);
    return compact<ContentOf<'face'>>({
      kind: 'face',
      set,
      index,
      data,
      label: stringOf(raw.label, 128),
      url: url?.startsWith('https:') ? url : undefined,
    });
  },
  preview: ({ label }) => ({ label: label ?? '' }),
  text: ({ label }) => label ?? '',
  counts: true,
  copyable: false,
};
