import { ImError, isImError, toImError } from '../../core/model/index.js';
import { CODE_RANGES } from './code-ranges.js';
import { CLIENT_CODES, type CodeRow } from './codes.js';
import { SERVER_CODES } from './server-codes.js';

const NAME = 'tencent';

const rowOf = (code: number): { readonly row: CodeRow; readonly own?: boolean } => {
  const known = CLIENT_CODES[code] ?? SERVER_CODES[code];
  if (known) return { row: known };
  // Of a code that nobody has told us of, only that it did not work is sure: it is not tried again by itself.
  return (
    CODE_RANGES.find(({ from, to }) => code >= from && code <= to) ?? {
      row: ['engine', 'the SDK or its service failed'],
    }
  );
};

const textOf = (value: object, key: string): string | undefined => {
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/**
 * An error of the vendor's code, as ours. The SDK downloads its own sentences, which a policy or a bad line leaves empty:
 * the message is made here. `reason` holds words that the site's own back end gave for the person.
 */
export function tencentCode(code: number, cause?: unknown): ImError {
  const { row, own } = rowOf(code);
  const [ours, words, more] = row;
  const reason = own && typeof cause === 'object' && cause !== null ? textOf(cause, 'message') : undefined;
  const message = `${words} (Tencent ${code})`;
  return new ImError(ours, { ...more, message, ...(reason && { reason }), engine: { name: NAME, code }, cause });
}

/** Below it are numbers of others, such as those of a `DOMException`. */
const LEAST = 1000;

const codeOf = (error: unknown): number | undefined => {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'number' && Number.isSafeInteger(code) && Math.abs(code) >= LEAST ? code : undefined;
};

/** Whatever the SDK, or what it runs, threw. Never throws. */
export function tencentError(error: unknown): ImError {
  try {
    if (isImError(error)) return error;
    const code = codeOf(error);
    if (code !== undefined) return tencentCode(code, error);
    const { code: ours, message } = toImError(error);
    return new ImError(ours, {
      message: message || 'the SDK failed without a word',
      engine: { name: NAME },
      cause: error,
    });
  } catch {
    // Something that cannot even be looked at.
    return new ImError('engine', { message: 'the SDK threw something unreadable', engine: { name: NAME } });
  }
}
