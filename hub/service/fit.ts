import type { MessageRow } from '../storage/port.js';

/** About so much JSON in one answer; a page of long messages ends sooner than it was asked to. */
const PAGE_CHARS = 1024 * 1024;

/** About so much JSON is too much for one answer. */
export const isFull = (chars: number): boolean => chars > PAGE_CHARS;

/** The rows nearest to where the page was asked from, as many as fit; one at least. */
export const fit = (rows: readonly MessageRow[], nearest: 'first' | 'last'): readonly MessageRow[] => {
  const near = nearest === 'first' ? rows : [...rows].reverse();
  let size = 0;
  const over = near.findIndex((row, index) => {
    size += JSON.stringify([row.content, row.extensions, row.data]).length;
    return isFull(size) && index > 0;
  });
  if (over < 0) return rows;
  return nearest === 'first' ? rows.slice(0, over) : rows.slice(-over);
};
