import type { ContentOf } from '../../model/index.js';
import { compact, countOf } from '../check.js';
import { readFileRef } from '../file-ref.js';
import { safeThumbnail } from '../image.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A picture that moves: gif, animated webp or avif, or a short silent video. */
    gif: {
      readonly file: FileRef;
      /** CSS pixels. */
      readonly width?: number;
      readonly height?: number;
      /** A still out of it, as a raster `data:` URL of at most 10 kB. */
      readonly thumbnail?: string;
    };
  }
}

const MAX_SIDE = 100_000;

export const gifContent: ContentType<'gif'> = {
  kind: 'gif',
  parse: (raw) => {
    const file = readFileRef(raw.file);
    if (!file) return undefined;
    const width = countOf(raw.width, 1, MAX_SIDE);
    const height = countOf(raw.height, 1, MAX_SIDE);
    return compact<ContentOf<'gif'>>({ kind: 'gif', file, width, height, thumbnail: safeThumbnail(raw.thumbnail) });
  },
  preview: ({ file }) => ({ name: file.name }),
  counts: true,
  copyable: false,
};
