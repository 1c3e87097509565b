import type { ContentOf } from '../../model/index.js';
import { compact, stringOf } from '../check.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A command that is kept with the conversation: for pages. People see its `text`, or nothing. */
    command: {
      /** `[A-Za-z0-9._:-]{1,64}` */
      readonly name: string;
      /** At most 8 kB as JSON. */
      readonly data?: unknown;
      /** At most 500 characters. */
      readonly text?: string;
    };
  }
}

const NAME = /^[A-Za-z0-9._:-]{1,64}$/;
const MOST_DATA = 8 * 1024;

export const commandContent: ContentType<'command'> = {
  kind: 'command',
  parse: ({ name, data, text }) => {
    if (typeof name !== 'string' || !NAME.test(name)) return undefined;
    if (data !== undefined && JSON.stringify(data).length > MOST_DATA) return undefined;
    return compact<ContentOf<'command'>>({ kind: 'command', name, data, text: stringOf(text, 500) });
  },
  preview: ({ text }) => ({ text: text ?? '' }),
  text: ({ text }) => text ?? '',
  counts: false,
  copyable: false,
};
