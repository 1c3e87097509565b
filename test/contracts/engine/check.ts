import { type ImError, type ImErrorCode, isImError } from '../../../core/model/index.js';

/** Assertions that run alike under node:test and mocha in a page. */
export const ok = (value: unknown, what: string): void => {
  if (!value) throw new Error(what);
};

export const equal = (actual: unknown, expected: unknown, what = 'value'): void => {
  const [a, b] = [stable(actual), stable(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};

/** The ImError that a promise is rejected with. */
export const refusal = async (work: Promise<unknown>, ...codes: ImErrorCode[]): Promise<ImError> => {
  let answer: unknown;
  try {
    answer = await work;
  } catch (error) {
    if (!isImError(error)) throw new Error(`rejected with something that is no ImError: ${String(error)}`);
    if (codes.length > 0 && !codes.includes(error.code))
      throw new Error(`rejected with ${error.code} (${error.message}), not ${codes.join(' or ')}`);
    return error;
  }
  throw new Error(`was not rejected with ${codes.join(' or ')}, but answered ${stable(answer)}`);
};

/** JSON with sorted names and without what is undefined. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  ) ?? 'undefined';

const WAIT_MS = 8_000;

/** Waits for something to become true; `watch` calls back whenever it may have. */
export const until = async <T>(
  what: string,
  look: () => T | undefined | false,
  watch?: (again: () => void) => () => void,
): Promise<T> => {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${WAIT_MS} ms in vain for ${what}`);
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop?.();
        resolve();
      };
      const timer = setTimeout(end, watch ? 250 : 15);
      const stop = watch?.(end);
    });
  }
};

/** Lets everything that is on its way arrive, for checks that something does not come. */
export const quiet = (ms = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
