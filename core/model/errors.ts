export type ImErrorCode =
  | 'not-connected'
  | 'timeout'
  | 'unauthorized'
  | 'kicked'
  | 'banned'
  | 'forbidden'
  | 'not-found'
  | 'blocked'
  | 'muted'
  | 'invalid'
  | 'too-large'
  | 'too-many'
  | 'too-late'
  | 'rejected-content'
  | 'conflict'
  | 'unsupported'
  | 'storage'
  | 'aborted'
  | 'engine';

/** What the caller may do next. The outbox reads this; the interface reads it to offer "try again". */
export type RetryHint = 'never' | 'backoff' | 'after-reconnect' | 'after-auth';

export interface ImErrorOptions {
  /** For developers, in English; people see the locale key `error.<code>`. */
  readonly message?: string;
  readonly retry?: RetryHint;
  /** Milliseconds the back end asks us to wait. */
  readonly retryAfter?: number;
  /** Name of the argument, attribute or limit that is at fault. */
  readonly field?: string;
  /** The limit that was broken, with its unit in the name of the field. */
  readonly limit?: number;
  /** The vendor's own words, for logs and support; never shown as copy. */
  readonly engine?: { readonly name: string; readonly code?: number | string };
  /** On `conflict`: the latest state. */
  readonly latest?: unknown;
  /** Words of the site for the person, such as why moderation refused a message. */
  readonly reason?: string;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('im.error');

const DEFAULT_RETRY: Partial<Record<ImErrorCode, RetryHint>> = {
  'not-connected': 'after-reconnect',
  timeout: 'backoff',
  unauthorized: 'after-auth',
  'too-many': 'backoff',
  storage: 'backoff',
};

/** The only error that leaves the core, an engine or an element. */
export class ImError extends Error {
  readonly [BRAND] = true;
  override readonly name = 'ImError';
  readonly code: ImErrorCode;
  readonly retry: RetryHint;
  readonly retryAfter: number | undefined;
  readonly field: string | undefined;
  readonly limit: number | undefined;
  readonly engine: ImErrorOptions['engine'];
  readonly latest: unknown;
  readonly reason: string | undefined;

  constructor(code: ImErrorCode, options: ImErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? DEFAULT_RETRY[code] ?? 'never';
    this.retryAfter = options.retryAfter;
    this.field = options.field;
    this.limit = options.limit;
    this.engine = options.engine;
    this.latest = options.latest;
    this.reason = options.reason;
  }
}

/** Works across two copies of the bundle on one page, where `instanceof` does not. */
export const isImError = (error: unknown): error is ImError =>
  typeof error === 'object' && error !== null && BRAND in error;

/** Whatever was thrown, as an ImError. */
export const toImError = (error: unknown): ImError => {
  if (isImError(error)) return error;
  const aborted = error instanceof Error && error.name === 'AbortError';
  const message = error instanceof Error ? error.message : String(error);
  return new ImError(aborted ? 'aborted' : 'engine', { message, cause: error });
};

export const invalid = (field: string, message: string): ImError =>
  new ImError('invalid', { field, message: `${field}: ${message}` });
