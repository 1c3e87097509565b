import type { ContentOf } from '../../model/index.js';
import { compact, countOf, numberOf } from '../check.js';
import { readFileRef } from '../file-ref.js';
import { safeThumbnail } from '../image.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    video: {
      readonly file: FileRef;
      /** CSS pixels as shown: rotation is already in them. */
      readonly width?: number;
      readonly height?: number;
      /** Length, at most a day. */
      readonly seconds?: number;
      /** A picture out of it, as a raster `data:` URL of at most 10 kB. */
      readonly poster?: string;
    };
  }
}

const DAY = 86_400;
const MAX_SIDE = 100_000;

export const videoContent: ContentType<'video'> = {
  kind: 'video',
  parse: (raw) => {
    const file = readFileRef(raw.file);
    if (!file) return undefined;
    return compact<ContentOf<'video'>>({
      kind: 'video',
      file,
      width: countOf(raw.width, 1, MAX_SIDE),
      height: countOf(raw.height, 1, MAX_SIDE),
      seconds: numberOf(raw.seconds, 0, DAY),
      poster: safeThumbnail(raw.poster),
    });
  },
  preview: ({ file }) => ({ name: file.name }),
  text: ({ file }) => file.name,
  counts: true,
  copyable: false,
};
