import type { ContentOf } from '../../model/index.js';
import { compact, stringOf } from '../check.js';
import { readFileRef } from '../file-ref.js';
import type { ContentType } from '../types.js';
import { safeFileUrl, safeUrl } from '../url.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A card that opens an address. */
    link: {
      /** http, https, mailto or tel; at most 4,096 characters. */
      readonly url: string;
      /** At most 512 characters. */
      readonly title?: string;
      /** At most 2,048 characters. */
      readonly description?: string;
      /** A file of the back end, or an https address, which is loaded only where the page allows it. */
      readonly image?: FileRef | string;
    };
  }
}

const MAX_URL = 4096;

const imageOf = (raw: unknown): ContentOf<'link'>['image'] => {
  if (typeof raw !== 'string') return readFileRef(raw);
  const url = raw.length <= MAX_URL ? safeFileUrl(raw) : undefined;
  return url?.startsWith('https:') ? url : undefined;
};

export const linkContent: ContentType<'link'> = {
  kind: 'link',
  parse: (raw) => {
    const given = stringOf(raw.url, MAX_URL);
    const url = given && safeUrl(given);
    if (!url) return undefined;
    return compact<ContentOf<'link'>>({
      kind: 'link',
      url,
      title: stringOf(raw.title, 512),
      description: stringOf(raw.description, 2048),
      image: imageOf(raw.image),
    });
  },
  preview: ({ url, title }) => ({ title: title ?? url }),
  text: ({ url, title, description }) => [title, description, url].filter(Boolean).join('\n'),
  counts: true,
  copyable: true,
};
