/** Formatters are dear to make and few: one a language and shape. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** The one formatter of a language and shape; `name` stands for the options, so it must be theirs alone. */
export function date(lang: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${name}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(lang, options);
    made.set(key, format);
  }
  return format as Intl.DateTimeFormat;
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
  const key = `${lang} size ${at} ${value < 10 && at > 0}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang, {
      style: 'unit',
      unit: units[at],
      unitDisplay: at === 0 ? 'long' : 'short',
      maximumFractionDigits: value < 10 && at > 0 ? 1 : 0,
    });
    made.set(key, format);
  }
  return (format as Intl.NumberFormat).format(value);
}

/** 1 to 99, then 99+. */
export const badge = (count: number, lang: string): string =>
  count > 99 ? `${new Intl.NumberFormat(lang).format(99)}+` : new Intl.NumberFormat(lang).format(count);
