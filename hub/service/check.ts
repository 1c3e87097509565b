import { invalid } from './errors.js';
import { isUserId } from './ids.js';

/** Turns unchecked input into a value of its type, or throws HubError `invalid` that names the field. */
export type Check<T> = (value: unknown, field: string) => T;

const path = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `max` and `min` count UTF-16 units. */
export const string =
  (max: number, min = 0): Check<string> =>
  (value, field) => {
    if (typeof value !== 'string') throw invalid(field, 'must be a string');
    if (value.length < min) throw invalid(field, 'must not be empty');
    if (value.length > max) throw invalid(field, `must have at most ${max} characters`);
    return value;
  };

/** User, group or device. */
export const id: Check<string> = (value, field) => {
  if (!isUserId(value)) throw invalid(field, 'must be 1 to 64 characters of A-Z a-z 0-9 _ . @ + ~ -');
  return value;
};

/** Ids that clients make up, and those of messages and files: printable ASCII without blanks. */
export const token =
  (max: number): Check<string> =>
  (value, field) => {
    if (typeof value !== 'string' || value.length > max || !/^[\x21-\x7e]+$/.test(value)) {
      throw invalid(field, `must be 1 to ${max} printable ASCII characters`);
    }
    return value;
  };

export const integer =
  (min: number, max: number = Number.MAX_SAFE_INTEGER): Check<number> =>
  (value, field) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
      throw invalid(field, `must be a whole number from ${min} to ${max}`);
    }
    return value;
  };

export const boolean: Check<boolean> = (value, field) => {
  if (typeof value !== 'boolean') throw invalid(field, 'must be true or false');
  return value;
};

export const oneOf =
  <const T extends string>(...words: readonly T[]): Check<T> =>
  (value, field) => {
    if (!words.includes(value as T)) throw invalid(field, `must be one of ${words.join(', ')}`);
    return value as T;
  };

export const list =
  <T>(item: Check<T>, max: number, min = 0): Check<readonly T[]> =>
  (value, field) => {
    if (!Array.isArray(value)) throw invalid(field, 'must be a list');
    if (value.length < min || value.length > max) throw invalid(field, `must have ${min} to ${max} entries`);
    return Array.from(value, (one, index) => item(one, `${field}[${index}]`));
  };

export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, field) =>
    value === undefined ? undefined : check(value, field);

export const nullable =
  <T>(check: Check<T>): Check<T | null> =>
  (value, field) =>
    value === null ? null : check(value, field);

/** A dictionary with free names, `longest` characters at most. */
export const dictionary =
  <T>(item: Check<T>, max: number, longest = 64): Check<Readonly<Record<string, T>>> =>
  (value, field) => {
    if (!isRecord(value)) throw invalid(field, 'must be an object');
    const entries = Object.entries(value);
    if (entries.length > max) throw invalid(field, `must have at most ${max} entries`);
    return Object.fromEntries(
      entries.map(([name, one]) => [string(longest, 1)(name, field), item(one, path(field, name.slice(0, longest)))]),
    );
  };

type Shape = Readonly<Record<string, Check<unknown>>>;
type OptionalKeys<S extends Shape> = { [K in keyof S]: undefined extends ReturnType<S[K]> ? K : never }[keyof S];
type Shaped<S extends Shape> = { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: ReturnType<S[K]> } & {
  readonly [K in OptionalKeys<S>]?: ReturnType<S[K]>;
};

/** The named fields; others are left behind, so that newer clients may say more than this hub understands. */
export const object =
  <S extends Shape>(shape: S): Check<Shaped<S>> =>
  (value, field) => {
    if (!isRecord(value)) throw invalid(field === '' ? 'args' : field, 'must be an object');
    const known: Record<string, unknown> = {};
    for (const [name, check] of Object.entries(shape)) {
      const checked = check(Object.hasOwn(value, name) ? value[name] : undefined, path(field, name));
      if (checked !== undefined) known[name] = checked;
    }
    return known as Shaped<S>;
  };

/** Deeper is written by nobody; what walks a value by calling itself (JSON, structured clone) must not run out of stack. */
const MOST_DEEP = 64;

const isDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((one) => isDeep(one, left - 1)));

/** Anything that JSON can carry, as JSON would carry it: a structured clone may bring more. */
export const json: Check<unknown> = (value, field) => {
  const plain = copy(value);
  if (plain === undefined) throw invalid(field, 'must be plain JSON');
  if (isDeep(plain, MOST_DEEP)) throw invalid(field, `must be at most ${MOST_DEEP} levels deep`);
  return plain;
};

/** Undefined for circles, BigInt and what is far too deep. */
const copy = (value: unknown): unknown => {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
