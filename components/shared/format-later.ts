import { clockTime, date, daysBetween } from './format.js';

const made = new Map<string, Intl.NumberFormat>();

/** The one formatter of a language and shape, as with `date`: a list has a number in each row. */
function number(lang: string, name: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang} ${name}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang, options);
    made.set(key, format);
  }
  return format;
}

/** For list rows: a clock today, a weekday within the week, else a short date. `yesterday` is a locale's own word. */
export function shortTime(time: number, now: number, lang: string, yesterday: string): string {
  const days = daysBetween(time, now);
  if (days <= 0) return clockTime(time, lang);
  if (days === 1) return yesterday;
  if (days < 7) return date(lang, 'weekday', { weekday: 'short' }).format(time);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? date(lang, 'month', { month: 'short', day: 'numeric' }).format(time)
    : date(lang, 'year', { year: '2-digit', month: '2-digit', day: '2-digit' }).format(time);
}

/** 1.5 MB, by the language's own units. */
export function fileSize(bytes: number, lang: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  const maximumFractionDigits = value < 10 && at > 0 ? 1 : 0;
  const unitDisplay = at === 0 ? 'long' : 'short';
  const options = { style: 'unit', unit: units[at], unitDisplay, maximumFractionDigits } as const;
  return number(lang, `${at} ${maximumFractionDigits}`, options).format(value);
}

/** 1 to 99, then 99+. */
export const badge = (count: number, lang: string): string =>
  `${number(lang, 'plain').format(Math.min(count, 99))}${count > 99 ? '+' : ''}`;
