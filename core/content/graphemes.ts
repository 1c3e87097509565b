let segmenter: Intl.Segmenter | undefined;

/** User-perceived characters: what people count, and limits are in. A family emoji is one. */
export const countGraphemes = (text: string): number => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII but the carriage return, which joins a line feed.
  if (/^[\x00-\x0c\x0e-\x7f]*$/.test(text)) return text.length;
  if (typeof Intl.Segmenter !== 'function') return [...text].length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
};
