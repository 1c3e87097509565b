/** Formatters are dear to make and few: one a language and shape. */
const made = new Map<string, Intl.DateTimeFormat>();

/** The one formatter of a language and shape; `name` stands for the options, so it must be theirs alone. */
export function date(lang: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${name}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(lang, options);
    made.set(key, format);
  }
  return format;
}

const DAY = 86_400_000;
const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
/** Whole days between two times by the reader's calendar; 0 is the same day. */
export const daysBetween = (then: number, now: number): number =>
  Math.round((startOfDay(now) - startOfDay(then)) / DAY);

/** 14:05 */
export const clockTime = (time: number, lang: string): string =>
  date(lang, 'clock', { hour: 'numeric', minute: '2-digit' }).format(time);

/** All of it, for tooltips and screen readers. */
export const fullTime = (time: number, lang: string): string =>
  date(lang, 'full', { dateStyle: 'full', timeStyle: 'short' }).format(time);
