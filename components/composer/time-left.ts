const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;
/** Words that change each second would be read out each second. */
const STEP = 10;

/** The largest unit that there is at least one of, rounded up, seconds to tens: 2 days, 59 minutes, 20 seconds. */
export function timeLeft(milliseconds: number, lang: string): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000)) * 1000;
  const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? UNITS[3];
  const value = unit === 'second' ? Math.ceil(seconds / size / STEP) * STEP : Math.ceil(seconds / size);
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** Milliseconds until those words change: by tens of seconds in the last minute, else with the unit. */
export function nextChange(milliseconds: number): number {
  const [unit, one] = UNITS.find(([, size]) => milliseconds > size) ?? UNITS[3];
  const size = unit === 'second' ? one * STEP : one;
  return Math.max(50, Math.min(milliseconds % size || size, 60_000));
}
