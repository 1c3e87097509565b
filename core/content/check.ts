import type { RawRecord } from './types.js';

/** Content beyond these is not read: engines carry 64 kB at most, and nothing honest nests deeper. */
const MAX_DEPTH = 24;
const MAX_UNITS = 128 * 1024;

/**
 * A plain JSON copy, or undefined when the value is too deep, too large (128 K characters and nodes together), cyclic or
 * throws while it is read. What JSON has no word for is left out, so that any cache can keep the copy.
 */
export const plainCopy = (value: unknown): unknown => {
  let left = MAX_UNITS;
  const spend = (units: number): void => {
    left -= units;
    if (left < 0) throw new RangeError('content too large');
  };
  const copy = (from: unknown, depth: number): unknown => {
    spend(1);
    if (typeof from === 'string') spend(from.length);
    if (typeof from === 'string' || typeof from === 'boolean' || from === null) return from;
    if (typeof from === 'number') return Number.isFinite(from) ? from + 0 : null; // JSON knows no -0
    if (typeof from !== 'object') return undefined;
    if (depth === 0) throw new RangeError('content too deep');
    if (Array.isArray(from)) return Array.from(from, (item) => copy(item, depth - 1) ?? null);
    return copyRecord(from, depth);
  };
  const copyRecord = (from: object, depth: number): unknown => {
    const to: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(from)) {
      spend(key.length);
      const own = copy(item, depth - 1);
      // `__proto__` would set the prototype instead of a field.
      if (own !== undefined && key !== '__proto__') to[key] = own;
    }
    return to;
  };
  try {
    return copy(value, MAX_DEPTH);
  } catch {
    return undefined;
  }
};

export const isRecord = (value: unknown): value is RawRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The string, when it is one of 1 to `most` characters. */
export const stringOf = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= most ? value : undefined;

/** The whole number, when it is one of `least` to `most`. */
export const countOf = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined;

/** The number, when it is a finite one of `least` to `most`. */
export const numberOf = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && value >= least && value <= most ? value : undefined;

/** Without the fields that are undefined, so that equal contents look equal. */
export const compact = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
