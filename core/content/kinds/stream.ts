import type { ContentOf } from '../../model/index.js';
import { compact } from '../check.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    /** A text that grows while it is written, as a machine's answer does; `done` once it is whole. */
    stream: { readonly text: string; readonly done?: boolean };
  }
}

export const streamContent: ContentType<'stream'> = {
  kind: 'stream',
  parse: ({ text, done }) =>
    typeof text === 'string'
      ? compact<ContentOf<'stream'>>({ kind: 'stream', text, done: done === true ? true : undefined })
      : undefined,
  preview: ({ text }) => ({ text: text.slice(0, 500) || '…' }),
  text: ({ text }) => text,
  counts: true,
  copyable: true,
};
