import type { TextMark } from '../../../core/index.js';

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}_]/u;
const MOST = 50;

/**
 * Where the marks of a text stand after it was changed; those that were changed themselves are gone. `caret` tells which
 * of two alike places was changed.
 */
export function moved(
  marks: readonly TextMark[],
  before: string,
  after: string,
  caret = after.length,
): readonly TextMark[] {
  if (marks.length === 0 || before === after) return marks;
  const least = Math.min(before.length, after.length);
  const most = Math.min(least, caret);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const cut = before.length - end;
  const shift = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.at + mark.length <= start) return [mark];
    return mark.at >= cut ? [{ ...mark, at: mark.at + shift }] : [];
  });
}

export const sorted = (marks: readonly TextMark[]): readonly TextMark[] => [...marks].sort((a, b) => a.at - b.at);

/** Those of `text` cut out of a longer one from `lead` on; `@Ann` of what has become `@Anna` is none. */
export const cutOut = (marks: readonly TextMark[], whole: string, lead: number, length: number): readonly TextMark[] =>
  sorted(marks)
    .filter(({ at, length: own }) => {
      const end = at + own;
      const grown = WORD.test(whole[end - 1] ?? '') && WORD.test(whole[end] ?? '');
      return at >= lead && end <= lead + length && !grown;
    })
    .slice(0, MOST)
    .map((mark) => ({ ...mark, at: mark.at - lead }));

/** Marks for a text that has lost them, such as a draft of yesterday: the longest name that stands at each `@`. */
export function remark(
  text: string,
  people: readonly { readonly user: string; readonly name: string }[],
): readonly TextMark[] {
  const byLength = people.filter(({ name }) => name).sort((a, b) => b.name.length - a.name.length);
  const marks: TextMark[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const found = byLength.find(({ name }) => {
      const end = at + 1 + name.length;
      return text.startsWith(name, at + 1) && !(WORD.test(text[end - 1] ?? '') && WORD.test(text[end] ?? ''));
    });
    if (found) marks.push({ at, length: found.name.length + 1, user: found.user });
  }
  return marks;
}
