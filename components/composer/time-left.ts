const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** The largest unit that there is at least one of, rounded up: 2 days, 59 minutes, 12 seconds. */
export function timeLeft(milliseconds: number, lang: string): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000)) * 1000;
  const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? UNITS[3];
  const value = Math.ceil(seconds / size);
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** Milliseconds until those words change: by the second in the last minute, else with the unit. */
export function nextChange(milliseconds: number): number {
  const [, size] = UNITS.find(([, one]) => milliseconds > one) ?? UNITS[3];
  return Math.max(50, Math.min(milliseconds % size || size, 60_000));
}
