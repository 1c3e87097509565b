import { create } from 'content-disposition';
import type { WireFile } from '../../protocol/index.js';

const OCTETS = 'application/octet-stream';

/** Types a browser shows without being able to run them; everything else is a download of bytes. */
const INLINE: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/ogg',
  'audio/webm',
  'audio/wav',
  'audio/flac',
  'audio/x-flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
]);
/** Named truly, yet never opened in place. */
const ATTACHED: ReadonlySet<string> = new Set(['application/pdf']);

/** One year: bytes behind an id never change. `private`: the address is one person's right. */
export const FILE_CACHE = 'private, max-age=31536000, immutable';

/** Headers that make sure a file from a person can be seen or saved, and never run as a page. */
export function mediaHeaders(file: WireFile, download: boolean): Record<string, string> {
  const inline = INLINE.has(file.mime);
  return {
    'content-type': inline || ATTACHED.has(file.mime) ? file.mime : OCTETS,
    'content-disposition': create(file.name, { type: inline && !download ? 'inline' : 'attachment' }),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': FILE_CACHE,
  };
}
