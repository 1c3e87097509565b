import type { HubErrorCode, WireError } from '../protocol/index.js';

export interface HubErrorOptions {
  /** Name of the argument, header or limit at fault. */
  readonly field?: string;
  readonly limit?: number;
  /** Milliseconds until the same call may succeed. */
  readonly retryAfter?: number;
  /** Of a conflict: what stands now. */
  readonly latest?: unknown;
  /** The site's words for the person. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** The only error a client or a host sees. `message` is English, for developers, without message text or tokens. */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: HubErrorCode;
  readonly field: string | undefined;
  readonly limit: number | undefined;
  readonly retryAfter: number | undefined;
  readonly latest: unknown;
  readonly reason: string | undefined;

  constructor(code: HubErrorCode, message: string = code, options: HubErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.limit = options.limit;
    this.retryAfter = options.retryAfter;
    this.latest = options.latest;
    this.reason = options.reason;
  }

  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      ...(this.field !== undefined && { field: this.field }),
      ...(this.limit !== undefined && { limit: this.limit }),
      ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
      ...(this.latest !== undefined && { latest: this.latest }),
      ...(this.reason !== undefined && { reason: this.reason }),
    };
  }
}

export const invalid = (field: string, message: string): HubError =>
  new HubError('invalid', `${field}: ${message}`, { field });

/** One answer for what does not exist and for what belongs to others, so that nobody can probe. */
export const notFound = (field: string): HubError => new HubError('not-found', `${field}: not found`, { field });

/** Whatever was thrown, as a HubError; details of foreign errors stay in `cause`, for the log. */
export const toHubError = (error: unknown): HubError =>
  error instanceof HubError ? error : new HubError('internal', 'the hub failed at this call', { cause: error });
