import type { WireMessage } from '../protocol/index.js';

type Sized = Pick<WireMessage, 'content' | 'extensions' | 'data'>;

/** About so much JSON in one answer; a page of long messages ends sooner than it was asked to. */
const PAGE_CHARS = 1024 * 1024;

/** About so much JSON is too much for one answer. */
export const isFull = (chars: number): boolean => chars > PAGE_CHARS;

/** Is it more than so many bytes of JSON? They are counted where they may be too many: a character is three at most. */
export const isOver = (value: unknown, bytes: number): boolean => {
  const text = JSON.stringify(value);
  return text.length * 3 > bytes && new TextEncoder().encode(text).byteLength > bytes;
};

/** The rows nearest to where the page was asked from, as many as fit; one at least. */
export const fit = <M extends Sized>(rows: readonly M[], nearest: 'first' | 'last'): readonly M[] => {
  const near = nearest === 'first' ? rows : [...rows].reverse();
  let size = 0;
  const over = near.findIndex((row, index) => {
    size += JSON.stringify([row.content, row.extensions, row.data]).length;
    return isFull(size) && index > 0;
  });
  if (over < 0) return rows;
  return nearest === 'first' ? rows.slice(0, over) : rows.slice(-over);
};
