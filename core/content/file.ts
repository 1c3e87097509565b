import { readFileRef } from './file-ref.js';
import type { ContentType } from './types.js';

declare module '../model/content.js' {
  interface ContentMap {
    file: { readonly file: FileRef };
  }
}

export const fileContent: ContentType<'file'> = {
  kind: 'file',
  parse: (raw) => {
    const file = readFileRef(raw.file);
    return file && { kind: 'file', file };
  },
  preview: ({ file }) => ({ name: file.name }),
  text: ({ file }) => file.name,
  counts: true,
  copyable: false,
};
