const LONGEST = 200;
// Control characters, and the marks that turn the reading direction around ("photo\u202Egnp.exe").
const HIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * The name a browser put into a form, as a name without path, control characters or direction marks, at most 200
 * characters, its ending kept. Browsers write `"` and line breaks as %22, %0D and %0A in forms.
 */
export function cleanName(raw: string | undefined): string {
  const spoken = (raw ?? '').replace(/%22/g, '"').replace(/(?:%0D|%0A)+/gi, ' ');
  const name = spoken.replace(HIDDEN, ' ').split(/[\\/]/).at(-1)?.trim().replace(/^\.+/, '') ?? '';
  if (name === '') return 'file';
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, LONGEST - ending.length).join('') + ending;
}
