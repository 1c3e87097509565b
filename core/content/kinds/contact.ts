import type { ContentOf } from '../../model/index.js';
import { compact, stringOf } from '../check.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A person's card. */
    contact: {
      readonly userId: string;
      /** As the sender knows the person; at most 256 characters. */
      readonly name?: string;
      /** Address or file id of a picture. Addresses are loaded only where the page allows it. */
      readonly avatar?: string;
      /** What the sender says of the person, at most 1,024 characters. */
      readonly note?: string;
    };
  }
}

export const contactContent: ContentType<'contact'> = {
  kind: 'contact',
  parse: (raw) => {
    const userId = stringOf(raw.userId, 256);
    if (userId === undefined) return undefined;
    return compact<ContentOf<'contact'>>({
      kind: 'contact',
      userId,
      name: stringOf(raw.name, 256),
      avatar: stringOf(raw.avatar, 4096),
      note: stringOf(raw.note, 1024),
    });
  },
  preview: ({ userId, name }) => ({ name: name ?? userId }),
  text: ({ userId, name, note }) => [name ?? userId, note].filter(Boolean).join('\n'),
  counts: true,
  copyable: true,
};
