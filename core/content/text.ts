import type { ContentType } from './types.js';

declare module '../model/content.js' {
  interface ContentMap {
    /** Plain text, as typed. */
    text: { readonly text: string };
  }
}

export const textContent: ContentType<'text'> = {
  kind: 'text',
  parse: ({ text }) => (typeof text === 'string' ? { kind: 'text', text } : undefined),
  preview: ({ text }) => ({ text }),
  text: ({ text }) => text,
  counts: true,
  copyable: true,
};
