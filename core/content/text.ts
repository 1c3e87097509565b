import type { TextMark } from '../model/content.js';
import { countOf, isRecord, stringOf } from './check.js';
import type { ContentType } from './types.js';

declare module '../model/content.js' {
  interface ContentMap {
    /** Plain text, as typed. `marks` in the order of the text, at most 50. */
    text: { readonly text: string; readonly marks?: readonly TextMark[] };
  }
}

const MOST_MARKS = 50;

/** Ascending and inside the text; undefined for anything else. */
const marksOf = (raw: unknown, { length: end }: string): readonly TextMark[] | undefined => {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_MARKS) return undefined;
  let from = 0;
  const marks: TextMark[] = [];
  for (const one of raw) {
    if (!isRecord(one)) return undefined;
    const at = countOf(one.at, from, end) ?? -1;
    const length = countOf(one.length, 1, end - at);
    const user = stringOf(one.user, 256);
    if (at < 0 || !length || !user) return undefined;
    marks.push({ at, length, user });
    from = at + length;
  }
  return marks;
};

export const textContent: ContentType<'text'> = {
  kind: 'text',
  parse: ({ text, marks: raw }) => {
    if (typeof text !== 'string') return undefined;
    // The words are worth more than what is wrong with their marks.
    const marks = marksOf(raw, text);
    return { kind: 'text', text, ...(marks && { marks }) };
  },
  preview: ({ text }) => ({ text }),
  text: ({ text }) => text,
  counts: true,
  copyable: true,
};
