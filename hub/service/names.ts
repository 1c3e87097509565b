/** UTF-16 units. */
const LONGEST = 200;
// Control characters, halves of characters, and the marks that turn the reading direction around ("photo\u202Egnp.exe").
const HIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** As much of the name as fits, in whole characters. */
export const cut = (name: string, most: number): string => {
  let kept = '';
  for (const letter of name) {
    if (kept.length + letter.length > most) break;
    kept += letter;
  }
  return kept;
};

/** A file's name without path, control characters or direction marks, at most 200 UTF-16 units, its ending kept. */
export function cleanName(raw: string): string {
  const name = raw.replace(HIDDEN, ' ').split(/[\\/]/).at(-1)?.trim().replace(/^\.+/, '') ?? '';
  if (name === '') return 'file';
  if (name.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return cut(name, LONGEST - ending.length) + ending;
}
