import type { ContentOf } from '../model/index.js';
import { compact, countOf } from './check.js';
import { readFileRef } from './file-ref.js';
import type { ContentType } from './types.js';

declare module '../model/content.js' {
  interface ContentMap {
    image: {
      readonly file: FileRef;
      /** CSS pixels as shown: rotation is already in them. */
      readonly width?: number;
      readonly height?: number;
      /** A raster `data:` URL of at most 10 kB. */
      readonly thumbnail?: string;
    };
  }
}

/** Base64 makes four characters of three bytes. */
const THUMBNAIL_CHARACTERS = Math.ceil((10 * 1024 * 4) / 3);
const RASTER = /^data:image\/(?:avif|gif|jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}$/;
const MAX_SIDE = 100_000;

/** The thumbnail, when it is a raster data URL of at most 10 kB. */
export const safeThumbnail = (raw: unknown): string | undefined =>
  typeof raw === 'string' && raw.length <= THUMBNAIL_CHARACTERS + 32 && RASTER.test(raw) ? raw : undefined;

export const imageContent: ContentType<'image'> = {
  kind: 'image',
  parse: (raw) => {
    const file = readFileRef(raw.file);
    if (!file) return undefined;
    const width = countOf(raw.width, 1, MAX_SIDE);
    const height = countOf(raw.height, 1, MAX_SIDE);
    return compact<ContentOf<'image'>>({ kind: 'image', file, width, height, thumbnail: safeThumbnail(raw.thumbnail) });
  },
  preview: ({ file }) => ({ name: file.name }),
  text: ({ file }) => file.name,
  counts: true,
  copyable: false,
};
